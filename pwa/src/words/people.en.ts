import type { people_ja } from './people.ja'

/** @public */
export const people_en: Record<keyof typeof people_ja, string> = {
  'language.ja': '日本語',
  'language.en': 'English',
  'enrol.title': 'Enrol this device',
  'enrol.lead': 'Scan the enrolment QR code of the office, or type the code.',
  'enrol.code': 'Enrolment code',
  'enrol.name': 'Name of this device (optional)',
  'enrol.go': 'Enrol',
  'enrol.working': 'Enrolling',
  'enrol.done': 'Enrolled',
  'enrol.revoked':
    'The enrolment of this device was revoked. Its records are kept and will be sent after enrolling again.',
  'enrol.wrong': 'This code cannot be used. It has expired or was used before.',
  'login.badge.lead': 'Scan your badge',
  'login.badge.hint': 'Point the device at the barcode of your badge and press the scan key',
  'login.pin.lead': 'PIN',
  'login.pin.filled': '{n} {n|digit|digits} entered',
  'login.go': 'Log in',
  'login.other_badge': 'Use another badge',
  'login.not_a_badge': 'That is not a badge',
  'login.wrong': 'Wrong badge or PIN',
  'login.locked': 'Too many wrong tries. Please wait before trying again.',
  'login.offline': 'Logging in needs the network. Try where there is a signal.',
  'login.unsent':
    '{n} unsent {n|record|records} of earlier work {n|is|are} kept on this device and will be sent.',
  'login.session_over': 'Your login has expired. Please log in again.',
  'lost.title': 'This task cannot go on here',
  'lost.by': '{name} took it at {at}',
  'lost.lead': 'Give what you hold to your supervisor. Everything you scanned is kept.',
  'lost.next': 'Next task',
}
