/** What people and sites are called; asked once, since names change seldom. */
import { useQuery } from '@tanstack/react-query'
import type { Names } from '../../../src/contract/desk/names.ts'
import { read } from './http.ts'

const namesAgainMs = 10 * 60_000

export interface NameTables {
  readonly people: ReadonlyMap<string, string>
  readonly sites: ReadonlyMap<string, string>
  /** False until the names are here, or cannot be had. */
  readonly known: boolean
}

/** Both tables; empty until they are here. */
export function useNameTables(): NameTables {
  const { data, isError } = useQuery({
    queryKey: ['names'],
    queryFn: ({ signal }) => read<Names>('/api/names', {}, signal),
    select: tablesOf,
    staleTime: namesAgainMs
  })
  return data ?? (isError ? unnamed : none)
}

const none: NameTables = { people: new Map(), sites: new Map(), known: false }
const unnamed: NameTables = { ...none, known: true }

function tablesOf({ people, sites }: Names): NameTables {
  return {
    people: new Map(people.map((one) => [one.id, one.name])),
    sites: new Map(sites.map((one) => [one.host, one.name])),
    known: true
  }
}
