/**
 * Words of a supervisor's message.
 * @public
 */
export const messages_ja = {
  'messages.title': '連絡',
  'messages.from': '{name}さん {time}',
  'messages.read': '確認した',
  'messages.hint': '次のスキャンでも確認になります',
  'messages.of_order': 'この受注について',
  'messages.order': '受注 {order}',
} as const
