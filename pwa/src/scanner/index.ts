/**
 * Any scanner as it comes: from a hardware scan to a `Reading`. No set-up on the device.
 *
 * Two paths into the page, always open, because scanners deliver in two ways:
 *
 * - **Keys** (USB and Bluetooth scanners, DataWedge "send as events"): `keydown` on the window, in the capture
 *   phase. Every key outside a visible text field is the scanner's; speed never decides whether it is a scan
 *   (a Zebra may take 100 ms for a character). Enter is swallowed, else it would press the focused button.
 * - **Text** (DataWedge and Datalogic by default): text that an input method commits into a focused field. An
 *   invisible `inputmode="none"` field catches it; such a scan has no keydown and often no terminator.
 *
 * A scan is finished, in this order, by
 *
 * 1. its terminator: Enter, Tab, CR, LF (also as Ctrl+M, Ctrl+J, or CR and LF both);
 * 2. its content: it equals a code that the work expects, and no code that the work expects goes on from it.
 *    A late Enter within 500 ms is swallowed. Only expected codes end a scan this way: one shelf label in
 *    twenty begins with something that would pass as a shorter label;
 * 3. silence: 500 ms; for a scanner that never sends a terminator, and for a text that is a whole code already
 *    (a JAN, a label of ours), max(120 ms, 3 × its slowest gap); 2 s for one that always sends a terminator.
 *
 * What a scanner without terminator sent too close together is cut between whole codes, at the pause that
 * stands out; where that cannot be told it stays one text, which nothing takes for a code.
 *
 * Time is `event.timeStamp`: under a busy page the wall clock tears one scan apart (1.5 s instead of 55 ms
 * measured). Injected text knows no other time than the page's; there only the timer decides.
 *
 * Japanese input on: the browser hides the characters (keyCode 229), they are read from the physical key; what
 * the input method then types is thrown away. A key that differs between US and JIS layouts and cannot be known
 * becomes U+FFFD: refused, never misread. Ctrl+] is GS. Alt does not matter, except where a scanner types
 * characters as Alt and a number. Caps and full-width characters are put right by `read` in the vocabulary.
 *
 * `scanner_check/` learns a `ScannerProfile` from three labels; nothing needs it, everything is surer with it.
 * docs/scanner.md tells all this for people with a device in their hands.
 *
 * Typing by hand (`HandEntry`) is always within reach: nobody is ever locked out.
 */
export { ABANDON_GAP_MS, type Reading } from './buffer'
export { Catcher } from './catcher'
export {
  GROUP_SEPARATOR,
  is_hidden_by_input_method,
  type Key,
  type Layout,
  read_key,
  UNKNOWN_CHARACTER,
} from './keys'
export { PROFILE_SETTING, type ScannerProfile, use_profile } from './profile'
export { open_scanner, type Scanner } from './scanner'
