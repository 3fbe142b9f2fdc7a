/** Half-written reasons: kept in the tab's own storage at every key press, until what they were for has succeeded. */
import { useCallback, useState } from 'react'

/** Characters; the server keeps no more of a reason. */
export const draftLimit = 2000

/** The part of Storage that drafts need. */
export interface DraftStore {
  getItem(key: string): string | null
  setItem(key: string, value: string): void
  removeItem(key: string): void
}

export function readDraft(store: DraftStore, name: string): string {
  try {
    return store.getItem(`draft:${name}`) ?? ''
  } catch {
    return ''
  }
}

/** Keeps the text; an empty one removes the draft. A full or refused storage is not an error: the field still holds the text. */
export function keepDraft(store: DraftStore, name: string, text: string): void {
  try {
    if (text.trim() === '') store.removeItem(`draft:${name}`)
    else store.setItem(`draft:${name}`, text.slice(0, draftLimit))
  } catch {
    // Nothing to do: see above.
  }
}

/** The draft of this name as state of a field: text, change, and drop after success. */
export function useDraft(name: string): { text: string; change: (text: string) => void; drop: () => void } {
  const [text, setText] = useState(() => readDraft(sessionStorage, name))
  const change = useCallback(
    (next: string) => {
      setText(next)
      keepDraft(sessionStorage, name, next)
    },
    [name]
  )
  const drop = useCallback(() => keepDraft(sessionStorage, name, ''), [name])
  return { text, change, drop }
}
