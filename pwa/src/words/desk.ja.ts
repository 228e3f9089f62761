/**
 * Words of the login at a desk and of the first administrator.
 * @public
 */
export const desk_ja = {
  'welcome.title': 'たなばんへようこそ',
  'welcome.lead': '最初の管理者を作ります。このリンクは一度だけ使えます。',
  'welcome.name': '名前',
  'welcome.login': 'ログイン名',
  'welcome.password': 'パスワード',
  'welcome.password.hint': '10文字以上',
  'welcome.go': '管理者を作る',
  'welcome.wrong': 'このリンクは使えません。使用済みか、期限切れです。',
  'welcome.password.short': '10文字以上にしてください',
  'welcome.login.taken': 'このログイン名は使われています',
  'office_login.title': '管理画面ログイン',
  'office_login.lead': '管理者と責任者のための画面です',
  'office_login.wrong': 'ログイン名かパスワードが違います',
  'office_login.not_for_office': 'この役割では管理画面を使えません',
} as const
