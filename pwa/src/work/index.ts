/**
 * The job in hand: what is scanned is judged here, on the device, within one frame, online or not.
 *
 * - `judge(reading)`: read → decide → new job → tone and screen, and the event on its way to the disk in the
 *   same tick. The next scan is judged when the one before is on the disk; meanwhile scans wait in line.
 * - `job`, `last_verdict`, `standstill`, `job_lost`, `counts`, `worker` are signals the screens draw.
 * - A work room calls `teach_job_kind(FLOW, words)` once; then any job of that flow is judged.
 * - Screens without a job hear scans by `use_scans(handler)`; with none, a job in hand judges them.
 */
export { ask_about, asked, stop_asking } from './asked'
export { battery_percent, is_charging } from './battery'
export { recall_camera } from './camera_desk'
export { choose_work, chosen_work, recall_chosen_work } from './choice'
export { completes, label_texts, product_texts } from './completion'
export { type Cue, give_cue, is_silent, mute, wake_sound } from './cues'
export type { Worker } from './deed'
export {
  expect_other_jobs,
  type JobWords,
  kind_of_job,
  type News,
  teach_job_kind,
} from './flow_of_job'
export { WorkHeader } from './header'
export { own_the_scanner } from './ownership'
export { is_at_a_pause } from './pause'
export { HandEntryButton, ScanDesk } from './scan_desk'
export { hear_first, NEXT_LABEL, on_scan, pass_down, scan_by_touch, use_scans } from './scans'
/** What the server says to scans; opened when there is something on the screen. */
export const open_answers = () => import('./answers')

export { VerdictOfScan } from './verdict_of_scan'
export {
  ahead,
  all_is_kept,
  counts,
  device,
  has_job,
  is_spoken,
  is_storing,
  type JobLost,
  job,
  job_lost,
  journal_at_hand,
  judge,
  keep_ahead,
  type LastVerdict,
  last_verdict,
  lay_job_down,
  recount,
  refuse_storage,
  type Standstill,
  standstill,
  start_work,
  storage_fault,
  take_job,
  worker,
} from './work'
