/**
 * 照会: what is this? Any code of the house, looked up on the server; without a network, what the job in hand
 * knows of it. Whoever wants to know calls `ask_about(raw)` of work; this room shows the answer over the screen.
 */
import { later_over } from '../interface'

/** The page over the page, loaded when it is first opened. */
export const LookUp = later_over(() => import('./page').then((page) => page.LookUpPage))
