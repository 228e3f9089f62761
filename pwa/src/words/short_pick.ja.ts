/**
 * Words of 欠品: why pieces cannot be taken.
 * @public
 */
export const short_pick_ja = {
  'pick.short.title': '取れない理由',
  'pick.short.lead': '{place} の {name}',
  'pick.short.none': '棚にない',
  'pick.short.damaged': '破損している',
  'pick.short.wrong': '別の商品が入っている',
  'pick.short.unreadable': 'バーコードが読めない',
  'pick.short.lot_blocked': 'ロット保留',
  'pick.short.rest': '残り {n}点を欠品にします',
  'pick.short.aside': '後回しにする',
  'pick.short.aside.lead': '欠品にせず、この行を最後に回ります',
  'pick.command.none': '欠品（棚にない）',
  'pick.command.damaged': '欠品（破損）',
  'pick.command.wrong': '欠品（別の商品）',
  'pick.command.unreadable': '欠品（バーコードが読めない）',
  'pick.command.lot_blocked': '欠品（ロット保留）',
} as const
