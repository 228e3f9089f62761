/**
 * Words of work of the stock: choosing it, its queues, typing counts and days.
 * @public
 */
export const jobs_ja = {
  'jobs.choice.title': '作業を選ぶ',
  'jobs.choice.open': '作業を選ぶ',
  'jobs.waiting': '{n}件',
  'jobs.kind.pick': 'ピッキング',
  'jobs.kind.receive': '入荷',
  'jobs.kind.put_away': '棚入れ',
  'jobs.kind.replenish': '補充',
  'jobs.kind.move': '移動',
  'jobs.kind.count': '棚卸',
  'jobs.kind.return': '返品',
  'jobs.kind.assemble': 'セット組み',

  'jobs.begin.receive': '予定のない入荷',
  'jobs.begin.put_away': '棚入れを始める',
  'jobs.begin.replenish': '補充を始める',
  'jobs.begin.move': '移動を始める',
  'jobs.begin.count': '棚卸を始める',
  'jobs.begin.return': '返品を受け付ける',
  'jobs.begin.assemble': 'セット組みを始める',

  'jobs.hint.receive': '入荷伝票のスキャンでも始められます',
  'jobs.hint.put_away': '商品かトートのスキャンでも始められます',
  'jobs.hint.move': '動かす商品のある棚をスキャンすると始まります',
  'jobs.hint.count': '棚をスキャンすると、その棚を数えます',
  'jobs.hint.return': '送り状か納品書のスキャンで始められます',

  'jobs.reason.short_pick': '欠品のあった棚',
  'jobs.reason.discrepancy': '帳簿と合わない棚',
  'jobs.reason.below_minimum': '下限を下回った棚',
  'jobs.reason.demand': '注文に足りない棚',

  'jobs.loading': '作業を確認しています',
  'jobs.none': '待っている作業はありません',
  'jobs.offline': '電波がつながると、作業が表示されます。',
  'jobs.not_here': 'ここでは使えないラベルです',
  'jobs.taken': '{name}さんが先に引き受けました',
  'jobs.urgent': '急ぎ',
  'jobs.pieces': '{n}点',
  'jobs.lines': '{n}行',
  'jobs.due': '期限 {time}',
  'jobs.start': '始める',
  'jobs.go_on': '続ける',
  'jobs.done.next': '次の作業へ',
  'jobs.done.unsent': '未送信 {n}件。つながると送信されます。',

  'jobs.pad.pieces': '点',
  'jobs.pad.enter': '決定',
  'jobs.pad.day': '年月日（260401）か年月（2604）',
  'jobs.pad.day.said': '{year}年{month}月{day}日',
  'jobs.lot.label': 'ロット番号',
  'jobs.lot.hint': '英数字と記号、20文字まで',
  'jobs.lot.wrong': 'ロットに使えない文字があります',

  'fault.kind_not_started': 'この作業は指示があったときだけ始められます',

  'refusal.lot_expected': 'ロットをスキャンしてください',
  'refusal.goods_first': '先に商品をスキャン',
  'refusal.goods_expected': '商品をスキャンしてください',
  'refusal.place_unknown': '登録のない棚です',
  'refusal.takes_no_goods': '商品を置けない場所です',
  'fault.place_expected': '棚をスキャンしてください',
  'fault.place_unknown': '登録のない棚です',
  'fault.takes_no_goods': '商品を置く棚ではありません',
} as const
