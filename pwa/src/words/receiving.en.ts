import type { receiving_ja } from './receiving.ja'

/**
 * Words of taking goods in.
 * @public
 */
export const receiving_en: Record<keyof typeof receiving_ja, string> = {
  'receive.step.receive_goods': 'Scan the goods',
  'receive.step.confirm_extra': 'Not announced',
  'receive.step.say_lot': 'Scan the lot',
  'receive.step.say_day': 'Type the expiry',
  'receive.lead.receive_goods': 'Scan piece by piece, or once and type how many',
  'receive.lead.confirm_extra': '{notice} does not name these. To take them in, scan once more',
  'receive.lead.say_lot': 'Lots of these goods are kept apart',
  'receive.lead.say_day': 'Type the best-before or use-by date of the package',
  'receive.unannounced': 'Not announced',
  'receive.expires': 'Expires {day}',
  'receive.over': '{n} more than announced',
  'receive.type_count': 'Type the count',
  'receive.type_lot': 'Type the lot',
  'receive.type_day': 'Type the expiry',
  'receive.back': 'Leave it',
  'receive.apart': 'Damaged, unknown',
  'receive.damaged': 'Scan damaged goods',
  'receive.damaged.on': 'Scanning damaged goods',
  'receive.damaged.off': 'Back to good ones',
  'receive.damaged.short': 'Damaged',
  'receive.unknown': 'Goods nobody knows',
  'receive.end': 'End',
  'receive.end.lead': 'Some goods have not come yet',
  'receive.part': 'The rest comes later',
  'receive.done': 'That is all (close the notice)',

  'receive.done.title': 'Received',
  'receive.done.pieces': 'Pieces',
  'receive.done.kinds': 'Products',
  'receive.done.next': 'Putting away from {place} is laid.',
  'receive.done.rest': 'Putting away is laid. Go on when the rest has come.',

  'receive.expected.lot': 'A lot of these goods',
  'receive.expected.day': 'The expiry of these goods',

  'refusal.other_owner': 'Goods of another owner',
  'refusal.extra_or_undo': 'To take them in scan again, else undo',
  'refusal.expired_goods': 'Expired. Take them in as damaged',
  'refusal.nothing_received': 'Nothing has come in yet',

  'fault.notice_unknown': 'No notice has this number or these goods',
}
