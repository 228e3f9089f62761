import type { photos_ja } from './photos.ja'

/** @public */
export const photos_en: Record<keyof typeof photos_ja, string> = {
  'photos.none': 'Add a photo',
  'photos.working': 'Preparing the photo',
  'photos.kept': 'Photo added',
  'photos.unreadable': 'Not readable. Take it again',
  'photos.full': 'Cannot keep the photo. Check the free space',
  'photos.waiting': '{n} {n|photo|photos} not sent',
}
