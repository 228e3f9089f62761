import type { work_ja } from './work.ja'

export const work_en: Record<keyof typeof work_ja, string> = {
  'scanner.camera': 'Camera',
  'scanner.catcher': 'Where scans arrive',
  'scanner.hand.open': 'Type',

  'verdict.ok': 'OK',
  'verdict.done': 'Done',
  'verdict.asking': 'Not on this job. Asking the server',
  'verdict.read': 'Read',
  'verdict.right': 'Right',
  'verdict.by_server': 'The server decided this',
  'verdict.what_is_this': 'What is it?',
  'verdict.nothing_read': 'unreadable characters',

  'refusal.label_misread': 'Misread. Scan again',
  'refusal.cart_expected': 'Scan a cart',
  'refusal.cart_in_use': 'This cart is in use',
  'refusal.cart_unknown': 'No such cart',
  'refusal.tote_expected': 'Scan a tote',
  'refusal.tote_already_loaded': 'This tote is on the cart already',
  'refusal.tote_in_use': 'This tote is in use',
  'refusal.tote_unknown': 'No such tote',
  'refusal.place_expected': 'Scan the shelf',
  'refusal.other_place': 'Wrong shelf',
  'refusal.place_first': 'Scan the shelf first',
  'refusal.item_expected': 'Scan the item',
  'refusal.other_item': 'Wrong item',
  'refusal.other_lot': 'Wrong lot',
  'refusal.lot_expired': 'This lot has expired',
  'refusal.too_many': 'Too many pieces',
  'refusal.other_tote': 'Wrong tote',
  'refusal.job_is_done': 'This job is done',

  'header.menu': 'Menu',
  'header.online': 'Online',
  'header.offline': 'Offline',
  'header.unsent': '{n} unsent',
  'header.trouble': '{n} to check',
  'header.battery': 'Battery {n}%',
  'header.battery.charging': 'Charging {n}%',
  'header.silent': 'No sound',
  'header.cut_off': 'Cut-off',

  'standstill.storage': 'Cannot save',
  'standstill.storage.lead':
    'This device cannot store records, so scanning has stopped. What was stored before is kept.',
  'standstill.storage.do':
    'Check the free space of the device and open again. If it stays, tell your supervisor.',
  'standstill.other_tab': 'Working in another tab',
  'standstill.other_tab.lead':
    'Tanaban is open in another tab of this device. Use that tab, or close it to go on here.',
  'standstill.reload': 'Open again',
}
