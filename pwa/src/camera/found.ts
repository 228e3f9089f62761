// Which of the codes in a picture are read, and when. Pure: every call says when it was.

export type Corner = { x: number; y: number }

/** One code in a picture. */
export type Found = { text: string; format: string; corners: Corner[] }

/** Between two reads of the same code at least this long, in milliseconds. */
const SAME_AGAIN_MS = 1500

/** A code has left the picture when it was not found for so long, in milliseconds, and in so many pictures. */
const GONE_MS = 400
const FRAMES_MISSED_MIN = 2

// Without a check digit half a code looks like a whole one, so two pictures must say the same.
const UNSURE = new Set(['itf', 'codabar', 'code_39', 'ean_8'])

export type Choosing = {
  /** The code that is read in this picture, or null. `middle` is where the camera is pointed. */
  choose(found: Found[], middle: Corner, at_ms: number): Found | null
  /** A tap: what is in the picture may be read once more. */
  again(): void
}

/**
 * One label is one scan, however long the camera stays on it. The same code is a second piece when it has left the
 * picture and come back, or when somebody taps.
 */
export function choose_by_time(): Choosing {
  const known = new Map<string, Known>()
  let frame = 0
  let unsure: string | null = null

  function look(text: string, at_ms: number): Known {
    const one = known.get(text) ?? { seen_ms: at_ms, frame, read_ms: null, was_away: false }
    const missed = frame - one.frame - 1
    if (missed >= FRAMES_MISSED_MIN && at_ms - one.seen_ms > GONE_MS) one.was_away = true
    known.set(text, Object.assign(one, { seen_ms: at_ms, frame }))
    return one
  }

  function is_sure({ text, format }: Found): boolean {
    const is_same = unsure === text
    unsure = text
    return is_same || !UNSURE.has(format)
  }

  return {
    choose(found, middle, at_ms) {
      frame += 1
      const looks = found.map((one) => ({ one, entry: look(one.text, at_ms) }))
      const [nearest] = looks.sort(({ one }, other) => off(one, middle) - off(other.one, middle))
      if (nearest === undefined || !may_be_read(nearest.entry, at_ms)) return null
      if (!is_sure(nearest.one)) return null
      Object.assign(nearest.entry, { read_ms: at_ms, was_away: false })
      return nearest.one
    },
    again() {
      for (const entry of known.values()) entry.read_ms = null
    },
  }
}

type Known = { seen_ms: number; frame: number; read_ms: number | null; was_away: boolean }

function may_be_read({ read_ms, was_away }: Known, at_ms: number): boolean {
  return read_ms === null || (was_away && at_ms - read_ms >= SAME_AGAIN_MS)
}

function off({ corners }: Found, middle: Corner): number {
  const x = corners.reduce((sum, corner) => sum + corner.x, 0) / corners.length
  const y = corners.reduce((sum, corner) => sum + corner.y, 0) / corners.length
  return Math.hypot(x - middle.x, y - middle.y)
}
