/** Whether the words of a task say to get in touch with somebody whom a flag protects, whatever kind of task it is called. Pure. */
import type { Subject } from '../../../contract/cases/work.ts'
import { readTable } from '../../../text/data-file.ts'
import { once } from '../../../text/places.ts'
import { partsOf, plain } from '../../minors/contacts-in.ts'

/** `person`: to get in touch with the protected person. `somebody`: with somebody, and it is not said that it is another. */
export type ContactSaid = 'person' | 'somebody' | null

type Of = 'contact' | 'person' | 'after' | 'away' | 'not'

const known = once(() => {
  const rows = readTable('task-contact-words.tsv')
  const of = (name: Of): readonly string[][] =>
    rows.flatMap(([kind, , words = '']) =>
      kind === name ? words.split('|').map((phrase) => plain(phrase).split(' ')) : []
    )
  return { contact: of('contact'), person: of('person'), after: of('after'), away: of('away'), not: of('not') }
})

/** Words between getting in touch and with whom ("neem vandaag contact op met Persoon A"). */
const mostBetween = 2

/**
 * What words say of getting in touch with those who are protected. `subject`: the one whom the task is about; null: nobody in particular. Who is
 * neither that nor named in the words has nothing to do with it.
 */
export function contactSaid(
  words: string,
  shielded: readonly Pick<Subject, 'no' | 'name'>[],
  subject: number | null
): ContactSaid {
  return saidIn(words.replaceAll(spaced, closed), shielded, subject)
}

/** Letters with a space or sign between each: "b e l", "b.e.l". */
const spaced = /(?<![\p{L}\p{N}])\p{L}(?:[\s.*_\-/]\p{L}(?![\p{L}\p{N}])){2,}/gu

/** Without what stands between; one word that gets in touch and what follows it are told apart ("b e l h a a r"). */
function closed(run: string): string {
  const word = plain(run).replaceAll(' ', '')
  const starts = known()
    .contact.flatMap((phrase) => (phrase.length === 1 ? phrase : []))
    .filter((one) => one.length > 2 && word.startsWith(one))
  const first = starts.reduce((longest, one) => (one.length > longest.length ? one : longest), '')
  return first === '' ? word : `${first} ${word.slice(first.length)}`.trimEnd()
}

function saidIn(words: string, shielded: readonly Pick<Subject, 'no' | 'name'>[], subject: number | null): ContactSaid {
  const whole = ` ${plain(words)} `
  const about = shielded.filter(
    ({ no, name }) => no === subject || namesOf(name).some((one) => whole.includes(` ${one.join(' ')} `))
  )
  if (about.length === 0) return null
  const names = about.flatMap(({ name }) => namesOf(name))
  let said: ContactSaid = null
  for (const clause of words.split(/[.;:,!?\n]+/)) {
    const tokens = plain(clause).split(' ')
    const contacts = places(tokens, known().contact)
    if (contacts.length === 0) continue
    if (leadsTo(tokens, contacts, names)) return 'person'
    said = 'somebody'
  }
  return said
}

function namesOf(name: string): string[][] {
  return partsOf(name).map((part) => part.split(' '))
}

interface Place {
  readonly from: number
  readonly to: number
}

/** Where any of the phrases stands. */
function places(tokens: readonly string[], phrases: readonly (readonly string[])[]): Place[] {
  return tokens.flatMap((_token, from) =>
    phrases
      .filter((phrase) => phrase.every((word, at) => tokens[from + at] === word))
      .map((phrase) => ({ from, to: from + phrase.length }))
  )
}

/** Whether somebody named, or meant by "her", stands close to getting in touch, with nothing between that leads away; a clause that denies it leaves it open. */
function leadsTo(
  tokens: readonly string[],
  contacts: readonly Place[],
  names: readonly (readonly string[])[]
): boolean {
  const { person, after, away, not } = known()
  if (places(tokens, not).length > 0) return false
  // "haar advocaat" is somebody else: it is her where nothing follows, or what follows is no noun.
  const meant = places(tokens, person).filter(
    ({ to }) =>
      to === tokens.length || places(tokens.slice(to), [...after, ...known().contact]).some((one) => one.from === 0)
  )
  return [...places(tokens, names), ...meant].some((whom) =>
    contacts.some((contact) => {
      if (whom.from >= contact.from && whom.to <= contact.to) return true
      const between =
        whom.from >= contact.to ? tokens.slice(contact.to, whom.from) : tokens.slice(whom.to, contact.from)
      return between.length <= mostBetween && places(between, away).length === 0
    })
  )
}
