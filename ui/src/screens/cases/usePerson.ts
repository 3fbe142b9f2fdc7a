/** One of some people, as somebody picks them: the first until then. */
import { useState } from 'react'

export interface Picked {
  /** Empty while nobody can be chosen, since their list is not read yet or holds nobody: nothing can be sent then. */
  readonly who: string
  readonly pick: (id: string) => void
}

/** `start`: who is meant from the beginning; empty: nobody. */
export function usePerson(people: readonly { readonly id: string }[], start = ''): Picked {
  const [picked, pick] = useState(start)
  return { who: picked === '' ? (people[0]?.id ?? '') : picked, pick }
}
