/**
 * Words of taking goods in.
 * @public
 */
export const receiving_ja = {
  'receive.step.receive_goods': '商品をスキャン',
  'receive.step.confirm_extra': '予定にない商品',
  'receive.step.say_lot': 'ロットをスキャン',
  'receive.step.say_day': '期限を入力',
  'receive.lead.receive_goods': '1点ずつスキャンするか、1回スキャンして数を入力します',
  'receive.lead.confirm_extra': '{notice} にはない商品です。受け入れるなら、もう一度スキャンします',
  'receive.lead.say_lot': 'この商品はロットごとに管理します',
  'receive.lead.say_day': 'パッケージの賞味期限・消費期限を入力します',
  'receive.unannounced': '予定なし',
  'receive.expires': '期限 {day}',
  'receive.over': '予定より {n}点 多い',
  'receive.type_count': '数を入力',
  'receive.type_lot': 'ロットを入力',
  'receive.type_day': '期限を入力',
  'receive.back': 'やめる',
  'receive.apart': '破損・不明',
  'receive.damaged': '破損した商品を読む',
  'receive.damaged.on': '破損品を読んでいます',
  'receive.damaged.off': '良品に戻る',
  'receive.damaged.short': '破損',
  'receive.unknown': 'わからない商品がある',
  'receive.end': '終わる',
  'receive.end.lead': 'まだ届いていない商品があります',
  'receive.part': '残りは後日届く',
  'receive.done': 'これで全部（予定を閉じる）',

  'receive.done.title': '入荷完了',
  'receive.done.pieces': '入荷数',
  'receive.done.kinds': '品目',
  'receive.done.next': '{place} の棚入れが出ています。',
  'receive.done.rest': '届いた分の棚入れが出ています。残りは届いたときに続けます。',

  'receive.expected.lot': 'この商品のロット',
  'receive.expected.day': 'この商品の期限',

  'refusal.other_owner': 'ほかの荷主の商品です',
  'refusal.extra_or_undo': '受け入れるならもう一度スキャン、違えば取消',
  'refusal.expired_goods': '期限が切れています。破損・不明から受け入れます',
  'refusal.nothing_received': 'まだ何も入荷していません',

  'fault.notice_unknown': 'この番号・商品の入荷予定はありません',
} as const
