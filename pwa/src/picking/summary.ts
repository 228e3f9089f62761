// What the picker is told at the end of a walk. Pure; loaded with the screen that shows it.
import type { Job } from '../server_api'
import { facts_of, type LineView, line_view } from './cart_view'

/** What the walk came to. */
type Summary = {
  lines: number
  picked_pieces: number
  short_pieces: number
  shorts: LineView[]
  totes: string[]
}

export function summary_of(job: Job): Summary {
  const { lines, totes } = facts_of(job)
  return {
    lines: lines.filter((line) => !line.dropped).length,
    picked_pieces: lines.reduce((sum, line) => sum + line.placed, 0),
    short_pieces: lines.reduce((sum, line) => sum + line.short, 0),
    shorts: lines.filter((line) => line.short > 0).map((line) => line_view(job, line)),
    totes: totes.filter((tote) => tote !== null),
  }
}
