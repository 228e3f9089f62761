/**
 * What every screen is made of. Import from here only: `import { Button, Icon } from '../interface'`.
 *
 * - Look: tokens.css holds colours, sizes and type as custom properties; a screen uses `var(--…)` and never a
 *   colour of its own. Put a screen's rules into its own file inside `@layer screens { … }` and import that
 *   file from the screen's `.tsx`. `use_look('dark' | 'light', 'hand' | 'desk')` dresses the page once.
 * - Shells: `HandheldScreen` 360 × 640; `DeskScreen` office, `WallScreen` board in more_parts.tsx.
 * - Parts: `Button`, `IconButton`, `Icon`, `Mark`, `Meter`, `Notice`, `Picture`, `Plate`
 *   (a shelf label), `Quiet` (nothing here), `Spinner`, `later` (a room that loads when it is opened),
 *   `VerdictPanel`, `VerdictFlash`, `Countdown`. `Entrance` (the head of a login page) and `Facts` are in more_parts.tsx.
 * - Words: `import { t } from '../words'`; a `.tsx` holds no words (words.test.ts looks). A lazy room brings
 *   its own with `bring_words` (see words/index.ts).
 * - Rooms: main.tsx opens `./packing` → `Packing`, `./boards` → `Board`, `./office` → `Office` as lazy chunks
 *   through their `index.ts`.
 */
import './tokens.css'
import './ground.css'
import './controls.css'
import './entrance.css'
import './parts.css'
import './shells.css'
import './verdict.css'

export { Button, IconButton } from './button'
export { Icon, type IconName } from './icon'
export { Loading, later, later_over, sooner_or_later, use_brought } from './later'
export {
  Mark,
  type MarkTone,
  Meter,
  Notice,
  Picture,
  Plate,
  Quiet,
  Spinner,
} from './parts'
export {
  HandheldScreen,
  type Theme,
  use_look,
} from './shells'
export {
  Countdown,
  clock_time,
  day_and_time,
  duration,
  seconds_now,
  set_server_time,
  start_clock,
} from './time'
export { type Tone, VerdictFlash, VerdictPanel } from './verdict'
