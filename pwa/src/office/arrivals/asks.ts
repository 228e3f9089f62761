// Every question about notices of goods that will come.
import { type paths, server } from '../../server_api'
import { reply, send_form } from '../ask'

type Json<Answer> = Answer extends { content: { 'application/json': infer Said } } ? Said : never

export type Arrivals = Json<paths['/api/v1/notices']['get']['responses'][200]>
export type Arrival = Arrivals['notices'][number]
export type FileTaken = Json<paths['/api/v1/notices/files']['post']['responses'][200]>
export type Which = 'open' | 'ended'

export const ask_arrivals = (stage: Which) =>
  reply(server.GET('/api/v1/notices', { params: { query: { stage } } }))
export const close_arrival = (notice_id: number) =>
  reply(server.POST('/api/v1/notices/{notice_id}/close', { params: { path: { notice_id } } }))

export function hand_in_notices(file: File, owner: string) {
  const form = new FormData()
  form.set('file', file)
  form.set('owner', owner)
  return send_form<FileTaken>('/api/v1/notices/files', form)
}
