/**
 * Words of the end of a walk.
 * @public
 */
export const cart_done_ja = {
  'pick.done.title': 'ピッキング完了',
  'pick.done.lead': 'カート {cart} を梱包場へ運んでください',
  'pick.done.lines': '行',
  'pick.done.pieces': '取った数',
  'pick.done.short': '欠品',
  'pick.done.totes': 'トート',
  'pick.done.next': '次の作業へ',
  'pick.done.unsent': '未送信 {n}件。つながると送信されます。',
  'pick.done.cancelled': '取消で終わりました',
  'pick.done.cancelled.lead':
    'このカートの注文はすべて取り消されました。カート {cart} はもう使えます。',
  'refusal.undo_too_late': '終わった作業は取り消せません',
} as const
