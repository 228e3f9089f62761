/**
 * The scanner check, `/scanner`: three labels tell what a scanner does, what this device makes of it and what to
 * change; the profile is kept for this device and the scanner module uses it from then on. Needs no login and no
 * network. A chunk of its own.
 */
import '../interface/more_icons'
import { bring_words } from '../words'
import { scanner_check_en } from '../words/scanner_check.en'
import { scanner_check_ja } from '../words/scanner_check.ja'

bring_words(scanner_check_ja, scanner_check_en)

export { ScannerCheck, start_scanner_check } from './check_page'
