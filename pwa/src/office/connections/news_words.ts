import { t } from '../../words'

/** What a kind of news is called. */
export function kind_words(kind: string): string {
  return t(`connections.kind.${kind as 'connection.test'}`)
}

/** Why there was no answer. */
export function fault_words(fault: string): string {
  return t(`connections.fault.${fault as 'nobody_there'}`)
}
