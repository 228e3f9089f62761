/**
 * Words of the handover at the packing station.
 * @public
 */
export const shipping_ja = {
  'handover.title': '引渡し',
  'handover.lead': 'ドライバーが荷物を持って行ったら、運送会社ごとに確認します。',
  'handover.back': '梱包へ戻る',
  'handover.cut_off': '締切 {at}',
  'handover.parcels': '個口',
  'handover.none': '引渡し待ちはありません',
  'handover.no_carriers': '今日の運送会社がありません',
  'handover.go': '引き渡す',
  'handover.sure': '{carrier} に {n} 個口を引き渡しますか？',
  'handover.sure.hint': 'ドライバーが受け取ったことを確かめてから押してください。取り消せません。',
  'handover.confirm': '{n} 個口を引き渡した',
  'handover.done': '{carrier} に {n} 個口を引き渡しました（{at}）',
  'handover.fault.nothing_to_hand_over':
    '引き渡す荷物はもうありません。ほかの人が確認したかもしれません。',
  'handover.fault.offline': '通信が切れているため、引渡しを記録できません。',
  'handover.fault.other': '引渡しを記録できませんでした。もう一度お試しください。',
  'handover.old': '通信が切れています。個数は {at} 時点のものです。',
} as const
