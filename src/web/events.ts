/** Live events to the screens: progress at most once a second, and word that something changed, for the mandate of each session only. */
import type { ServerResponse } from 'node:http'
import type { Progress } from '../contract/events.ts'
import type { ColleagueAct, What } from '../contract/events.ts'

/** What the pipeline lets the screens know. */
export interface LiveFeed {
  /** How the crawl under this mandate goes, now. Must be cheap. */
  progress(mandate: string): Progress
  /** Calls back when something changed; returns how to stop. `mandate` null: for everybody. */
  subscribe(listener: (change: { readonly what: What; readonly mandate: string | null }) => void): () => void
  /**
   * Calls back when a report with direct danger came in, in whichever process it was; `onlyCoordinators`: nobody else may know that there is one. `mandate` null: some may have
   * been missed. Returns how to stop.
   */
  dangers?(listener: (mandate: string | null, onlyCoordinators: boolean) => void): () => void
}

export interface Listener {
  /** Whose screen it is: each person has a few. */
  readonly user: string
  /** Null: no mandate or no right to see progress; such a listener gets heartbeats only. */
  readonly mandate: string | null
  /** May read content under that mandate: hears what colleagues do. */
  readonly content: boolean
  /** The mandate under which this person may be a member of cases; null: none. */
  readonly cases: string | null
  /** Hears of what only coordinators may see. */
  readonly coordinates: boolean
  /**
   * Asked every few seconds: `ended` is told to the screen, which then closes what it shows; `changed`: the session holds, and is to be
   * read anew; `gone`: the session itself ended.
   */
  readonly alive: () => Promise<'alive' | 'changed' | 'ended' | 'gone'>
}

export interface EventHub {
  /** Whether this user may have one more stream, or why not. Asked before `add`. */
  room(user: string): 'room' | 'too-many-screens' | 'busy'
  /** Takes over a response as an event stream. */
  add(response: ServerResponse, listener: Listener): void
  /** `by`: whose act it was; absent for the pipeline. A screen knows its own acts. */
  changed(what: What, mandate: string | null, by?: string): void
  /** Tells of reports: those who read content, or only coordinators where others may not know that there is one. */
  reports(mandate: string | null, by: string, onlyCoordinators: boolean): void
  /** Whether this person has not closed the last screen since this moment (ISO 8601). Who never had a live screen is taken to be there. */
  stayed(user: string, since: string): boolean
  /** Tells the screens of these people, and of nobody else, that a case of theirs changed. */
  cases(mandate: string | null, by: string, people: readonly string[]): void
  /** Tells the screens of colleagues what somebody does with signals. */
  colleague(act: ColleagueAct, mandate: string | null): void
  close(): void
}

const tickMs = 1_000
const heartbeatMs = 15_000
const aliveMs = 3_000
const mostListeners = 2_000
/** A browser opens six connections to a server; two browsers of one person fit. One session alone cannot take what all share. */
const mostOfOne = 12

type Listening = Listener & { last: string; beatAt: number; askedAt: number }

function send(response: ServerResponse, event: string, data: unknown): void {
  // Its reader left: the word that another left too may come behind.
  if (response.writableEnded || response.destroyed) return
  // A reader that does not read: its connection ends rather than its messages pile up here.
  if (response.writableLength > 256 * 1024) response.destroy()
  else response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
}

/** Each second: progress that changed, a sign of life now and then, and whether sessions still hold. */
function beat(open: ReadonlyMap<ServerResponse, Listening>, feed: LiveFeed | null): void {
  const now = Date.now()
  for (const [response, listener] of open) {
    if (feed !== null && listener.mandate !== null) {
      const progress = feed.progress(listener.mandate)
      const text = JSON.stringify({ ...progress, at: '' })
      if (text !== listener.last) send(response, 'progress', progress)
      listener.last = text
    }
    if (now - listener.beatAt >= heartbeatMs) {
      listener.beatAt = now
      response.write(': beat\n\n')
    }
    if (now - listener.askedAt < aliveMs) continue
    listener.askedAt = now
    listener.alive().then(
      (state) => {
        if (state === 'alive') return
        if (state === 'changed') return send(response, 'session', {})
        if (state === 'ended') send(response, 'mandate-ended', {})
        response.end()
      },
      () => response.end()
    )
  }
}

export function createEventHub(feed: LiveFeed | null): EventHub {
  const open = new Map<ServerResponse, Listening>()
  /** When persons closed their last screen: one number for each account at most. */
  const leftAt = new Map<string, number>()
  const changed = (what: What, mandate: string | null, by?: string): void => {
    for (const [response, listener] of open) {
      if (listener.mandate !== null && (mandate === null || mandate === listener.mandate))
        send(response, 'changed', { what, ...(by !== undefined && { by }) })
    }
  }
  const tell = (act: ColleagueAct, mandate: string | null): void => {
    for (const response of listenersOf(open, mandate, 'content'))
      if (open.get(response)?.user !== act.by) send(response, 'colleague', act)
  }
  const unsubscribe = feed?.subscribe(({ what, mandate }) => changed(what, mandate))
  const tellReports = (mandate: string | null, onlyCoordinators: boolean, by?: string): void => {
    for (const response of listenersOf(open, mandate, onlyCoordinators ? 'coordinates' : 'content'))
      send(response, 'changed', { what: 'reports', ...(by !== undefined && { by }) })
  }
  const calm = feed?.dangers?.((mandate, onlyCoordinators) =>
    mandate === null ? changed('reports', null) : tellReports(mandate, onlyCoordinators)
  )
  const timer = setInterval(() => beat(open, feed), tickMs)
  timer.unref()
  return {
    room(user) {
      const own = [...open.values()].filter((one) => one.user === user).length
      if (own >= mostOfOne) return 'too-many-screens'
      return open.size < mostListeners ? 'room' : 'busy'
    },
    add(response, listener) {
      open.set(response, { ...listener, last: '', beatAt: Date.now(), askedAt: Date.now() })
      response.on('close', () => {
        open.delete(response)
        const { user: by, mandate } = listener
        if ([...open.values()].some((one) => one.user === by)) return
        leftAt.set(by, Date.now())
        tell({ by, act: 'left', signals: [], at: new Date().toISOString() }, mandate)
      })
      response.write('retry: 3000\n\n')
      if (feed !== null && listener.mandate !== null) send(response, 'progress', feed.progress(listener.mandate))
    },
    changed,
    reports: (mandate, by, onlyCoordinators) => tellReports(mandate, onlyCoordinators, by),
    stayed: (user, since) => Date.parse(since) > (leftAt.get(user) ?? 0),
    cases: (mandate, by, people) => tellCases(open, { mandate, by, people }),
    colleague: tell,
    close() {
      clearInterval(timer)
      unsubscribe?.()
      calm?.()
      for (const response of open.keys()) response.end()
    }
  }
}

/** Screens under a mandate whose person may hear of it; none without one. */
function listenersOf(
  open: ReadonlyMap<ServerResponse, Listener>,
  mandate: string | null,
  may: 'content' | 'coordinates'
): ServerResponse[] {
  return [...open].flatMap(([response, one]) =>
    mandate !== null && one[may] && one.mandate === mandate ? [response] : []
  )
}

interface CaseChange {
  readonly mandate: string | null
  readonly by: string
  readonly people: readonly string[]
}

/** Only those people hear of a case, and only under the mandate that it stands under. */
function tellCases(open: ReadonlyMap<ServerResponse, Listener>, { mandate, by, people }: CaseChange): void {
  for (const [response, listener] of open)
    if (mandate !== null && listener.cases === mandate && people.includes(listener.user))
      send(response, 'changed', { what: 'cases', by })
}
