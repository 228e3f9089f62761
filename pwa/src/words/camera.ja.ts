/**
 * Words of the camera.
 * @public
 */
export const camera_ja = {
  'camera.name': 'カメラ',
  'camera.opening': 'カメラを準備しています',
  'camera.close': 'カメラを閉じる',
  'camera.again': 'カメラの画像。タップで同じコードをもう一度読む',
  'camera.torch.on': 'ライトをつける',
  'camera.torch.off': 'ライトを消す',
  'camera.trouble.refused':
    'カメラの使用が許可されていません。アドレス欄の鍵マークから許可してください。手入力もできます。',
  'camera.trouble.insecure':
    'http ではカメラを使えません。https のアドレスで開いてください。手入力もできます。',
  'camera.trouble.none': 'カメラが見つかりません。手入力を使ってください。',
  'camera.trouble.busy': '別のアプリがカメラを使っています。閉じてからもう一度開いてください。',
  'camera.trouble.failed':
    'カメラの読み取りを始められません。つながる場所で一度開くと、次から電波なしで使えます。',
} as const
