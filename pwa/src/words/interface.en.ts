import type { interface_ja } from './interface.ja'

export const interface_en: Record<keyof typeof interface_ja, string> = {
  'app.name': 'Tanaban',
  'common.back': 'Back',
  'common.cancel': 'Cancel',
  'common.close': 'Close',
  'common.erase': 'Erase one character',
  'common.next': 'Next',
  'common.ok': 'OK',
  'common.retry': 'Try again',
  'common.wait': 'One moment',
  'time.left': '{time} left',
  'time.late': '{time} late',
  'fault.offline': 'The server cannot be reached. Check the signal.',
  'fault.server': 'Something failed on the server. Wait a little and try again.',
  'fault.forbidden': 'You are not allowed to do this.',
  'fault.not_found': 'Not found.',
  'fault.screen': 'This screen failed. Everything you scanned is kept.',
  'fault.screen.reload': 'Open again',
  'fault.browser': 'This browser is too old. Please update Chrome.',
}
