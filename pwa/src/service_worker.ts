// Keeps the app itself on the device, so that it opens without a network. Work data is not here: the journal
// and the job live in IndexedDB, owned by the page.
import { cleanupOutdatedCaches, matchPrecache, precacheAndRoute } from 'workbox-precaching'

declare const self: ServiceWorkerGlobalScope & {
  __WB_MANIFEST: (string | { url: string; revision: string | null })[]
}

const PICTURES = 'pictures-1'
const PICTURES_KEPT = 3000
/** The API, its document, printable sheets and health are the server's; every other page is the app. */
const IS_SERVERS = /^\/(api|socket\.io|healthz|openapi\.json|docs|metrics)(\/|$)/
const IS_PICTURE = /^\/api\/v1\/products\/[0-9]+\/picture$/
/** The build's files carry their content in their names. Those of office and boards are kept when first asked for. */
const IS_BUILT = /^\/assets\//
const BUILT = 'built-1'
const BUILT_KEPT = 60

cleanupOutdatedCaches()

// Before the precache's own listener: a deep link is a page of the app, not a file.
self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url)
  if (url.origin !== self.location.origin || event.request.method !== 'GET') return
  const is_page = event.request.mode === 'navigate' && !IS_SERVERS.test(url.pathname)
  if (is_page) {
    event.stopImmediatePropagation()
    event.respondWith(page(event.request))
  } else if (IS_PICTURE.test(url.pathname)) {
    event.stopImmediatePropagation()
    event.respondWith(kept_for_ever(event.request, PICTURES, PICTURES_KEPT))
  }
})

// The page decides when: never in the middle of a task (upkeep/updates.ts).
self.addEventListener('message', (event) => {
  if (event.data === 'take_over') event.waitUntil(self.skipWaiting())
})

self.addEventListener('activate', (event) => {
  event.waitUntil(self.clients.claim())
})

precacheAndRoute(self.__WB_MANIFEST)

// After the precache's listener: what that one holds never comes here.
self.addEventListener('fetch', (event) => {
  const { origin, pathname } = new URL(event.request.url)
  if (origin !== self.location.origin || !IS_BUILT.test(pathname)) return
  event.respondWith(kept_for_ever(event.request, BUILT, BUILT_KEPT))
})

async function page(request: Request): Promise<Response> {
  return (await matchPrecache('/index.html')) ?? fetch(request)
}

/** What does not change under its address: the first copy is good for ever. */
async function kept_for_ever(request: Request, name: string, most: number): Promise<Response> {
  const cache = await caches.open(name)
  const kept = await cache.match(request)
  if (kept !== undefined) return kept
  const fetched = await fetch(request)
  if (fetched.ok) {
    await cache.put(request, fetched.clone())
    await forget_oldest(cache, most)
  }
  return fetched
}

async function forget_oldest(cache: Cache, most: number): Promise<void> {
  const kept = await cache.keys()
  const surplus = kept.slice(0, Math.max(0, kept.length - most))
  await Promise.all(surplus.map((request) => cache.delete(request)))
}
