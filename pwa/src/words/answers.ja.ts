/**
 * Words for why the server could not take a scan as it was.
 * @public
 */
export const answers_ja = {
  'refusal.task_unknown': 'サーバーにこの作業がありません',
  'refusal.lease_is_stale': 'この作業は別の人に移りました',
  'refusal.task_is_finished': 'この作業はもう終わっています',
  'refusal.event_malformed': 'サーバーが読み取れない記録です',
  'refusal.session_unknown': 'ログインの記録がサーバーにありません',
  'refusal.event_id_reused': '記録の番号が重なっています',
  'refusal.sequence_reused': '記録の順番が重なっています',
  'refusal.server_fault': 'サーバーでエラーが起きました',
  'refusal.scan_again': '確認できました。もう一度スキャン',
  'refusal.item_unknown': '登録のない商品です',
  'refusal.order_is_cancelled': '取り消された注文です',
  'refusal.found_elsewhere': '欠品の分を別の棚で取ります',
  'answers.fetch': '{place} で {n}点',
  'answers.hand_back': '手元に残った商品は、元の棚に戻してください',
} as const
