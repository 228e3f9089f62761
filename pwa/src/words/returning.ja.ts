/**
 * Words of taking goods back.
 * @public
 */
export const returning_ja = {
  'return.step.return_goods': '商品をスキャン',
  'return.step.say_lot': 'ロットをスキャン',
  'return.step.say_reason': '返品の理由を選ぶ',
  'return.lead.return_goods': '1点ずつスキャンするか、1回スキャンして数を入力します',
  'return.lead.say_lot': 'この注文には複数のロットを出荷しています',
  'return.lead.say_reason': '理由を選ぶと、在庫に戻します',
  'return.order': '注文',
  'return.type_count': '数を入力',
  'return.type_lot': 'ロットを入力',
  'return.back': 'やめる',
  'return.end': '全部読んだ',
  'return.grade': '破損・保留',
  'return.grade.good': '良品',
  'return.grade.damaged': '破損',
  'return.grade.held': '保留',
  'return.grade.damaged.choose': '破損（廃棄）',
  'return.grade.held.choose': '判断できない（保留）',
  'return.grade.damaged.on': '破損品を読んでいます',
  'return.grade.held.on': '保留品を読んでいます',
  'return.grade.off': '良品に戻る',

  'return.reason.undelivered': '配達できず戻った',
  'return.reason.unwanted': 'お客様の都合',
  'return.reason.defect': '不良・破損',
  'return.reason.wrong_goods': '誤出荷',
  'return.reason.other': 'その他',

  'return.done.title': '返品完了',
  'return.done.good': '良品',
  'return.done.shelf': '{place} の棚入れが出ています。',
  'return.done.held': '保留品は保留棚に置いてください。責任者が確認します。',
  'return.done.damaged': '破損品は在庫から除きました。',

  'return.expected.lot': 'この商品のロット',
  'return.expected.goods': '注文 {order}',

  'refusal.not_of_this_order': 'この注文で出荷していない商品です',
  'refusal.lot_was_not_shipped': 'この注文で出荷していないロットです',
  'refusal.more_than_was_shipped': '出荷した数より多くなります',
  'refusal.return_is_expired': '期限が切れています。破損・保留から受け付けます',
  'refusal.nothing_came_back': 'まだ何も読んでいません',
  'refusal.reason_expected': '理由を選んでください',
} as const
