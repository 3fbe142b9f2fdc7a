/** News of the queue waits until its reader wants it: rows never move under somebody's eyes. A list that is nearly empty takes it at once. */
import { useEffect } from 'react'
import { forgetNews, useSignalNews } from '../../api/events.ts'
import type { useSignals } from '../../api/signals.ts'

/** Fewer rows than a screen holds: new ones come below or fill what was empty. */
const fewRows = 7

export interface News {
  readonly waits: boolean
  read(): void
}

/** `busy`: somebody chose or picked a row. */
export function useNews(list: ReturnType<typeof useSignals>, busy: boolean): News {
  const news = useSignalNews()
  const { dataUpdatedAt, isFetching, refetch } = list
  const rows = list.data?.pages.reduce((sum, page) => sum + page.signals.length, 0) ?? 0
  // What was just read is no news.
  useEffect(forgetNews, [dataUpdatedAt])
  const now = news > 0 && !busy && rows < fewRows && !isFetching
  useEffect(() => {
    if (now) void refetch()
  }, [now, refetch])
  return { waits: news > 0 && !now && !isFetching, read: () => void refetch() }
}
