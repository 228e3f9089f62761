/**
 * Words of putting kits together.
 * @public
 */
export const assembling_ja = {
  'assemble.kits': '{n}セット',
  'assemble.step.find_place': '中身を取る棚をスキャン',
  'assemble.step.take_parts': '中身をスキャン',
  'assemble.step.make_kits': 'できたセットをスキャン',
  'assemble.step.put_down': '置く棚をスキャン',
  'assemble.step.put_back': '戻す棚をスキャン',
  'assemble.step.lay_back': '戻す商品をスキャン',
  'assemble.lead.put_back': 'セットにならなかった中身を、元の棚に戻します',
  'assemble.put': '{place} に {n}セットを置きました',
  'assemble.in_one': '1セットに{n}点',
  'assemble.more': 'ほか {n}件',
  'assemble.type_count': '数を入力',
  'assemble.short': '足りない',
  'assemble.lost': '見つからない',
  'assemble.stop': 'ここまで',
  'assemble.stop.title': 'ここまでにしますか',
  'assemble.stop.lead': '手元の中身で組めるだけ組み、残りは棚に戻します。',
  'assemble.stop.yes': 'ここまでにする',

  'assemble.done.title': 'セット組み完了',
  'assemble.done.lead': '{kit} を組みました',
  'assemble.done.none': 'セットは組んでいません',
  'assemble.done.made': '組んだ数',
  'assemble.done.wanted': '指示の数',
  'assemble.done.fewer': '中身が足りず、{n}セット少なくなりました。',
  'assemble.done.count': '足りなかった棚の棚卸が出ています。',

  'assemble.expected.kit': 'セットのラベル',
  'assemble.expected.target': 'セットを置く棚',

  'refusal.no_part_there': 'この棚から取るものはありません',
  'refusal.kit_expected': 'セットのラベルをスキャンしてください',
  'refusal.kit_first': '先にセットのラベルをスキャン',
  'refusal.more_kits_than_parts': '取った中身では、そこまで組めません',
  'refusal.kits_want_a_shelf': 'ピッキングの棚に置いてください',
  'refusal.kits_do_not_fit': 'この棚には入りきりません。数を分けてください',
  'refusal.kits_in_hand': '先にセットを棚に置いてください',
  'refusal.kits_are_promised': '注文に引き当てられたので、取り消せません',
  'refusal.nothing_goes_there': 'この棚に戻すものはありません',
  'refusal.more_than_is_over': '残っている数より多くなります',
  'refusal.fewer_than_lie_there': '棚に戻した数は減らせません',
} as const
