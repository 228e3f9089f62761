/**
 * Words of moving goods from place to place.
 * @public
 */
export const moving_ja = {
  'move.step.take_goods': '動かす商品をスキャン',
  'move.step.put_there': 'この棚に置く',
  'move.wanted': 'あと {n}点 補充',
  'move.because.face_low': 'ピッキングする棚です',
  'move.because.same_lot': '同じロットがあります',
  'move.because.same_goods': '同じ商品があります',
  'move.because.empty_near': '同じ商品の近くの空き棚です',
  'move.because.empty': '空き棚です。ほかの棚でも構いません',
  'move.because.asked_for': 'この棚が少なくなっています',
  'refusal.other_target': '補充する棚が違います',
  'refusal.place_is_full': 'この棚には入りきりません',
  'fault.nothing_to_put_away': 'この入荷場に棚入れする商品はありません',
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

  'move.end.move': '移動を終える',
  'move.end.put_away': '棚入れを終える',
  'move.end.replenish': '補充を終える',
  'move.done.command': '作業を終える',
  'move.done.title.put_away': '棚入れ完了',
  'move.done.title.replenish': '補充完了',
  'move.done.title.move': '移動完了',
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

  'fault.quarantine_is_locked': '保留棚の商品は、責任者だけが出せます',
  'fault.place_is_empty': '帳簿ではこの棚は空です',
} as const
