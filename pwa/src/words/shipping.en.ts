import type { shipping_ja } from './shipping.ja'

/** @public */
export const shipping_en: Record<keyof typeof shipping_ja, string> = {
  'handover.title': 'Handover',
  'handover.lead': 'When the driver has taken the parcels, confirm it for the carrier.',
  'handover.back': 'Back to packing',
  'handover.cut_off': 'Leaves {at}',
  'handover.parcels': 'parcels',
  'handover.none': 'Nothing waits',
  'handover.no_carriers': 'No carrier comes today',
  'handover.go': 'Hand over',
  'handover.sure': 'Hand {n} {n|parcel|parcels} over to {carrier}?',
  'handover.sure.hint': 'Press only when the driver has them. This cannot be undone.',
  'handover.confirm': '{n} {n|parcel|parcels} handed over',
  'handover.done': '{n} {n|parcel|parcels} handed over to {carrier} ({at})',
  'handover.fault.nothing_to_hand_over':
    'Nothing is left to hand over. Somebody may have confirmed it.',
  'handover.fault.offline': 'Not connected: the handover cannot be recorded.',
  'handover.fault.other': 'The handover was not recorded. Please try again.',
  'handover.old': 'Not connected. These are the counts of {at}.',
}
