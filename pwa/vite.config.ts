/// <reference types="vitest/config" />
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { defineConfig, type Plugin } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const server = process.env['TANABAN_SERVER'] ?? 'http://127.0.0.1:8080'

// Styles need cascade layers (Chrome 99, Safari 15.4): an Android 8 WebView kept up to date as far as it goes, and
// iOS. The scripts are for browsers a little older, so that those can still be told why nothing is drawn.
const TARGET = ['chrome91', 'safari15']

type Graph = {
  getModuleInfo(id: string): { isEntry: boolean; importers: readonly string[] } | null
}

/** One file for all that the entry needs at once: cut up for the sake of lazy chunks it would be a tenth larger. */
function first_load(id: string, graph: Graph): string | null {
  const seen = new Set<string>()
  const is_needed = (one: string): boolean => {
    if (seen.has(one)) return false
    seen.add(one)
    const info = graph.getModuleInfo(one)
    return info !== null && (info.isEntry || info.importers.some(is_needed))
  }
  return is_needed(id) ? 'first' : null
}

const WORTH_COMPRESSING = /\.(js|css|html|svg|json|wasm|webmanifest)$/

/** Lay a compressed copy beside each file of the build, once; the server hands out what the browser takes. */
function compressed_copies(): Plugin {
  let folder = ''
  return {
    name: 'compressed-copies',
    apply: 'build',
    configResolved({ root, build }) {
      folder = resolve(root, build.outDir)
    },
    closeBundle: {
      // After the service worker, which is written last.
      order: 'post',
      sequential: true,
      handler() {
        const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
        for (const file of files.filter((name) => WORTH_COMPRESSING.test(name))) {
          const content = readFileSync(`${folder}/${file}`)
          writeFileSync(`${folder}/${file}.br`, brotliCompressSync(content))
          writeFileSync(`${folder}/${file}.gz`, gzipSync(content, { level: 9 }))
        }
      },
    },
  }
}

export default defineConfig({
  resolve: {
    alias: [
      { find: '@rooms', replacement: here('../server') },
      { find: 'react/jsx-runtime', replacement: 'preact/jsx-runtime' },
      { find: 'react-dom', replacement: 'preact/compat' },
      { find: 'react', replacement: 'preact/compat' },
    ],
  },
  plugins: [
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src',
      filename: 'service_worker.ts',
      injectRegister: null,
      manifest: false,
      disable: !existsSync(here('src/service_worker.ts')),
      injectManifest: {
        target: 'es2020',
        // The floor must open without a network; office and boards are kept from the first visit on.
        globIgnores: ['assets/{office,boards,desk_and_wall,exceptions}-*'],
        globPatterns: ['**/*.{js,css,html,svg,woff2,webmanifest}', 'icons/tanaban-192.png'],
        rollupFormat: 'iife',
      },
    }),
    compressed_copies(),
  ],
  build: {
    target: TARGET,
    outDir: 'dist',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: {
      polyfill: false,
      // Scripts come one after the other, and on a handheld from its own cache: their names would weigh half a kilobyte.
      resolveDependencies: (_file, needed) => needed.filter((one) => one.endsWith('.css')),
    },
    reportCompressedSize: true,
    sourcemap: true,
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: first_load }] } } },
  },
  server: {
    port: 5173,
    strictPort: true,
    fs: { allow: [here('.'), here('../server')] },
    proxy: {
      '/api': { target: server },
      '/socket.io': { target: server, ws: true },
      '/healthz': { target: server },
    },
  },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.{ts,tsx}'],
    clearMocks: true,
    restoreMocks: true,
    unstubGlobals: true,
    testTimeout: 10_000,
  },
})
