/**
 * Words of enrolment and login on the floor.
 * @public
 */
export const people_ja = {
  'language.ja': '日本語',
  'language.en': 'English',
  'enrol.title': '端末の登録',
  'enrol.lead': '管理画面の登録用QRコードを読み取るか、登録コードを入力してください。',
  'enrol.code': '登録コード',
  'enrol.name': '端末の名前（任意）',
  'enrol.go': '登録する',
  'enrol.working': '登録しています',
  'enrol.done': '登録しました',
  'enrol.revoked':
    'この端末の登録は取り消されました。読み取った記録は残っています。登録し直すと送信されます。',
  'enrol.wrong': 'このコードでは登録できません。期限切れか、使用済みです。',
  'login.badge.lead': '名札をスキャン',
  'login.badge.hint': '名札のバーコードに端末を向けて、読み取りボタンを押します',
  'login.pin.lead': '暗証番号',
  'login.pin.filled': '{n}けた入力済み',
  'login.go': 'ログイン',
  'login.other_badge': '別の名札にする',
  'login.not_a_badge': '名札ではありません',
  'login.wrong': '名札か暗証番号が違います',
  'login.locked': '間違いが続いたため、しばらくログインできません',
  'login.offline': 'ログインには電波が必要です。つながる場所で試してください。',
  'login.unsent': '前の作業の未送信 {n}件は、この端末に残っています。つながると送信されます。',
  'login.session_over': 'ログインの期限が切れました。もう一度ログインしてください。',
  'lost.title': 'この作業は続けられません',
  'lost.by': '{name}さんが {at} に引き受けました',
  'lost.lead': '手に持っている商品は責任者に渡してください。ここまでの記録は残っています。',
  'lost.next': '次の作業へ',
} as const
