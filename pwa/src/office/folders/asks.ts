// Every question about folders and the servers on which they lie.
import { type paths, server } from '../../server_api'
import { reply } from '../ask'

type Json<Answer> = Answer extends { content: { 'application/json': infer Said } } ? Said : never
type Body<Asked> =
  NonNullable<Asked> extends { content: { 'application/json': infer Said } } ? Said : never

export type Folders = Json<paths['/api/v1/folders']['get']['responses'][200]>
export type Folder = Folders['folders'][number]
export type OutFolder = Folders['out_folders'][number]
export type FileServer = Folders['servers'][number]
export type FolderFile = Folder['files'][number]
export type OutFile = OutFolder['files'][number]
export type Draft = Body<paths['/api/v1/folders']['post']['requestBody']>
export type OutDraft = Body<paths['/api/v1/out-folders']['post']['requestBody']>
export type ServerDraft = Body<paths['/api/v1/file-servers']['post']['requestBody']>
export type ServerChanges = Body<paths['/api/v1/file-servers/{server_id}']['patch']['requestBody']>

export const KINDS = ['orders', 'notices', 'products', 'customers', 'numbers'] as const
export const OUT_KINDS = ['label_files', 'stock_list', 'shipped_list'] as const
export const EVERY_MINUTES = [0, 10, 30, 60] as const

const at_folder = (folder_id: number) => ({ path: { folder_id } })
const at_server = (server_id: number) => ({ path: { server_id } })

export const ask_folders = () => reply(server.GET('/api/v1/folders'))
export const watch_folder = (body: Draft) => reply(server.POST('/api/v1/folders', { body }))
export const write_into = (body: OutDraft) => reply(server.POST('/api/v1/out-folders', { body }))
export const switch_folder = (folder_id: number, is_on: boolean) =>
  reply(
    server.PATCH('/api/v1/folders/{folder_id}', { params: at_folder(folder_id), body: { is_on } }),
  )
export const switch_out_folder = (folder_id: number, is_on: boolean) =>
  reply(
    server.PATCH('/api/v1/out-folders/{folder_id}', {
      params: at_folder(folder_id),
      body: { is_on },
    }),
  )
export const test_folder = (folder_id: number) =>
  reply(server.POST('/api/v1/folders/{folder_id}/test', { params: at_folder(folder_id) }))
export const test_out_folder = (folder_id: number) =>
  reply(server.POST('/api/v1/out-folders/{folder_id}/test', { params: at_folder(folder_id) }))

export const note_server = (body: ServerDraft) =>
  reply(server.POST('/api/v1/file-servers', { body }))
export const change_server = (server_id: number, body: ServerChanges) =>
  reply(server.PATCH('/api/v1/file-servers/{server_id}', { params: at_server(server_id), body }))
export const contact_server = (server_id: number) =>
  reply(server.POST('/api/v1/file-servers/{server_id}/contact', { params: at_server(server_id) }))
export const trust_server = (server_id: number, host_key: string) =>
  reply(
    server.POST('/api/v1/file-servers/{server_id}/trust', {
      params: at_server(server_id),
      body: { host_key },
    }),
  )
export const remove_server = (server_id: number) =>
  reply(server.POST('/api/v1/file-servers/{server_id}/remove', { params: at_server(server_id) }))
