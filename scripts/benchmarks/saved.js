// Runs in a page before everything else: tells which events its disk has confirmed.
// biome-ignore-all lint: read by the browser as it stands
;(() => {
  const add = IDBObjectStore.prototype.add
  IDBObjectStore.prototype.add = function (value, ...rest) {
    if (this.name === 'events') {
      this.transaction.addEventListener('complete', () => event_is_saved(value.event_id))
    }
    return add.call(this, value, ...rest)
  }
})()
