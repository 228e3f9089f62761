/**
 * What changed elsewhere, the moment it changed. A push is a hint: who is behind pulls the feed, and who has
 * missed too much loads its snapshot again.
 */
export {
  age_ms,
  connected,
  type Follower,
  type Line,
  type LiveOptions,
  make_follower,
  type Position,
  start_live,
  subscribe,
} from './live'
