// Every question about watched folders.
import { type paths, server } from '../../server_api'
import { reply } from '../ask'

type Json<Answer> = Answer extends { content: { 'application/json': infer Said } } ? Said : never

export type Folders = Json<paths['/api/v1/folders']['get']['responses'][200]>
export type Folder = Folders['folders'][number]
export type FolderFile = Folder['files'][number]
export type Draft = NonNullable<
  paths['/api/v1/folders']['post']['requestBody']
>['content']['application/json']

export const KINDS = ['orders', 'notices', 'products', 'customers'] as const

export const ask_folders = () => reply(server.GET('/api/v1/folders'))
export const watch_folder = (body: Draft) => reply(server.POST('/api/v1/folders', { body }))
export const switch_folder = (folder_id: number, is_on: boolean) =>
  reply(
    server.PATCH('/api/v1/folders/{folder_id}', {
      params: { path: { folder_id } },
      body: { is_on },
    }),
  )
export const test_folder = (folder_id: number) =>
  reply(server.POST('/api/v1/folders/{folder_id}/test', { params: { path: { folder_id } } }))
