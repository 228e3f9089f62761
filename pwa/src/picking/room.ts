// The room of a cart in hand is a chunk of its own: a handheld that waits for a task is there sooner without it.
import { signal } from '@preact/signals'

type CartRoom = typeof import('./cart_room')

/** null until it was opened; no cart is in hand before. */
export const cart_room = signal<CartRoom | null>(null)

/** Open it: at once when a cart is in hand, else as soon as there is something on the screen. */
export async function open_cart_room(): Promise<CartRoom> {
  cart_room.value = await import('./cart_room')
  return cart_room.value
}
