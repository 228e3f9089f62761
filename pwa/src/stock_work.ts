// Work of the stock, put together: the kinds that a handheld offers, each with its room.
import { Jobs, offer_stock_work, open_room_of } from './jobs'

offer_stock_work([
  {
    kind: 'receive',
    flow: 'receive_goods',
    icon: 'download',
    begins_with: ['place', 'item', 'slip'],
    begins_by_button: true,
    open: () => import('./receiving').then(({ receiving }) => receiving),
  },
  {
    kind: 'return',
    flow: 'return_goods',
    icon: 'refresh',
    begins_with: ['slip', 'shipment', 'item'],
    begins_by_button: false,
    open: () => import('./returning').then(({ returning }) => returning),
  },
  {
    kind: 'put_away',
    flow: 'move_goods',
    icon: 'shelf',
    begins_with: ['place'],
    begins_by_button: false,
    open: () => import('./moving').then(({ moving }) => moving),
  },
  {
    kind: 'replenish',
    flow: 'move_goods',
    icon: 'arrow_up',
    begins_with: [],
    begins_by_button: false,
    open: () => import('./moving').then(({ moving }) => moving),
  },
  {
    kind: 'move',
    flow: 'move_goods',
    icon: 'arrow_right',
    begins_with: ['place'],
    begins_by_button: false,
    open: () => import('./moving').then(({ moving }) => moving),
  },
  {
    kind: 'assemble',
    flow: 'assemble_kits',
    icon: 'gift',
    begins_with: [],
    begins_by_button: false,
    open: () => import('./assembling').then(({ assembling }) => assembling),
  },
  {
    kind: 'count',
    flow: 'count_place',
    icon: 'list',
    begins_with: ['place'],
    begins_by_button: false,
    open: () => import('./counting').then(({ counting }) => counting),
  },
])

export { Jobs, open_room_of }
