/** The longest edge of a photo that is handed in, in pixels: what is read on a board from two metres. */
const EDGE_PX = 1280
/** What the server takes, in bytes; the quality goes down until it fits. */
const BYTES_MAX = 500_000
const QUALITIES = [0.8, 0.6, 0.4]

/** How large a picture becomes so that its longest edge is at most `EDGE_PX`. Pure. */
export function fitted(width: number, height: number): [width: number, height: number] {
  const share = Math.min(1, EDGE_PX / Math.max(width, height))
  return [Math.max(1, Math.round(width * share)), Math.max(1, Math.round(height * share))]
}

/**
 * A photo of the camera as a small JPEG. Drawn anew, so that nothing is left of what the camera has written beside
 * it: no place, no time, no device. null: it cannot be read as a picture.
 */
export async function made_small(file: Blob): Promise<ArrayBuffer | null> {
  const picture = await createImageBitmap(file).catch(() => null)
  if (picture === null) return null
  const canvas = document.createElement('canvas')
  ;[canvas.width, canvas.height] = fitted(picture.width, picture.height)
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
  picture.close()
  for (const quality of QUALITIES) {
    const drawn = await new Promise<Blob | null>((done) => {
      canvas.toBlob(done, 'image/jpeg', quality)
    })
    if (drawn !== null && drawn.size <= BYTES_MAX) return drawn.arrayBuffer()
  }
  return null
}
