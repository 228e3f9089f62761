// Our own decoder, away from the page: a frame costs a slow handheld 50 ms, which no scan may wait for.
import { prepareZXingModule, type ReadResult, readBarcodes } from 'zxing-wasm/reader'
import wasm_url from 'zxing-wasm/reader/zxing_reader.wasm?url'
import type { Found } from './found'

prepareZXingModule({ overrides: { locateFile: () => wasm_url } })

const NAMES: Record<string, string> = {
  Code128: 'code_128',
  EAN13: 'ean_13',
  EAN8: 'ean_8',
  QRCode: 'qr_code',
  ITF: 'itf',
  Codabar: 'codabar',
  Code39: 'code_39',
}

/** A GS1 code says so before its text, as hardware scanners do; its separators are in the text. */
function found_in({ text, format, position, symbologyIdentifier, contentType }: ReadResult): Found {
  const { topLeft, topRight, bottomRight, bottomLeft } = position
  return {
    text: contentType === 'GS1' ? symbologyIdentifier + text : text,
    format: NAMES[format] ?? format,
    corners: [topLeft, topRight, bottomRight, bottomLeft],
  }
}

self.onmessage = async ({ data }: MessageEvent<ImageData>) => {
  const results = await readBarcodes(data, {
    formats: ['Code128', 'EAN13', 'EAN8', 'QRCode', 'ITF', 'Codabar', 'Code39'],
    tryHarder: true,
    textMode: 'Plain',
    maxNumberOfSymbols: 4,
  })
  self.postMessage(results.filter(({ isValid }) => isValid).map(found_in))
}
