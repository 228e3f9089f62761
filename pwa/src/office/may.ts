import { office_person } from '../desk'
import type { Role } from '../server_api'

/** Whether the person at this desk has one of the roles. The server decides again at every question. */
export function may(roles: readonly Role[]): boolean {
  const person = office_person.value
  return person != null && roles.includes(person.role)
}
