// The line to the server: the socket, and the feed behind it. Loaded when there is something on the screen.
import { type FeedPage, reach, server } from '../server_api'
import { connected, heard_at, tell, tell_all_anew } from './heard'

/** What the server says by itself: there is news up to this position, of these topics. */
type Poke = { position: number; topics?: string[] }

/** The last news that concerned this client was at `position`; who has it has missed nothing up to `reached`. */
type Head = { position: number; reached?: number; epoch?: string; server_time?: string }

/** How many notices one call brings. */
const PAGE_NOTICES = 500

/** Where this client is in the feed; kept so that a reload goes on from there. */
export type Position = { position: number; epoch: string }

export type LiveOptions = {
  begin: Position | null
  keep: (position: Position) => void
  /** The socket is up (again): what could not be sent may go now. */
  on_connect: () => void
  on_server_time: (iso: string) => void
  pull?: (after: number) => Promise<FeedPage | null>
}

async function pull_from_server(after: number): Promise<FeedPage | null> {
  const query = { after, limit: PAGE_NOTICES }
  const answer = await reach(server.GET('/api/v1/feed', { params: { query } }))
  return answer.ok ? answer.data : null
}

export type Follower = {
  /** The server is at this position of this epoch; pull when this client is behind. */
  is_at(head: number, epoch?: string, reached?: number): void
  rest(): Promise<void>
}

/** What a page of the feed means to a client that stands somewhere: go on from there, or begin anew. Pure. */
function after_page(at: Position, page: FeedPage): { to: Position; is_anew: boolean } {
  const { position, epoch } = page
  return { to: { position, epoch }, is_anew: page.reset === true || is_other_epoch(at, epoch) }
}

function is_other_epoch(at: Position, epoch: string | undefined): boolean {
  return epoch !== undefined && at.epoch !== '' && epoch !== at.epoch
}

/** Follow the feed: positions only grow, pulls never overlap, a gap or a new epoch resets every listener. */
export function make_follower(options: Pick<LiveOptions, 'begin' | 'keep' | 'pull'>): Follower {
  const pull = options.pull ?? pull_from_server
  let at: Position | null = options.begin
  let head = 0
  let pulling: Promise<void> | null = null

  function stand_at(position: Position, is_anew: boolean): void {
    at = position
    options.keep(position)
    if (is_anew) tell_all_anew()
  }

  /** Pull one page; whether another one may bring more. */
  async function go_on(from: Position): Promise<boolean> {
    const page = await pull(from.position)
    if (page === null) return false
    const { to, is_anew } = after_page(from, page)
    if (!is_anew) for (const notice of page.notices) tell(notice)
    const is_further = to.position > from.position
    if (is_further || is_anew) stand_at(to, is_anew)
    return is_further && !is_anew
  }

  async function catch_up(): Promise<void> {
    while (at !== null && at.position < head) {
      const has_more = await go_on(at)
      if (!has_more) return
    }
  }

  function hear_head(position: number, epoch?: string, reached = position): void {
    heard_at.value = Date.now()
    if (at === null || is_other_epoch(at, epoch)) {
      head = position
      stand_at({ position: reached, epoch: epoch ?? '' }, true)
      return
    }
    head = Math.max(head, position)
    if (pulling === null && at.position >= head) {
      if (reached > at.position) stand_at({ ...at, position: reached }, false)
      return
    }
    pulling ??= catch_up().finally(() => {
      pulling = null
    })
  }

  return { is_at: hear_head, rest: () => pulling ?? Promise.resolve() }
}

/** How long to wait after the server has turned this client away, in milliseconds. */
const TURNED_AWAY_MS = 10_000

/** The line to the server; closed until somebody is let in. */
export type Line = {
  /** Somebody has been let in (or somebody else): connect, so that the server can choose the rooms by who it is. */
  come_in(): void
  stop(): void
}

/** Follow what changes elsewhere, from the first `come_in` on. The socket's code is loaded now. */
export async function start_live(options: LiveOptions): Promise<Line> {
  const follower = make_follower(options)
  const { io } = await import('socket.io-client')
  const socket = io({ path: '/socket.io', transports: ['websocket'], autoConnect: false })
  let has_come_in = false
  const connect = () => {
    if (has_come_in && !socket.active) socket.connect()
  }
  socket.on('connect', () => {
    connected.value = true
    options.on_connect()
  })
  socket.on('disconnect', () => {
    connected.value = false
  })
  // Turned away by the server (logged out, restarted); a mere lack of network the socket tries again by itself.
  socket.on('connect_error', () => {
    if (!socket.active) setTimeout(connect, TURNED_AWAY_MS)
  })
  socket.on('poke', (poke: Poke) => follower.is_at(poke.position))
  socket.on('head', (head: Head) => {
    if (head.server_time !== undefined) options.on_server_time(head.server_time)
    follower.is_at(head.position, head.epoch, head.reached)
  })
  const stop_listening = when_it_may_work_again(connect)
  return {
    come_in() {
      has_come_in = true
      if (socket.connected) socket.disconnect()
      connect()
    },
    stop() {
      stop_listening()
      socket.close()
      connected.value = false
    },
  }
}

function when_it_may_work_again(connect: () => void): () => void {
  const on_visible = () => {
    if (document.visibilityState === 'visible') connect()
  }
  window.addEventListener('online', connect)
  document.addEventListener('visibilitychange', on_visible)
  return () => {
    window.removeEventListener('online', connect)
    document.removeEventListener('visibilitychange', on_visible)
  }
}
