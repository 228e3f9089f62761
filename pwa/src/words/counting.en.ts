import type { counting_ja } from './counting.ja'

/**
 * Words of counting a place.
 * @public
 */
export const counting_en: Record<keyof typeof counting_ja, string> = {
  'count.step.find_place': 'Scan the shelf to count',
  'count.step.count_goods': 'Scan the goods',
  'count.step.count_goods.lead': 'Scan piece by piece, or once and type how many',
  'count.step.say_lot': 'Scan the lot',
  'count.step.say_lot.lead': 'Lots of these goods are counted apart',
  'count.step.confirm_empty': 'Scan the empty shelf again',
  'count.step.confirm_empty.lead': 'If something is left there, press Undo',

  'count.all': 'Count everything on this shelf',
  'count.only': 'Count these goods only',
  'count.type_count': 'Type the count',
  'count.type_lot': 'Type the lot',
  'count.done': 'That is all',
  'count.empty': 'Nothing here',

  'count.done.title': 'Counted',
  'count.done.lead': '{place} is counted',
  'count.done.pieces': 'Pieces',
  'count.done.kinds': 'Products',
  'count.done.next': 'Where the book differs by much, somebody else counts again.',

  'count.expected.goods': 'Goods on this shelf',
  'count.expected.lot': 'A lot of these goods',

  'refusal.not_to_be_counted': 'Not to be counted now',
  'refusal.another_counts_again': 'Somebody else counts again',
  'refusal.empty_or_undo': 'Empty: scan the shelf. Not empty: undo',

  'fault.count_under_way': 'Somebody else is counting this shelf',
}
