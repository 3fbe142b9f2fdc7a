/** By what somebody whom reports are about is found again: name and day of birth in one spelling, as a keyed digest. Pure. */
import type { PersonBody } from '../../../contract/reports/persons.ts'
import { derive } from '../../../evidence/seal.ts'
import { hmac, hmacKey } from '../../../model/secret-key.ts'
import { readTable } from '../../../text/data-file.ts'
import { fold } from '../../../text/fold.ts'
import { once } from '../../../text/places.ts'
import { wordSet } from '../../../text/word-lists.ts'

const leastGiven = 2

const spellings = once(() => {
  const rows = readTable('name-spellings.tsv')
  const left = rows.flatMap(([from = '', to]) => (to === '-' ? [from] : []))
  return { left: new Set([...left, ...wordSet('name-particles')]), rows: rows.filter(([, to]) => to !== '-') }
})

/**
 * What the digest is made of: the first given name and the words of the surname, in any order, and the day of birth. Null: one of them is not known, or of the
 * given name the initial alone, by which strangers would be one.
 */
export function personText({ given = '', surname = '', born = '' }: PersonBody): string | null {
  const [first = ''] = wordsOf(given)
  const last = wordsOf(surname).filter((word) => !spellings().left.has(word))
  if (first.length < leastGiven || last.length === 0 || born === '') return null
  return [...[first, ...last].map(spelled).toSorted(), born].join(' ')
}

/** HMAC-SHA-256 of that under a key of the mandate that is used for nothing else; null as `personText`. */
export function personDigest(kept: Uint8Array, body: PersonBody): Buffer | null {
  const text = personText(body)
  if (text === null) return null
  return hmac(hmacKey(derive(kept, 'report-person')), `baken-report-person/1 ${text}`)
}

/** Whether this is a day on which somebody who lives may be born, `YYYY-MM-DD`. */
export function isBirthDay(born: string, today: string): boolean {
  const day = new Date(`${born}T00:00:00Z`)
  const real = /^\d{4}-\d\d-\d\d$/.test(born) && !Number.isNaN(day.getTime())
  return real && day.toISOString().slice(0, 10) === born && born >= '1900-01-01' && born <= today
}

function wordsOf(name: string): string[] {
  return fold(name)
    .text.replaceAll(/['’`]/gu, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
}

/** In the one spelling that stands for all: letters that sound alike, and none twice in a row. */
function spelled(word: string): string {
  const one = spellings().rows.reduce((text, [from = '', to = '']) => text.replaceAll(from, to), word)
  return one.replaceAll(/(.)\1+/gu, '$1')
}
