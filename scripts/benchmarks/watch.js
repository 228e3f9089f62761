// Runs in a page before everything else: what the page notes of itself while it is measured.
// biome-ignore-all lint: read by the browser as it stands
;(() => {
  const watched = {
    heading_at: null,
    long_tasks: [],
    frames: [],
    stored: [],
    ended_at: null,
    count() {
      const shown = document.querySelector('.count-up strong')
      return shown === null ? 0 : Number(shown.textContent)
    },
    async quiet_since(still_ms) {
      for (;;) {
        const last = Math.max(watched.heading_at, ...watched.long_tasks)
        if (performance.now() - last >= still_ms) return last
        await new Promise((resolve) => setTimeout(resolve, 100))
      }
    },
    async scan_on(code, scans) {
      const took = []
      for (let nth = 0; nth < scans; nth += 1) {
        const before = watched.count()
        const begun = performance.now()
        for (const digit of code) press(digit, `Digit${digit}`)
        press('Enter', 'Enter')
        while (watched.count() === before) await next_turn()
        took.push(performance.now() - begun)
      }
      return took.sort((one, other) => one - other)[scans >> 1]
    },
  }
  globalThis.watched = watched

  const channel = new MessageChannel()
  const turns = []
  channel.port1.onmessage = () => turns.shift()?.()
  function next_turn() {
    return new Promise((resolve) => {
      turns.push(resolve)
      channel.port2.postMessage(0)
    })
  }

  function press(key, code) {
    const told = { key, code, bubbles: true, cancelable: true }
    document.body.dispatchEvent(new KeyboardEvent('keydown', told))
    document.body.dispatchEvent(new KeyboardEvent('keyup', told))
  }

  new PerformanceObserver((list) => {
    for (const task of list.getEntries()) watched.long_tasks.push(task.startTime + task.duration)
  }).observe({ type: 'longtask', buffered: true })

  // A JAN is a whole scan with its last digit, with or without the Enter behind it.
  const JAN_DIGITS = 13
  let digits = 0
  addEventListener('keydown', (event) => {
    digits = event.key === 'Enter' ? 0 : digits + 1
    if (digits === JAN_DIGITS) watched.ended_at = event.timeStamp
  }, true)

  let shown = 0
  new MutationObserver(() => {
    if (watched.heading_at === null && document.querySelector('h1') !== null) {
      requestAnimationFrame(() => { watched.heading_at ??= performance.now() })
    }
    const now = watched.count()
    if (now === shown) return
    shown = now
    if (watched.frames.length >= 10_000) return
    const since = watched.ended_at
    // The frame is out when a task queued behind its painting runs.
    requestAnimationFrame(() => {
      const after = new MessageChannel()
      after.port1.onmessage = () => watched.frames.push(performance.now() - since)
      after.port2.postMessage(0)
    })
  }).observe(document, { childList: true, subtree: true, characterData: true })

  const open = IDBDatabase.prototype.transaction
  IDBDatabase.prototype.transaction = function (stores, ...rest) {
    const transaction = open.call(this, stores, ...rest)
    const is_deed = Array.isArray(stores) && stores.includes('events') && stores.includes('identity')
    if (is_deed && rest[0] === 'readwrite') {
      const since = watched.ended_at
      transaction.addEventListener('complete', () => {
        if (watched.stored.length < 10_000) watched.stored.push(performance.now() - since)
      })
    }
    return transaction
  }
})()
