/**
 * Words of what is found beside the work: the storage.
 * @public
 */
export const upkeep_ja = {
  'storage_fault.wiped': 'この端末の記録が消えていました',
  'storage_fault.older': 'この端末の記録が古いものに戻っていました',
  'storage_fault.lead':
    'ブラウザのデータが消去されたか、復元されたようです。サーバーに届いたスキャンは残っています。新しい記録として続けます。',
  'storage_fault.do':
    '手元の作業があれば、カートの中身と画面を見くらべて、違っていたら責任者に知らせてください。',
  'storage_fault.next': '確認しました',
} as const
