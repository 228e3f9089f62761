// Looks at a running picture, frame by frame, and reads the codes in it.
import { type Decoder, open_decoder } from './decoder'
import { type Choosing, choose_by_time, type Found } from './found'

/** Between two pictures that are looked at, in milliseconds: ten a second are enough, and spare the battery. */
const PACE_MS = 90

export type Looking = {
  /** Read what is in the picture once more. */
  again(): void
  stop(): void
}

type Look = {
  video: HTMLVideoElement
  /** A code was read; `frame` is the picture it was read in, cut to what is shown. */
  on_read: (found: Found, frame: HTMLCanvasElement) => void
  on_failed: () => void
}

/** Look until `stop` is called. What is seen is what is read: the picture is cut as the page shows it. */
export function start_looking(look: Look): Looking {
  const choosing = choose_by_time()
  let is_over = false
  let decoder: Decoder | null = null
  const watch = async () => {
    decoder = await open_decoder()
    while (!is_over) {
      await one_picture(look, decoder, choosing, () => is_over)
      await new Promise((next) => setTimeout(next, PACE_MS))
    }
  }
  watch()
    .catch(() => {
      if (!is_over) look.on_failed()
    })
    .finally(() => decoder?.close())
  return {
    again: () => choosing.again(),
    stop() {
      is_over = true
      decoder?.close()
    },
  }
}

async function one_picture(
  { video, on_read }: Look,
  decoder: Decoder,
  choosing: Choosing,
  is_over: () => boolean,
): Promise<void> {
  const frame = document.visibilityState === 'visible' ? cut_as_shown(video) : null
  const image = frame?.getContext('2d')?.getImageData(0, 0, frame.width, frame.height)
  if (frame === null || image === undefined) return
  const found = await decoder.find(image)
  if (is_over()) return
  const middle = { x: frame.width / 2, y: frame.height / 2 }
  const read = choosing.choose(found, middle, performance.now())
  if (read !== null) on_read(read, frame)
}

/** The part of the picture that is shown (`object-fit: cover`), in the camera's own pixels. */
function cut_as_shown(video: HTMLVideoElement): HTMLCanvasElement | null {
  const { videoWidth, videoHeight, clientWidth, clientHeight } = video
  if (videoWidth === 0 || clientWidth === 0) return null
  const scale = Math.max(clientWidth / videoWidth, clientHeight / videoHeight)
  const frame = document.createElement('canvas')
  frame.width = Math.round(clientWidth / scale)
  frame.height = Math.round(clientHeight / scale)
  const left = (videoWidth - frame.width) / 2
  const top = (videoHeight - frame.height) / 2
  const context = frame.getContext('2d', { willReadFrequently: true })
  context?.drawImage(video, left, top, frame.width, frame.height, 0, 0, frame.width, frame.height)
  return frame
}
