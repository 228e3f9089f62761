/**
 * Words of counting a place.
 * @public
 */
export const counting_ja = {
  'count.step.find_place': '数える棚をスキャン',
  'count.step.count_goods': '商品をスキャン',
  'count.step.count_goods.lead': '1点ずつスキャンするか、1回スキャンして数を入力します',
  'count.step.say_lot': 'ロットをスキャン',
  'count.step.say_lot.lead': 'この商品はロットごとに数えます',
  'count.step.confirm_empty': '空の棚をもう一度スキャン',
  'count.step.confirm_empty.lead': '商品が残っていたら「取消」で戻ります',

  'count.all': 'この棚にあるものをすべて数えます',
  'count.only': 'この商品だけを数えます',
  'count.type_count': '数を入力',
  'count.type_lot': 'ロットを入力',
  'count.done': 'これで全部',
  'count.empty': '何もない',

  'count.done.title': '棚卸完了',
  'count.done.lead': '{place} を数えました',
  'count.done.pieces': '数えた数',
  'count.done.kinds': '品目',
  'count.done.next': '帳簿との差が大きいときは、別の人が数え直します。',

  'count.expected.goods': 'この棚にある商品',
  'count.expected.lot': 'この商品のロット',

  'refusal.not_to_be_counted': '数える商品ではありません',
  'refusal.another_counts_again': '数え直しは別の人が行います',
  'refusal.empty_or_undo': '空なら棚をスキャン、残っていたら取消',

  'fault.count_under_way': 'この棚はほかの人が数えています',
} as const
