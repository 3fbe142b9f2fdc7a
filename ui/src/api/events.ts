/** Live changes: the server's events fill the progress and mark what changed to be read again, at most every few seconds. */
import { useEffect } from 'react'
import { useQuery } from '@tanstack/react-query'
import type { Progress } from '../../../src/contract/events.ts'
import { client, endMandate } from './client.ts'

export type What = 'signals' | 'sources' | 'requests'
const whats: readonly What[] = ['signals', 'sources', 'requests']
/** During a crawl something changes all the time; every reading again is also a line in the ledger. */
const quietMs = 5000
const againMs = 30_000

/** Listens while the component is on screen. The browser connects again by itself when the line breaks. */
export function useEvents(): void {
  useEffect(() => {
    const waiting = new Map<What, ReturnType<typeof setTimeout>>()
    let events = opened()
    let again: ReturnType<typeof setTimeout> | undefined
    function opened(): EventSource {
      const stream = new EventSource('/api/events')
      stream.addEventListener('open', () => client.setQueryData(['live'], true))
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
  events.addEventListener('changed', (event) => {
    const what = parsed<{ what: What }>(event.data)?.what
    if (what === undefined || !whats.includes(what) || waiting.has(what)) return
    waiting.set(
      what,
      setTimeout(() => {
        waiting.delete(what)
        void client.invalidateQueries({ queryKey: [what] })
      }, quietMs)
    )
  })
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
