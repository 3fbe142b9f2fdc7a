/** Words to the sender of a report name no person, number or case: what does is found before they are sent. */
import { extract } from '../../extract/extract.ts'
import type { Tx } from '../../store/ground.ts'
import { once } from '../../text/places.ts'
import { wordSet } from '../../text/word-lists.ts'

const named: ReadonlySet<string> = new Set(['phone', 'email', 'handle', 'url', 'name'])
/** What is called by a number here, and numbers of files elsewhere: five digits in a row, or letters, a year and digits. */
const files =
  /\b(?:zaak|zaken|dossier|melding|signaal|netwerk|advertentie|case|file|report|signal|network|advert)\s*(?:nr\.?|no\.?|nummer|number)?\s*[:#]?\s*\d+|\b\p{Lu}{1,5}[-\s]?\d{4}[-\s]?\d{2,}|\d{5,}/iu
const titles = /\b(?:[Mm]eneer|[Mm]evrouw|[Dd]e heer|[Dd]hr\.?|[Mm]evr\.?|[Mm]w\.?|[Mm]rs?\.?|[Mm]s\.?)\s+\p{Lu}\p{L}*/u
/** Two names in a row inside a sentence. */
const names = /(?<=[\p{Ll},;:]\s)\p{Lu}\p{Ll}+\s+(?:(?:van|de|der|den|ter|ten)\s+)*\p{Lu}\p{Ll}+/gu

const organisations = once(() => wordSet('organisation-words'))

/** "Veilig Thuis" is nobody. */
function isOrganisation(name: string): boolean {
  return name.split(/\s+/).every((word) => organisations().has(word.toLowerCase()))
}

/** The first thing in the words that names a person, a number or a case, or null. Accounts are known by their names. */
export async function namedIn(tx: Tx, words: string): Promise<string | null> {
  const facts = extract(words, { region: 'NL' })
  const fact = facts.find(({ kind }) => named.has(kind))
  if (fact !== undefined) return fact.raw
  const found = files.exec(words) ?? titles.exec(words)
  if (found !== null) return found[0]
  const places = facts.filter(({ kind }) => kind === 'place')
  const isPlace = (at: number): boolean => places.some(({ start, end }) => at >= start && at < end)
  const name = [...words.matchAll(names)].find((match) => !isPlace(match.index) && !isOrganisation(match[0]))
  if (name !== undefined) return name[0]
  const { rows } = await tx.query<{ name: string }>(
    `select name from app_user where length(name) > 3 and position(lower(name) in lower($1)) > 0 limit 1`,
    [words]
  )
  return rows[0]?.name ?? null
}
