/** What people, sites, mandates, networks and signals are called; asked once, since names change seldom. */
import { useQuery } from '@tanstack/react-query'
import type { Called, Names } from '../../../src/contract/desk/names.ts'
import { read } from './http.ts'

const namesAgainMs = 10 * 60_000

export interface NameTables {
  readonly people: ReadonlyMap<string, string>
  readonly sites: ReadonlyMap<string, string>
  /** Their purposes. */
  readonly mandates: ReadonlyMap<string, string>
  /** False until the names are here, or cannot be had. */
  readonly known: boolean
}

/** All tables; empty until they are here. */
export function useNameTables(): NameTables {
  const { data, isError } = useQuery({
    queryKey: ['names'],
    queryFn: ({ signal }) => read<Names>('/api/names', {}, signal),
    select: tablesOf,
    staleTime: namesAgainMs
  })
  return data ?? (isError ? unnamed : none)
}

const none: NameTables = { people: new Map(), sites: new Map(), mandates: new Map(), known: false }
const unnamed: NameTables = { ...none, known: true }

function tablesOf({ people, sites, mandates }: Names): NameTables {
  return {
    people: new Map(people.map((one) => [one.id, one.name])),
    sites: new Map(sites.map((one) => [one.host, one.name])),
    mandates: new Map(mandates.map((one) => [one.id, one.purpose])),
    known: true
  }
}

type NamedKind = 'networks' | 'signals'
export type CalledName = Called['networks'][number]

/** What a network or signal is called; undefined until it is known. Those that a screen asks for at once are asked for in one request: it is an act. */
export function useCalled(kind: NamedKind, id: number): CalledName | undefined {
  return useQuery({
    queryKey: ['called', kind, id],
    queryFn: () => askTogether(kind, id),
    staleTime: namesAgainMs
  }).data
}

interface Waiting {
  readonly kind: NamedKind
  readonly id: number
  readonly resolve: (name: CalledName) => void
  readonly reject: (error: unknown) => void
}

const mostAtOnce = 40
let waiting: Waiting[] = []

function askTogether(kind: NamedKind, id: number): Promise<CalledName> {
  return new Promise((resolve, reject) => {
    waiting.push({ kind, id, resolve, reject })
    if (waiting.length === 1) setTimeout(() => void answerAll())
  })
}

async function answerAll(): Promise<void> {
  const all = waiting
  waiting = []
  for (let from = 0; from < all.length; from += mostAtOnce) {
    const some = all.slice(from, from + mostAtOnce)
    const of = (kind: NamedKind): string => some.flatMap((one) => (one.kind === kind ? [one.id] : [])).join(',')
    try {
      const called = await read<Called>('/api/called', { networks: of('networks'), signals: of('signals') })
      for (const { kind, id, resolve } of some)
        resolve(called[kind].find((one) => one.id === id) ?? { id, identity: null, title: null })
    } catch (error) {
      for (const { reject } of some) reject(error)
    }
  }
}
