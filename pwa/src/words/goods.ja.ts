/**
 * How goods, places and scans are called on the screens of every job.
 * @public
 */
export const goods_ja = {
  'goods.zone': 'ゾーン {zone}',
  'goods.lot': 'ロット {lot}',
  'goods.undo': '取消',
  'goods.kind.place': '棚 {code}',
  'goods.kind.tote': 'トート {code}',
  'goods.kind.cart': 'カート {code}',
  'goods.kind.badge': '名札',
  'goods.kind.station': '作業台 {code}',
  'goods.kind.shipment': '出荷 {code}',
  'goods.kind.slip': '送り状 {code}',
  'goods.kind.command': '指示ラベル {code}',
  'goods.kind.lot': 'ロット {code}',
  'goods.kind.serial': 'シリアル番号 {code}',
  'goods.kind.quantity': '数量 {code}',
  'goods.kind.day': '日付 {code}',
  'goods.kind.item': '{code}',
  'goods.kind.misread': '{code}',
  'goods.kind.unknown': '{code}',
} as const
