/** Live changes: the server's events fill the progress and mark what changed to be read again, at most every few seconds. */
import { useEffect } from 'react'
import { useQuery } from '@tanstack/react-query'
import type { ColleagueAct, Progress, SessionChange } from '../../../src/contract/events.ts'
import type { Session } from '../../../src/contract/session.ts'
import { client, endMandate } from './client.ts'

export type What = 'signals' | 'sources' | 'requests' | 'reports' | 'proposals' | 'cases'
const whats: readonly What[] = ['signals', 'sources', 'requests', 'reports', 'proposals', 'cases']
/** During a crawl something changes all the time; every reading again is also a line in the ledger. */
const quietMs = 5000
/** Direct danger is on the coordinator's screen within seconds. */
const soonMs = 500
const againMs = 30_000

/** Listens while the component is on screen. The browser connects again by itself when the line breaks. */
export function useEvents(): void {
  useEffect(() => {
    const waiting = new Map<What, ReturnType<typeof setTimeout>>()
    let events = opened()
    let again: ReturnType<typeof setTimeout> | undefined
    function opened(): EventSource {
      const stream = new EventSource('/api/events')
      stream.addEventListener('open', () => {
        // What changed while the line was down came on no line.
        if (client.getQueryData(['live']) === false) for (const what of whats) readAgain(what)
        client.setQueryData(['live'], true)
      })
      stream.addEventListener('error', () => {
        client.setQueryData(['live'], false)
        // A refused stream (too many screens) is closed for good by the browser: a screen that closed meanwhile makes room.
        if (stream.readyState === EventSource.CLOSED) again = setTimeout(() => (events = opened()), againMs)
      })
      listen(stream, waiting)
      return stream
    }
    return () => {
      clearTimeout(again)
      events.close()
      for (const timer of waiting.values()) clearTimeout(timer)
    }
  }, [])
}

function listen(events: EventSource, waiting: Map<What, ReturnType<typeof setTimeout>>): void {
  events.addEventListener('progress', (event) => {
    const progress = parsed<Progress>(event.data)
    if (progress !== null) client.setQueryData(['progress'], progress)
  })
  events.addEventListener('mandate-ended', endMandate)
  events.addEventListener('session', (event) => {
    if (!isShown(parsed<SessionChange>(event.data))) void client.invalidateQueries({ queryKey: ['session'] })
  })
  events.addEventListener('colleague', (event) => {
    const act = parsed<ColleagueAct>(event.data)
    if (act !== null) keepColleague(act)
  })
  events.addEventListener('changed', (event) => {
    const { what, by } = parsed<{ what: What; by?: string }>(event.data) ?? {}
    if (what === undefined || !whats.includes(what) || waiting.has(what)) return
    // What the person did here is on the screen already.
    if (by !== undefined && by === client.getQueryData<Session | null>(['session'])?.user.id) return
    waiting.set(
      what,
      setTimeout(
        () => {
          waiting.delete(what)
          readAgain(what)
        },
        what === 'reports' ? soonMs : quietMs
      )
    )
  })
}

/** Whether the session on screen shows just these break-glasses. */
function isShown(change: SessionChange | null): boolean {
  const shown = client.getQueryData<Session | null>(['session'])?.breakGlass.map((one) => one.id)
  return change?.breakGlass !== undefined && String(change.breakGlass) === String(shown)
}

function readAgain(what: What): void {
  if (what === 'signals') newsOfSignals()
  else if (what === 'reports') newsOfReports()
  else void client.invalidateQueries({ queryKey: [what] })
}

/** Rows never move under somebody's eyes: a list on screen is told that there is news, and reads it when its reader wants. */
function newsOfSignals(): void {
  client.setQueryData<number>(['signals-news'], (before) => (before ?? 0) + 1)
  void client.invalidateQueries({ queryKey: ['counts'] })
  void client.invalidateQueries({ queryKey: ['signals'], refetchType: 'none' })
}

function newsOfReports(): void {
  for (const name of ['reports', 'counts', 'home']) void client.invalidateQueries({ queryKey: [name] })
}

/** How often news of signals came since the list on screen was read. */
export function useSignalNews(): number {
  return useKept<number>('signals-news') ?? 0
}

/** What colleagues do now, by person, and what was done to signals since the list was read, by signal. */
export interface Colleagues {
  readonly now: ReadonlyMap<string, ColleagueAct>
  readonly done: ReadonlyMap<number, ColleagueAct>
}

const nobody: Colleagues = { now: new Map(), done: new Map() }

export function useColleagueActs(): Colleagues {
  return useKept<Colleagues>('colleague-acts') ?? nobody
}

/** The list was read anew: it shows what was done. */
export function forgetNews(): void {
  client.setQueryData<number>(['signals-news'], 0)
  client.setQueryData<Colleagues>(['colleague-acts'], (before) => ({
    now: before?.now ?? nobody.now,
    done: nobody.done
  }))
}

function keepColleague(act: ColleagueAct): void {
  const before = client.getQueryData<Colleagues | null>(['colleague-acts']) ?? nobody
  client.setQueryData<Colleagues>(['colleague-acts'], {
    now: new Map(before.now).set(act.by, act),
    done: act.act === 'read' ? before.done : new Map([...before.done, ...act.signals.map((id) => [id, act] as const)])
  })
  if (act.act === 'read') return
  for (const id of act.signals) void client.invalidateQueries({ queryKey: ['signal', id] })
}

/** The latest progress, null before the first. */
export function useProgress(): Progress | null {
  return useKept<Progress>('progress')
}

/** Whether the line to the server is up; null before the first try. */
export function useLive(): boolean | null {
  return useKept<boolean>('live')
}

function useKept<Value>(name: string): Value | null {
  const { data } = useQuery<Value | null>({
    queryKey: [name],
    queryFn: () => client.getQueryData<Value>([name]) ?? null,
    staleTime: Infinity,
    gcTime: Infinity
  })
  return data ?? null
}

function parsed<Value>(text: unknown): Value | null {
  try {
    return JSON.parse(String(text)) as Value
  } catch {
    return null
  }
}
