/**
 * Words of photos of what was reported.
 * @public
 */
export const photos_ja = {
  'photos.none': '写真を付ける',
  'photos.working': '写真を準備しています',
  'photos.kept': '写真を付けました',
  'photos.unreadable': '写真を読み取れません。撮り直してください',
  'photos.full': '写真を保存できません。端末の空き容量を確認してください',
  'photos.waiting': '未送信の写真 {n}枚',
} as const
