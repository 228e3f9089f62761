/**
 * Words of goods that go back to their places: their order was cancelled.
 * @public
 */
export const put_back_ja = {
  'pick.step.put_back': '戻す商品をスキャン',
  'pick.step.put_back.place': '棚に戻してスキャン',
  'pick.step.put_back.tote': '注文が取り消されました。{tote} の商品を元の棚に戻します。',
  'pick.step.put_back.hand': '注文が取り消されました。手元の商品を元の棚に戻します。',
  'refusal.item_stays': '戻す商品ではありません',
  'refusal.too_many_back': '戻す数が多すぎます',
  'refusal.item_first': '先に戻す商品をスキャン',
  'refusal.put_back_first': '先に商品を棚に戻してください',
} as const
