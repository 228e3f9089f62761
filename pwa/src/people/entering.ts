// Coming in: a device is enrolled, a person logs in. Both need the network, and their pages are loaded for it.
import { type Answer, type Device, type Person, reach, server } from '../server_api'
import { begin_here, is_storage_kept, people_memory, take_device, take_worker } from './session'

/** The code of an enrolment QR or of what was typed: the part behind `#` of the link. */
export function enrolment_code(text: string): string {
  return (text.split('#').at(-1) ?? '').trim().toUpperCase()
}

/** Make this device known to the server; it then belongs to the house until it is revoked. */
export async function enrol(code: string): Promise<Answer<{ device: Device }>> {
  const body = { code: enrolment_code(code) }
  const answer = await reach(server.POST('/api/v1/devices/enrol', { body }))
  if (answer.ok) {
    await take_device(answer.data.device)
    is_storage_kept.value = (await navigator.storage?.persist?.()) ?? null
    begin_here()
  }
  return answer
}

/** Log in on the floor. */
export async function log_in(badge: string, pin: string): Promise<Answer<unknown>> {
  const answer = await reach(server.POST('/api/v1/sessions', { body: { badge, pin } }))
  if (answer.ok) await welcome_worker(answer.data)
  return answer
}

async function welcome_worker(begun: { person: Person; session: string }): Promise<void> {
  await people_memory()?.keep_setting('left_session', null)
  await take_worker({ person: begun.person, session: begun.session })
}
