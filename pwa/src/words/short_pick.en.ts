import type { short_pick_ja } from './short_pick.ja'

/** @public */
export const short_pick_en: Record<keyof typeof short_pick_ja, string> = {
  'pick.short.title': 'Why not?',
  'pick.short.lead': '{name} at {place}',
  'pick.short.none': 'Not on the shelf',
  'pick.short.damaged': 'Damaged',
  'pick.short.wrong': 'Other goods in the bin',
  'pick.short.unreadable': 'Barcode unreadable',
  'pick.short.lot_blocked': 'Lot blocked',
  'pick.short.rest': '{n} {n|piece|pieces} will be reported short',
  'pick.short.aside': 'Come back later',
  'pick.short.aside.lead': 'Not short: this line is walked to last',
  'pick.command.none': 'Short (not on the shelf)',
  'pick.command.damaged': 'Short (damaged)',
  'pick.command.wrong': 'Short (other goods)',
  'pick.command.unreadable': 'Short (barcode unreadable)',
  'pick.command.lot_blocked': 'Short (lot blocked)',
}
