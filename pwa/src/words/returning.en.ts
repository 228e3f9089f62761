import type { returning_ja } from './returning.ja'

/**
 * Words of taking goods back.
 * @public
 */
export const returning_en: Record<keyof typeof returning_ja, string> = {
  'return.step.return_goods': 'Scan what came back',
  'return.step.say_lot': 'Scan the lot',
  'return.step.say_serial': 'Scan the serial number',
  'return.step.say_reason': 'Choose the reason',
  'return.lead.return_goods': 'Scan piece by piece, or once and type how many',
  'return.lead.say_lot': 'Several lots were sent with this order',
  'return.lead.say_serial': 'Only numbers that were sent with this order. Unreadable: Cancel',
  'return.lead.say_reason': 'With the reason the goods go back into the stock',
  'return.serial': 'S/N {serial}',
  'return.order': 'Order',
  'return.type_count': 'Type the count',
  'return.type_lot': 'Type the lot',
  'return.back': 'Cancel',
  'return.end': 'All is scanned',
  'return.grade': 'Damaged, held',
  'return.grade.good': 'Good',
  'return.grade.damaged': 'Damaged',
  'return.grade.held': 'Held',
  'return.grade.damaged.choose': 'Damaged (thrown away)',
  'return.grade.held.choose': 'Cannot tell (held back)',
  'return.grade.damaged.on': 'Scanning damaged goods',
  'return.grade.held.on': 'Scanning goods to be held',
  'return.grade.off': 'Good again',

  'return.reason.undelivered': 'Not delivered (absent, refused)',
  'return.reason.unwanted': 'Customer’s wish',
  'return.reason.defect': 'Defect or damage',
  'return.reason.wrong_goods': 'Wrong goods sent',
  'return.reason.other': 'Other',

  'return.done.title': 'Return complete',
  'return.done.good': 'Good',
  'return.done.shelf': 'What lies at {place} is to be put away.',
  'return.done.held': 'Put held goods on the quarantine shelf. A supervisor looks at them.',
  'return.done.damaged': 'Damaged goods are out of the stock.',

  'return.expected.lot': 'A lot of these goods',
  'return.expected.serial': 'The serial number of what came back',
  'return.expected.goods': 'Goods of order {order}',

  'refusal.not_of_this_order': 'These goods were not sent with this order',
  'refusal.lot_was_not_shipped': 'This lot was not sent with this order',
  'refusal.more_than_was_shipped': 'That is more than was sent',
  'refusal.serial_was_not_shipped': 'This serial number was not sent with this order',
  'refusal.serial_is_scanned': 'This serial number was scanned already',
  'refusal.one_piece_one_serial': 'Goods with serial numbers: scan one piece at a time',
  'refusal.label_is_no_serial': 'That is a product code. Scan the serial number',
  'refusal.serial_impossible': 'Cannot be a serial number (letters, digits and signs, 20 at most)',
  'refusal.serial_expected': 'Scan the serial number first',
  'refusal.return_is_expired': 'Expired. Take it back as damaged or held',
  'refusal.nothing_came_back': 'Nothing was scanned yet',
  'refusal.reason_expected': 'Choose a reason',
}
