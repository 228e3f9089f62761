import type { assembling_ja } from './assembling.ja'

/**
 * Words of putting kits together.
 * @public
 */
export const assembling_en: Record<keyof typeof assembling_ja, string> = {
  'assemble.kits': '{n} kits',
  'assemble.step.find_place': 'Scan the shelf of a part',
  'assemble.step.take_parts': 'Scan the part',
  'assemble.step.make_kits': 'Scan each finished kit',
  'assemble.step.put_down': 'Scan where you put them',
  'assemble.step.put_back': 'Scan the shelf to bring back to',
  'assemble.step.lay_back': 'Scan what you bring back',
  'assemble.lead.put_back': 'Parts that are in no kit go back to their shelf',
  'assemble.put': '{n} kits put down at {place}',
  'assemble.in_one': '{n} in a kit',
  'assemble.more': '{n} more',
  'assemble.type_count': 'Type the count',
  'assemble.short': 'Not enough',
  'assemble.lost': 'Not found',
  'assemble.stop': 'Stop here',
  'assemble.stop.title': 'Stop here?',
  'assemble.stop.lead': 'Kits are made of the parts you have; the rest goes back to its shelf.',
  'assemble.stop.yes': 'Stop here',

  'assemble.done.title': 'Kits done',
  'assemble.done.lead': '{kit} put together',
  'assemble.done.none': 'No kit was put together',
  'assemble.done.made': 'Made',
  'assemble.done.wanted': 'Wanted',
  'assemble.done.fewer': '{n} fewer, as parts were missing.',
  'assemble.done.count': 'The shelves that had too few are to be counted.',

  'assemble.expected.kit': 'The kit’s label',
  'assemble.expected.target': 'The shelf for the kits',

  'refusal.no_part_there': 'Nothing is taken from this shelf',
  'refusal.kit_expected': 'Scan the kit’s label',
  'refusal.kit_first': 'Scan the kit’s label first',
  'refusal.more_kits_than_parts': 'The parts do not come to so many kits',
  'refusal.kits_want_a_shelf': 'Put them on a shelf that people pick from',
  'refusal.kits_do_not_fit': 'They do not all fit here: put fewer down',
  'refusal.kits_in_hand': 'Put the kits on a shelf first',
  'refusal.kits_are_promised': 'They are promised to orders: this stays',
  'refusal.nothing_goes_there': 'Nothing goes back to this shelf',
  'refusal.more_than_is_over': 'That is more than is left over',
  'refusal.fewer_than_lie_there': 'What lies on the shelf stays there',
}
