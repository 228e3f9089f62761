// Reads every barcode of a picture, as the camera of a phone does: node read_bars.mjs <pwa> <picture.png>
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

const [, , pwa, picture] = process.argv
const { resolve } = createRequire(join(pwa, 'package.json'))
const { prepareZXingModule, readBarcodes } = createRequire(join(pwa, 'package.json'))(
  'zxing-wasm/reader',
)
const wasm = readFileSync(resolve('zxing-wasm/reader/zxing_reader.wasm'))
prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer } })
const found = await readBarcodes(new Uint8Array(readFileSync(picture)), {
  formats: ['Code128', 'EAN-13', 'EAN-8', 'Codabar'],
  maxNumberOfSymbols: 255,
  tryHarder: true,
})
process.stdout.write(JSON.stringify(found.map(({ text }) => text)))
