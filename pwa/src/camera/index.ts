/**
 * The camera as a scanner. A chunk of its own; the decoder and its worker load when the camera is first opened,
 * from this server.
 */
import { bring_words } from '../words'
import { camera_en } from '../words/camera.en'
import { camera_ja } from '../words/camera.ja'

bring_words(camera_ja, camera_en)

export { CameraStrip } from './camera_strip'
