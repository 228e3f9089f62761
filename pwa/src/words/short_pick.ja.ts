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
  'pick.short.rest': '残り {n}点を欠品にします',
  'pick.short.aside': '後回しにする',
  'pick.short.aside.lead': '欠品にせず、この行を最後に回ります',
} as const
