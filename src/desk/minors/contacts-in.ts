/** Contacts of a child, and with whom nobody gets in touch: a guardian may be the exploiter. */
import type { Contact } from '../../contract/minors/minors.ts'
import { extract } from '../../extract/extract.ts'
import { fold } from '../../text/fold.ts'
import { wordSet } from '../../text/word-lists.ts'
import type { FileAct } from './minor-rows.ts'
import { textIn } from './minor-rows.ts'

/** Contacts as they stand on a day (YYYY-MM-DD): a block ends with its last day. */
export function contactsIn(acts: readonly FileAct[], today: string): Contact[] {
  return acts
    .filter((one) => one.act === 'contact')
    .map((one) => {
      const about = `contact:${one.no}`
      const last = acts.findLast((each) => each.about === about && (each.act === 'block' || each.act === 'unblock'))
      const set = last ?? one
      const until = textIn(set.words['until']) || null
      const blocked =
        (last === undefined ? one.words['blocked'] === true : last.act === 'block') &&
        (until === null || until >= today)
      return {
        no: one.no,
        by: one.by,
        at: one.at,
        reason: one.reason,
        name: textIn(one.words['name']),
        number: textIn(one.words['number']),
        relation: textIn(one.words['relation']),
        blocked,
        until: blocked ? until : null,
        blockedBy: blocked ? set.by : null,
        because: blocked ? set.reason : null
      }
    })
}

/**
 * The blocked contact that words or a number lead to: chosen by its number in the file, or named, whole or by a part of the name, or reached by
 * telephone, mail or account, in the text.
 */
export function blockedIn(contacts: readonly Contact[], chosen: number | undefined, words: string): Contact | null {
  const said = ` ${plain(words)} `
  const reached = waysIn(words)
  const found = contacts.find((one) => {
    if (!one.blocked) return false
    if (one.no === chosen) return true
    return (
      partsOf(one.name).some((name) => said.includes(` ${name} `)) ||
      waysIn(`${one.name} ${one.number}`).some((way) => reached.includes(way))
    )
  })
  return found ?? null
}

const leastLetters = 4
/** Small words inside names ("van den"). */
export const particles: ReadonlySet<string> = wordSet('name-particles')

/** A name, and each word of it that is written as one: "Winterkoning" is who "Karel Winterkoning" is. */
export function partsOf(name: string): string[] {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter((word) => /^\p{Lu}/u.test(word))
  const parts = words.map(plain).filter((word) => word.length >= leastLetters && !particles.has(word))
  const whole = plain(name)
  return whole.length > 2 ? [whole, ...(words.length > 1 ? parts : [])] : []
}

/** Words in one plain form: letters and digits with single spaces between. */
export function plain(text: string): string {
  return fold(text)
    .text.replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** How somebody is reached in a text, each in its normal form. */
function waysIn(text: string): string[] {
  return extract(text, { region: 'NL' }).flatMap(({ kind, value }) =>
    kind === 'phone' || kind === 'email' || kind === 'handle' ? [`${kind} ${value}`] : []
  )
}
