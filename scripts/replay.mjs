// Every decision and every reading that scripts/explore wrote, once more in TypeScript, deep-equal.
// Exit status 1 when one differs, or when there is nothing to compare.
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { isDeepStrictEqual } from 'node:util'
import { gunzipSync } from 'node:zlib'

const DIFFERENCES_SHOWN = 10
const root = new URL('../', import.meta.url)
const pwa = fileURLToPath(new URL('pwa/', root))
const written = process.env.TANABAN_VAR
  ? pathToFileURL(`${process.env.TANABAN_VAR}/`)
  : new URL('var/', root)

const vite = createRequire(`${pwa}package.json`).resolve('vite')
const { runnerImport } = await import(pathToFileURL(vite).href)

async function load(path) {
  const rooms = fileURLToPath(new URL('server', root))
  const options = { root: pwa, resolve: { alias: { '@rooms': rooms } }, logLevel: 'error' }
  const { module } = await runnerImport(`${pwa}src/${path}`, options)
  return module
}

function lines_of(name) {
  const file = new URL(name, written)
  if (!existsSync(file)) {
    process.stderr.write(`${fileURLToPath(file)} is missing. Run scripts/explore first.\n`)
    process.exit(1)
  }
  const text = gunzipSync(readFileSync(file)).toString('utf8')
  return text.trimEnd().split('\n').map((line) => JSON.parse(line))
}

const differences = []
let compared = 0

function compare(where, server, device) {
  compared += 1
  if (!isDeepStrictEqual(device, server)) differences.push({ where, server, device })
}

function replay_decisions(decide, flow) {
  let world
  for (const line of lines_of(`decisions-${flow.name}.jsonl.gz`)) {
    if (!Array.isArray(line)) {
      world = line
      compare(`${world.world}: revision of the table`, world.revision, flow.revision)
      continue
    }
    const [nth, decided] = line
    const [step, facts] = world.states[nth]
    for (const [scan_nth, [row, verdict, because, knows_server, to]] of decided.entries()) {
      const scan = world.scans[scan_nth]
      const [step_after, facts_after] = world.states[to]
      const told = { row, verdict, because, step: step_after, facts: facts_after, knows_server }
      compare({ world: world.world, step, scan, facts }, told, said(decide, flow, step, scan, facts))
    }
  }
}

function said(decide, flow, step, scan, facts) {
  try {
    return decide(flow, step, scan, facts)
  } catch (error) {
    return String(error)
  }
}

const begun = performance.now()
const { decide } = await load('flows/index.ts')
const { read } = await load('vocabulary/index.ts')
for (const room of ['picking', 'packing', 'moving', 'counting', 'receiving', 'returning', 'assembling']) {
  const { FLOW } = await load(`${room}/decisions.ts`)
  replay_decisions(decide, FLOW)
}
for (const [raw, readings] of lines_of('readings.jsonl.gz')) compare({ raw }, readings, read(raw))

for (const difference of differences.slice(0, DIFFERENCES_SHOWN)) {
  process.stderr.write(`${JSON.stringify(difference)}\n`)
}
const seconds = ((performance.now() - begun) / 1000).toFixed(1)
process.stdout.write(`replay: ${compared} compared, ${differences.length} differ, ${seconds} s\n`)
process.exit(differences.length > 0 ? 1 : 0)
