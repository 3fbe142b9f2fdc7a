/** Who saw this number, advert, network or person: a question in the words of people, as what the ledger is asked for. */
import type { About } from '../../accountability/ledger/ledger.ts'
import { blind } from '../../link/fingerprint.ts'
import type { MandateId } from '../../model/ids.ts'
import { identified, typedFacts } from '../facts/fact-page.ts'
import { tokensOf, valueKey } from '../../store/sealed/value-tokens.ts'
import { blindKeyOf, type Vault } from '../adverts/vault.ts'
import { askedSubject } from './asked-values.ts'

export interface Asked {
  /** One identifier as people write it; a name or place when it is nothing else. */
  readonly fact?: string | undefined
  readonly advert?: number | undefined
  readonly network?: number | undefined
  readonly signal?: number | undefined
  readonly case?: string | undefined
  readonly capture?: string | undefined
  /** The number of a report, as it stands on its receipt. */
  readonly report?: string | undefined
  /** A person in a case: the id of the case, `/`, the number of the person in it. */
  readonly subject?: string | undefined
  /** A user id. */
  readonly person?: string | undefined
}

export interface Understood {
  /** Undefined when nothing of this was asked. */
  readonly about: About | undefined
  readonly facts: readonly { readonly kind: string; readonly value: string }[]
}

/** Null when `fact` says nothing. Adverts that state it are looked for under the mandate in force only. */
export function aboutOf(vault: Vault, mandate: string | null, asked: Asked): Understood | null {
  const { fact, person, ...nouns } = asked
  const read = fact === undefined ? [] : factsOf(fact)
  if (read === null) return null
  const subjects = Object.entries(nouns).flatMap(([noun, id]) => (id === undefined ? [] : [`${noun}:${id}`]))
  const values = read.flatMap((one) => one.readings)
  subjects.push(...values.map(({ kind, value }) => `fact:${kind} ${value}`))
  if (person !== undefined) subjects.push(`user:${person}`)
  if (subjects.length === 0) return { about: undefined, facts: [] }
  const key = mandate === null || values.length === 0 ? null : blindKeyOf(vault, mandate as MandateId)
  // Of another instance values are asked under a keyed digest (asked-values.ts); before 0.1.0 was out they stood there as facts.
  if (key !== null) subjects.push(...values.map(({ kind, value }) => askedSubject(key, kind, value)))
  const tokens =
    key === null ? [] : values.flatMap(({ kind, value }) => tokensOf(valueKey(key), blind(kind, value, key)))
  return {
    about: { subjects, tokens, person: person ?? null },
    facts: read.map(({ kind, value }) => ({ kind, value }))
  }
}

/** Identifiers in a text that people typed; else a name or a place. */
function factsOf(text: string): ReturnType<typeof typedFacts> | null {
  const typed = typedFacts(text)
  if (typed.length > 0) return typed
  const named = [identified('name', text), identified('place', text)].filter((one) => one !== null)
  return named.length === 0 ? null : named
}
