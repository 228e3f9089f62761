import type { camera_ja } from './camera.ja'

/** @public */
export const camera_en: Record<keyof typeof camera_ja, string> = {
  'camera.name': 'Camera',
  'camera.opening': 'Opening the camera',
  'camera.close': 'Close the camera',
  'camera.again': 'Camera picture. Tap to read the same code again',
  'camera.torch.on': 'Light on',
  'camera.torch.off': 'Light off',
  'camera.trouble.refused':
    'The camera is not allowed. Allow it by the lock in the address bar, or type the code.',
  'camera.trouble.insecure':
    'The camera does not work over http. Open the https address, or type the code.',
  'camera.trouble.none': 'No camera was found. Type the code.',
  'camera.trouble.busy': 'Another app is using the camera. Close it and open this again.',
  'camera.trouble.failed':
    'Reading cannot start. Open it once where there is a network; then it works without.',
}
