import { expect, test } from 'vitest'
import type { ShopAccess } from './shop_asks'
import { whose_login } from './shop_login'

const shop = (connection_id: number, login_at: string | null) =>
  ({ connection_id, login_at }) as ShopAccess

test('a login is for whom somebody went, else for the only one there is, else for nobody', () => {
  const shops = [shop(1, null), shop(2, 'https://base.example/'), shop(3, 'https://base.example/')]
  expect(whose_login(shops, '3')).toBe(3)
  expect(whose_login(shops, '1')).toBe(null)
  expect(whose_login(shops, null)).toBe(null)
  expect(whose_login(shops.slice(0, 2), null)).toBe(2)
})
