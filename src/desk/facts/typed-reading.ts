/** How a number, account or address that somebody typed is read: for who sees no content, and never whether it is known. */
import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import type pg from 'pg'
import { act } from '../../accountability/acts.ts'
import type { TypedReading } from '../../contract/desk/signs.ts'
import type { Ground } from '../../store/ground.ts'
import { typedFacts } from './fact-page.ts'

const mostFacts = 20

/** Reads the text alone: no table of adverts is asked. An act all the same, so that who asked for a number is found. */
export async function readTyped(pool: pg.Pool, ground: Ground, value: string): Promise<TypedReading> {
  const facts = typedFacts(value).slice(0, mostFacts)
  return act<TypedReading>(pool, ground, async () => ({
    result: {
      facts: facts.map((one) => ({
        kind: one.kind,
        value: one.value,
        country: one.kind === 'phone' ? (parsePhoneNumberFromString(one.value)?.country ?? null) : null
      }))
    },
    entry: { act: 'value.read', detail: { facts: facts.map((one) => `${one.kind} ${one.value}`) } }
  }))
}
