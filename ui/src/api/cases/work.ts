/** The work in a case: tasks, orders, decisions, notes, and what I am typing, which the server keeps for me. */
import { useCallback, useEffect, useRef, useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import type { CaseVersions, CaseWork } from '../../../../src/contract/cases/work.ts'
import { read, send } from '../http.ts'

const at = (id: string): string => `/api/cases/${encodeURIComponent(id)}`

export const readWork = (id: string, signal?: AbortSignal): Promise<CaseWork> =>
  read<CaseWork>(`${at(id)}/work`, {}, signal)

export function useCaseWork(id: string) {
  return useQuery({ queryKey: ['cases', id, 'work'], queryFn: ({ signal }) => readWork(id, signal) })
}

/** Every version of a part, such as `note:3`. */
export function useCaseVersions(id: string, part: string) {
  return useQuery({
    queryKey: ['cases', id, 'versions', part],
    queryFn: ({ signal }) => read<CaseVersions>(`${at(id)}/versions/${part}`, {}, signal)
  })
}

const pauseMs = 500

/**
 * A draft of a field of a case: kept on the server half a second after the last key, and when the screen closes, until what it was for
 * has succeeded. It begins with what was kept, or else with `text`.
 */
export function useCaseDraft(id: string, name: string, work: CaseWork | undefined, text = '') {
  const kept = work?.drafts.find((one) => one.name === name)?.text
  const [typed, setTyped] = useState<string | null>(null)
  const unsent = useRef<string | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)
  const keep = useCallback((): void => {
    const next = unsent.current
    if (next === null) return
    unsent.current = null
    const init = { method: 'POST', keepalive: next.length < 15_000, headers: { 'content-type': 'application/json' } }
    // A draft that could not be kept is tried again with the next key; the field still holds the text.
    fetch(`${at(id)}/drafts`, { ...init, body: JSON.stringify({ name, text: next }) }).catch(() => {
      unsent.current ??= next
    })
  }, [id, name])
  useEffect(() => {
    const hide = (): void => keep()
    window.addEventListener('pagehide', hide)
    return () => {
      window.removeEventListener('pagehide', hide)
      if (timer.current !== null) clearTimeout(timer.current)
      keep()
    }
  }, [keep])
  const change = (next: string): void => {
    setTyped(next)
    unsent.current = next
    if (timer.current !== null) clearTimeout(timer.current)
    timer.current = setTimeout(keep, pauseMs)
  }
  const drop = async (): Promise<void> => {
    unsent.current = null
    if (timer.current !== null) clearTimeout(timer.current)
    await send<null>('POST', `${at(id)}/drafts`, { name, text: '' })
  }
  return { text: typed ?? kept ?? text, kept: kept !== undefined && typed === null, change, drop }
}
