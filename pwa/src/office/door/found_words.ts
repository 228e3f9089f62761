// What was found of an order, in a sentence; and what would be written instead.
import { t, t_code, type Word } from '../../words'
import { carrier_name } from '../names'
import type { Finding } from './asks'

export function found_words(found: Finding): string {
  const over = t(found.is_in_bytes ? 'door.over.bytes' : 'door.over.characters', { n: found.over })
  return t(`door.found.${found.code}` as Word, {
    field: t_code('door.field', found.field),
    text: found.text === '' ? t('door.nothing') : found.text,
    temperature: found.temperatures
      .map((one) => t_code('door.temperature', one))
      .join(t('door.comma')),
    letters: found.letters.trim(),
    places: found.places.join(t('door.comma')),
    carrier: carrier_name(found.carrier),
    over,
  })
}

/** What one click writes; none where only a person can say. Wishes that go leave nothing behind. */
export function proposal_words(found: Finding): string | null {
  const proposed = Object.values(found.proposed)
  if (proposed.length === 0) return null
  const text = proposed.filter(Boolean).join(' ')
  return text === '' ? t('door.take_away') : t('door.take', { text })
}
