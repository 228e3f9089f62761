import type { office_ja } from './office.ja'
import { office_arrivals_en } from './office_arrivals.en'
import { office_calendar_en } from './office_calendar.en'
import { office_campaigns_en } from './office_campaigns.en'
import { office_connections_en } from './office_connections.en'
import { office_door_en } from './office_door.en'
import { office_floor_en } from './office_floor.en'
import { office_folders_en } from './office_folders.en'
import { office_formats_en } from './office_formats.en'
import { office_history_en } from './office_history.en'
import { office_imports_en } from './office_imports.en'
import { office_kits_en } from './office_kits.en'
import { office_labels_en } from './office_labels.en'
import { office_masters_en } from './office_masters.en'
import { office_next_engine_en } from './office_next_engine.en'
import { office_orders_en } from './office_orders.en'
import { office_rule_facts_en } from './office_rule_facts.en'
import { office_rules_en } from './office_rules.en'
import { office_shop_apis_en } from './office_shop_apis.en'
import { office_slips_en } from './office_slips.en'
import { office_stock_en } from './office_stock.en'
import { office_stock_terms_en } from './office_stock_terms.en'

/** @public */
export const office_en: Record<keyof typeof office_ja, string> = {
  ...office_orders_en,
  ...office_history_en,
  ...office_arrivals_en,
  ...office_connections_en,
  ...office_formats_en,
  ...office_imports_en,
  ...office_kits_en,
  ...office_calendar_en,
  ...office_masters_en,
  ...office_campaigns_en,
  ...office_floor_en,
  ...office_folders_en,
  ...office_door_en,
  ...office_labels_en,
  ...office_rule_facts_en,
  ...office_rules_en,
  ...office_shop_apis_en,
  ...office_next_engine_en,
  ...office_slips_en,
  ...office_stock_en,
  ...office_stock_terms_en,

  'nav.brand.plate': '棚',
  'nav.office': 'Office',
  'nav.home': 'Right now',
  'nav.orders': 'Orders',
  'nav.imports': 'Imports',
  'nav.waves': 'Waves',
  'nav.handovers': 'Handover',
  'nav.people': 'People',
  'nav.devices': 'Devices',
  'nav.labels': 'Labels',
  'nav.kits': 'Kits',
  'nav.board': 'Live board',
  'nav.leave': 'Log out',
  'language.ja': '日本語',
  'language.en': 'English',
  'connection.live': 'Live',
  'connection.cut': 'Reconnecting',

  'age.first': 'Loading',
  'age.now': 'Updated just now',
  'age.seconds': 'Updated {n} s ago',
  'age.cut': 'Cannot update',
  'age.again': 'Update now',
  'span.minutes': '{minutes} min',
  'span.hours': '{hours} h {minutes} min',
  'pager.label': 'Pages',
  'pager.range': '{from}–{until} of {total}',
  'pager.page': '{page} / {last}',
  'pager.before': 'Previous page',
  'pager.after': 'Next page',
  'stepper.less': 'One less',
  'stepper.more': 'One more',

  'refused.other': 'That did not work ({code})',
  'refused.offline': 'The server cannot be reached. Check the network.',
  'refused.file_empty': 'The file is empty. Choose a fresh export.',
  'refused.file_too_large': 'The file is too large. Export a shorter period.',
  'refused.encoding_unknown':
    'The text of this file cannot be read (neither UTF-8 nor Shift_JIS). Save it again in the shop.',
  'refused.profile_unknown':
    'The layout of this file is unknown. Choose the layout, or use a file with its header row.',
  'refused.columns_missing': 'Columns are missing: {columns}',
  'refused.shop_unknown': 'This shop is not known here.',
  'refused.owner_unknown': 'There is no such owner.',
  'refused.import_not_in_preview': 'This import has already begun.',
  'refused.import_failed':
    'The import stopped half-way. What is in stays in. Confirm it again to go on.',
  'refused.nothing_to_release': 'There are no orders to release.',
  'refused.nothing_to_hand_over': 'There are no parcels to hand over.',
  'refused.json_unreadable': 'The JSON cannot be read. Mend this place: {where}',
  'refused.file_is_empty': 'The file is empty. Choose a fresh export.',
  'refused.file_is_a_spreadsheet': 'This is a spreadsheet. Save it as CSV and choose that file.',
  'refused.file_is_binary': 'This is no CSV file. Choose the one your shop exports.',
  'refused.encoding_is_utf16': 'This file is in UTF-16. Save it as UTF-8 or Shift_JIS.',
  'refused.bytes_unreadable': 'Line {line} holds characters that cannot be read. Export it again.',
  'refused.import_unknown': 'There is no such import.',
  'refused.format_unknown':
    'The layout of this file is unknown. Choose the file as the shop exported it, with its header row.',
  'refused.missing_column': 'Columns are missing: {columns}',
  'refused.column_twice': 'Two columns have the same name: {columns}',
  'refused.no_rows': 'There is only a header row and no order.',
  'refused.too_many_rows': 'There are too many rows ({most} at most). Export a shorter period.',
  'refused.already_released': 'Somebody else has just released these orders. Please look again.',
  'refused.already_taken': 'This badge or login is in use already.',
  'refused.person_unknown': 'This person is not known.',
  'refused.device_unknown': 'This device is not known.',
  'refused.last_administrator': 'The last administrator has to stay.',

  'home.title': 'Right now',
  'home.exceptions': 'Exceptions',
  'home.attention': 'Waiting for you',
  'home.carriers': "Today's cut-offs",
  'home.flow': 'Where orders stand',
  'home.carrier.left': '{orders} {orders|order|orders} left',
  'home.calm': 'Nothing needs you right now',
  'home.calm.words': 'Exceptions and delays will show up here at once.',
  'attention.carrier_late': '{carrier} will probably miss its cut-off',
  'attention.carrier_late.words':
    'Expected {time} late. Think of more hands, or of another order of work.',
  'attention.waiting_for_stock': '{n} {n|order waits|orders wait} for stock',
  'attention.waiting_for_stock.go': 'Look',
  'attention.ready_to_release': '{n} {n|order is|orders are} ready to be released',
  'attention.ready_to_release.go': 'Release a wave',
  'attention.oldest': 'The oldest has waited for {time}',
  'attention.rows_rejected': '{n} {n|row|rows} could not be brought in',
  'attention.rows_rejected.go': 'See why',
  'attention.parcels_wait': '{n} {n|parcel waits|parcels wait} for {carrier}',
  'attention.parcels_wait.words': 'Confirm the pickup when the driver has taken them',
  'attention.devices_cut': '{n} {n|device is|devices are} out of reach',
  'attention.devices_cut.words': '{names} ({unsent} unsent)',
  'attention.batteries_low': '{n} {n|device has|devices have} a low battery',
  'first.title': 'Three steps to the first parcel',
  'first.lead': 'Take them from the top. You can stop and go on at any time.',
  'first.imports': 'Bring in orders',
  'first.imports.words': 'Just drop the order file your shop exports.',
  'first.devices': 'Enrol a device',
  'first.devices.words': 'Read a QR code with the handheld.',
  'first.waves': 'Release a wave',
  'first.waves.words': 'Send orders with stock to the floor.',
}
