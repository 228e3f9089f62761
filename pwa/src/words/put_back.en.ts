import type { put_back_ja } from './put_back.ja'

/** @public */
export const put_back_en: Record<keyof typeof put_back_ja, string> = {
  'pick.step.put_back': 'Scan what goes back',
  'pick.step.put_back.place': 'Put it back and scan the shelf',
  'pick.step.put_back.tote':
    'The order was cancelled. Bring its goods in {tote} back to their shelf.',
  'pick.step.put_back.hand': 'The order was cancelled. Bring what you hold back to its shelf.',
  'refusal.item_stays': 'This does not go back',
  'refusal.too_many_back': 'More than goes back',
  'refusal.item_first': 'Scan what goes back first',
  'refusal.put_back_first': 'Put the goods back first',
}
