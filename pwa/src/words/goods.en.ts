import type { goods_ja } from './goods.ja'

/** @public */
export const goods_en: Record<keyof typeof goods_ja, string> = {
  'goods.zone': 'Zone {zone}',
  'goods.lot': 'Lot {lot}',
  'goods.undo': 'Undo',
  'goods.kind.place': 'shelf {code}',
  'goods.kind.tote': 'tote {code}',
  'goods.kind.cart': 'cart {code}',
  'goods.kind.badge': 'a badge',
  'goods.kind.station': 'station {code}',
  'goods.kind.shipment': 'shipment {code}',
  'goods.kind.slip': 'slip {code}',
  'goods.kind.command': 'command {code}',
  'goods.kind.lot': 'lot {code}',
  'goods.kind.serial': 'serial number {code}',
  'goods.kind.quantity': 'quantity {code}',
  'goods.kind.day': 'day {code}',
  'goods.kind.item': '{code}',
  'goods.kind.misread': '{code}',
  'goods.kind.unknown': '{code}',
}
