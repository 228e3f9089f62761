import type { office_kits_ja } from './office_kits.ja'

/** Words of the office: kits. */
export const office_kits_en: Record<keyof typeof office_kits_ja, string> = {
  'kits.title': 'Kits',
  'kits.lead':
    'An order for a kit comes in as its parts, which are reserved, picked and packed. As many may be sold as can be put together.',
  'kits.none': 'There are no kits yet',
  'kits.new': 'New kit',
  'kits.change': 'Change its parts',
  'kits.dissolve': 'No kit any more',
  'kits.save': 'Save',
  'kits.owner': 'Owner',
  'kits.kit': 'Kit',
  'kits.sku': 'SKU of the kit',
  'kits.parts': 'Parts',
  'kits.part': 'SKU or JAN of a part',
  'kits.pieces': 'Pieces',
  'kits.more': 'Another part',
  'kits.remove': 'Leave {part} out',
  'kits.later': 'Counts for orders that come in from now on.',
  'refused.kit_in_kit': 'A kit cannot be in a kit: {products}',
  'refused.kit_has_stock': 'This product has stock and cannot be a kit.',
  'refused.unknown_product': 'There is no such product: {products}',
}
