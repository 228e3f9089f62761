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
 * 1. its terminator: Enter, Tab, CR, LF (also as Ctrl+M, Ctrl+J);
 * 2. its content: it equals a code that the work expects, and no code that the work expects goes on from it.
 *    A late Enter within 500 ms is swallowed. Only expected codes end a scan this way: one shelf label in
 *    twenty begins with something that would pass as a shorter label;
 * 3. silence: 500 ms; for a scanner that never sends a terminator max(120 ms, 3 × its slowest gap).
 *
 * Time is `event.timeStamp`: under a busy page the wall clock tears one scan apart (1.5 s instead of 55 ms
 * measured). A pause over 500 ms means that what stands there was another scan.
 *
 * Japanese input on: the browser hides the characters (keyCode 229), they are read from the physical key; what
 * the input method then types is thrown away. A key that differs between US and JIS layouts and cannot be known
 * becomes U+FFFD: refused, never misread. Ctrl+] is GS. Alt does not matter. Caps and full-width characters are
 * put right by `read` in the vocabulary.
 *
 * Typing by hand (`HandEntry`) is always within reach: nobody is ever locked out.
 */
export { ABANDON_GAP_MS, type Reading } from './buffer'
export { Catcher } from './catcher'
export { HandEntry } from './hand_entry'
export { GROUP_SEPARATOR, UNKNOWN_CHARACTER } from './keys'
export { open_scanner, type Scanner } from './scanner'
