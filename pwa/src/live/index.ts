/**
 * What changed elsewhere, the moment it changed. A push is a hint: who is behind pulls the feed, and who has
 * missed too much loads its snapshot again. The line itself is a chunk of its own (`open_line`): screens stand
 * and scans are judged without it.
 */
export { age_ms, connected, subscribe } from './heard'
export type { Line, LiveOptions, Position } from './line'

/** The line itself: `start_live`, and `make_follower` for who pulls by another way. */
export const open_line = () => import('./line')
