// Finds barcodes in a picture: by the browser where it can, else by our own decoder in a worker of its own.
import type { Found } from './found'

/** What the warehouse reads: own labels, goods, cases, slips, links of enrolment. */
export const FORMATS = [
  'code_128',
  'ean_13',
  'ean_8',
  'qr_code',
  'itf',
  'codabar',
  'code_39',
] as const

export type Decoder = { find(frame: ImageData): Promise<Found[]>; close(): void }

type Detected = { rawValue: string; format: string; cornerPoints: { x: number; y: number }[] }
type Detector = { detect(image: ImageData): Promise<Detected[]> }
type DetectorMaker = {
  new (options: { formats: readonly string[] }): Detector
  getSupportedFormats(): Promise<string[]>
}

/** The browser's own detector if it reads everything we need, else ours. */
export async function open_decoder(): Promise<Decoder> {
  return (await open_browsers_own()) ?? open_our_own()
}

async function open_browsers_own(): Promise<Decoder | null> {
  const { BarcodeDetector } = globalThis as { BarcodeDetector?: DetectorMaker }
  if (BarcodeDetector === undefined) return null
  const supported = await BarcodeDetector.getSupportedFormats().catch((): string[] => [])
  if (!FORMATS.every((format) => supported.includes(format))) return null
  const detector = new BarcodeDetector({ formats: FORMATS })
  return {
    async find(frame) {
      const detected = await detector.detect(frame)
      return detected.map(({ rawValue, format, cornerPoints }) => ({
        text: rawValue,
        format,
        corners: cornerPoints,
      }))
    },
    close: () => undefined,
  }
}

function open_our_own(): Decoder {
  const worker = new Worker(new URL('./decode_worker.ts', import.meta.url), { type: 'module' })
  let answer: ((found: Found[]) => void) | null = null
  let fail: ((why: Error) => void) | null = null
  worker.onmessage = ({ data }: MessageEvent<Found[]>) => answer?.(data)
  worker.onerror = (event) => fail?.(new Error(event.message))
  return {
    find: (frame) =>
      new Promise((found, failed) => {
        answer = found
        fail = failed
        worker.postMessage(frame, [frame.data.buffer])
      }),
    close: () => worker.terminate(),
  }
}
