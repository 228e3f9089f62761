import type { desk_ja } from './desk.ja'

/** @public */
export const desk_en: Record<keyof typeof desk_ja, string> = {
  'welcome.title': 'Welcome to Tanaban',
  'welcome.lead': 'Make the first administrator. This link works once.',
  'welcome.name': 'Name',
  'welcome.login': 'Login name',
  'welcome.password': 'Password',
  'welcome.password.hint': '10 characters or more',
  'welcome.go': 'Make administrator',
  'welcome.wrong': 'This link cannot be used. It has expired or was used before.',
  'welcome.password.short': 'Use 10 characters or more',
  'welcome.login.taken': 'Somebody has this login name',
  'office_login.title': 'Office login',
  'office_login.lead': 'For administrators and supervisors',
  'office_login.wrong': 'Wrong login name or password',
  'office_login.not_for_office': 'This role works on the floor',
}
