/** Contacts of a child, and with whom nobody gets in touch: a guardian may be the exploiter. */
import type { Contact } from '../../contract/minors/minors.ts'
import { extract } from '../../extract/extract.ts'
import { fold } from '../../text/fold.ts'
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

/** The blocked contact that words or a number lead to: chosen by its number in the file, or named, or rung, in the text. */
export function blockedIn(contacts: readonly Contact[], chosen: number | undefined, words: string): Contact | null {
  const said = plain(words)
  const rung = phonesIn(words)
  const found = contacts.find((one) => {
    if (!one.blocked) return false
    if (one.no === chosen) return true
    const name = plain(one.name).trim()
    return (
      (name.length > 2 && ` ${said} `.includes(` ${name} `)) ||
      phonesIn(one.number).some((number) => rung.includes(number))
    )
  })
  return found ?? null
}

/** Words in one plain form: letters and digits with single spaces between. */
export function plain(text: string): string {
  return fold(text)
    .text.replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

function phonesIn(text: string): string[] {
  return extract(text, { region: 'NL' }).flatMap(({ kind, value }) => (kind === 'phone' ? [value] : []))
}
