// Every question about files of products and customers.
import { type paths, server } from '../../server_api'
import { reply, send_form } from '../ask'

type Json<Answer> = Answer extends { content: { 'application/json': infer Said } } ? Said : never

export type MasterOutcome = Json<paths['/api/v1/products/files']['post']['responses'][200]>

export const ask_masters = () => reply(server.GET('/api/v1/masters'))

/** Hand a file in, only to look at it or to take in what of it can come in. */
export function hand_in_master(
  kind: 'products' | 'customers',
  file: File,
  owner: string,
  step: 'look' | 'take',
) {
  const form = new FormData()
  form.set('file', file)
  form.set('owner', owner)
  form.set('step', step)
  return send_form<MasterOutcome>(`/api/v1/${kind}/files`, form)
}
