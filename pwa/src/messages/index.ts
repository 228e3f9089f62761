/**
 * 連絡: what a supervisor tells this device. It comes by the live line, is kept until it was read (also over a
 * reload and without a network), and is shown only at a pause of the work, with a tone of its own.
 */
import { later_over } from '../interface'

export { unread } from './unread'

/** What comes and what was read; opened when there is something on the screen. */
export const open_inbox = () => import('./inbox')

/** The sentence over the screen, loaded when the first one comes. */
export const MessageOver = later_over(() =>
  import('./message_over').then((page) => page.MessageOver),
)
