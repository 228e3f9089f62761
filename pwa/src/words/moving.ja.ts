/**
 * Words of moving goods from place to place.
 * @public
 */
export const moving_ja = {
  'move.step.take_goods': '動かす商品をスキャン',
  'move.step.put_down': '置く棚をスキャン',
  'move.step.put_down.lead': '続けて商品もスキャンできます',
  'move.step.say_lot': 'ロットをスキャン',

  'move.free': '動かせる {n}点',
  'move.held': '引当 {n}点',
  'move.held.lead': '{n}点は注文に引当済みです',
  'move.nothing_left': 'この棚には何も残っていません',
  'move.put': '{place} に {n}点を置きました',
  'move.lot.none': 'ロットなし',
  'move.type_count': '数を入力',
  'move.back': '棚に戻した',

  'move.done': '移動を終える',
  'move.done.command': '作業を終える',
  'move.done.title': '移動完了',
  'move.done.lead': '{place} から {n}点を移しました',
  'move.done.nothing': '{place} からは何も移していません',
  'move.done.pieces': '移した数',
  'move.done.kinds': '品目',

  'move.expected.goods': 'この棚にある商品',
  'move.expected.target': '移す先の棚',
  'move.expected.free': '動かせるのは {n}点まで',

  'refusal.goods_not_here': '帳簿ではこの棚にない商品です',
  'refusal.lot_not_here': '帳簿ではこの棚にないロットです',
  'refusal.more_than_lies_here': '帳簿より多い数です',
  'refusal.held_for_orders': '注文に引当済みです',
  'refusal.held_for_orders_there': 'もう注文に引当済みです',
  'refusal.target_expected': '置く棚をスキャンしてください',
  'refusal.own_place': '元と同じ棚です',
  'refusal.rack_takes_flyers': 'チラシ専用の棚です',
  'refusal.goods_in_hand': '手元の商品を先に置いてください',

  'fault.place_is_empty': '帳簿ではこの棚は空です',
} as const
