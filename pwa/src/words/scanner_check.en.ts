import type { scanner_check_ja } from './scanner_check.ja'

/** @public */
export const scanner_check_en: Record<keyof typeof scanner_check_ja, string> = {
  'scanner_check.title': 'Scanner check',
  'scanner_check.lead': 'Scan the three labels from top to bottom. It goes on by itself.',
  'scanner_check.labels': 'Show or print the labels',
  'scanner_check.sheet': 'Scanner check labels',
  'scanner_check.print': 'Print',
  'scanner_check.to_scans': 'Back to the check',
  'scanner_check.back': 'To the work',
  'scanner_check.again': 'Check again',
  'scanner_check.label.own': 'Own label',
  'scanner_check.label.jan': 'JAN code',
  'scanner_check.label.gs1': 'GS1-128',
  'scanner_check.odd': 'This looks like another label. What arrived: {text}',
  'scanner_check.all_right': 'This scanner is fine',
  'scanner_check.wrong': '{n} {n|thing|things} to put right',
  'scanner_check.kept': 'Kept for this device',
  'scanner_check.not_kept': 'This device cannot keep it. These are the findings only.',

  'scanner_check.path': 'How scans arrive',
  'scanner_check.path.keys': 'As keys',
  'scanner_check.path.text': 'As inserted text',

  'scanner_check.label': 'Own label',
  'scanner_check.label.read': 'Read correctly',
  'scanner_check.label.more': 'Something is added: {value}',
  'scanner_check.label.more.fix':
    'Remove prefixes and suffixes in the scanner’s settings. Only Enter should stay.',
  'scanner_check.label.other': 'Arrives as other characters: {value}',
  'scanner_check.label.other.fix':
    'Turn Japanese input off, set the device’s keyboard to the one the scanner uses (English, or Japanese 106/109), and check again.',

  'scanner_check.jan': 'JAN code',
  'scanner_check.jan.read': 'Read correctly',
  'scanner_check.jan.no_check': 'The last digit is missing: {value}',
  'scanner_check.jan.no_check.fix':
    'Turn on “transmit EAN-13 check digit” in the scanner’s settings.',
  'scanner_check.jan.more': 'Something is added: {value}',
  'scanner_check.jan.more.fix':
    'Remove prefixes and suffixes in the scanner’s settings. Only Enter should stay.',
  'scanner_check.jan.other': 'Arrives as other characters: {value}',
  'scanner_check.jan.other.fix': 'Make sure it was this label, and check again.',

  'scanner_check.end': 'End of a scan',
  'scanner_check.end.enter': 'Enter is sent',
  'scanner_check.end.tab': 'Tab is sent',
  'scanner_check.end.none': 'Nothing is sent. It works like this.',
  'scanner_check.end.none.fix':
    'To be surer, add Enter (CR) as suffix. In DataWedge: Keystroke output, Action key character.',

  'scanner_check.pace': 'Pause between characters',
  'scanner_check.pace.slowest': 'At most {value} ms',
  'scanner_check.pace.torn': 'Up to {value} ms; so long that one scan may become two.',
  'scanner_check.pace.torn.fix':
    'Add Enter as suffix, or set the inter-character delay to 100 ms or less.',

  'scanner_check.ime': 'Japanese input',
  'scanner_check.ime.off': 'Off',
  'scanner_check.ime.on': 'On, but scans are read correctly',
  'scanner_check.ime.kana': 'Characters are turned into kana',
  'scanner_check.ime.kana.fix':
    'Switch the device’s keyboard to half-width letters, or let the scanner send keys.',

  'scanner_check.caps': 'Caps Lock',
  'scanner_check.caps.off': 'Off',
  'scanner_check.caps.on': 'Upper and lower case arrive swapped; they are read as the same',

  'scanner_check.layout': 'Keyboard layout',
  'scanner_check.layout.same': 'Device and scanner agree',
  'scanner_check.layout.us': 'The scanner uses the English layout. From now on this is put right.',
  'scanner_check.layout.jis':
    'The scanner uses the Japanese layout. From now on this is put right.',
  'scanner_check.layout.unknown': 'Signs arrive as other characters',
  'scanner_check.layout.unknown.fix':
    'Set the scanner’s country or keyboard to that of the device (Japanese 106/109 or English). Own labels and JAN codes are read anyway.',
  'scanner_check.layout.unread': 'Not known: the GS1-128 could not be read',
  'scanner_check.layout.unread.fix': 'Turn on GS1-128 and check again.',

  'scanner_check.gs': 'GS1 separator',
  'scanner_check.gs.sent': 'Arrives',
  'scanner_check.gs.other': 'Arrives as {value}. From now on it is read as the separator.',
  'scanner_check.gs.dropped': 'Is dropped. Codes whose lot has no certain end are refused.',
  'scanner_check.gs.dropped.fix':
    'Let the scanner send control characters as Ctrl keys (Ctrl+]), or replace GS (FNC1) by the F8 key or a sign such as “|”. A device that inserts text should send GS as it is.',
  'scanner_check.gs.unread': 'The GS1-128 could not be read',
  'scanner_check.gs.unread.fix':
    'Turn on GS1-128 (EAN-128) in the scanner’s settings, without brackets or other formatting.',
}
