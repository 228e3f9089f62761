/**
 * Photos (写真) of what was reported: of the empty shelf, of the torn box. One more tap after 欠品 or 後回し, never in
 * the way of the next scan. Made small here, kept on the device, handed in after their events.
 */
import '../interface/more_icons'
import { bring_words } from '../words'
import { photos_en } from '../words/photos.en'
import { photos_ja } from '../words/photos.ja'

bring_words(photos_ja, photos_en)

export { hand_in_photos, photos_waiting } from './hand_in'
export { PhotoButton } from './photo_button'
