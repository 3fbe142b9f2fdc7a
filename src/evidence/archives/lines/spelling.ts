/** Keys of a line under other spellings of their names: capitals, `camelCase`, blanks and hyphens. */
import type { ImportNote } from '../import-note.ts'

/** Names of the texts of an advert. */
export const texts = [
  'id',
  'url',
  'site',
  'account',
  'category',
  'title',
  'body',
  'seller',
  'city',
  'phone_field',
  'price',
  'posted_at',
  'seen_at',
  'last_seen'
] as const

/** Names that mean something in a line of adverts, or in one of its pictures. */
const known: ReadonlySet<string> = new Set([
  ...texts,
  'first_seen',
  'images',
  'pdq',
  'quality',
  'state',
  'status',
  'gone',
  'deleted',
  'removed',
  'expired',
  'gone_at',
  'deleted_at',
  'removed_at',
  'expired_at'
])

/**
 * A copy with the known names spelled as they are meant; the note names those that were not. The exact name counts where both stand in the
 * line, and the first of several others; that is told as a key that stands twice, where they differ.
 */
export function spelledAsKnown(value: Readonly<Record<string, unknown>>): {
  readonly value: Readonly<Record<string, unknown>>
  readonly notes: readonly ImportNote[]
} {
  const others = Object.keys(value).flatMap((key) => {
    const name = known.has(key) ? key : meant(key)
    return name !== key && known.has(name) ? [{ key, name }] : []
  })
  if (others.length === 0) return { value, notes: [] }
  const meantValue: Record<string, unknown> = Object.assign(Object.create(null) as Record<string, unknown>, value)
  const taken: string[] = []
  const left: string[] = []
  for (const { key, name } of others) {
    if (!Object.hasOwn(meantValue, name)) {
      meantValue[name] = value[key]
      taken.push(`${JSON.stringify(key.slice(0, 80))} for "${name}"`)
    } else if (JSON.stringify(meantValue[name]) !== JSON.stringify(value[key]))
      left.push(JSON.stringify(key.slice(0, 80)))
  }
  const notes: ImportNote[] = []
  if (taken.length > 0) notes.push({ kind: 'key-spelled', words: `it says ${taken.join(', ')}: that was taken` })
  if (left.length > 0)
    notes.push({
      kind: 'key-twice',
      words: `it says ${left.join(', ')} beside the same name spelled otherwise: left out`
    })
  return { value: meantValue, notes }
}

function meant(key: string): string {
  return key
    .trim()
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll(/[\s-]+/g, '_')
    .toLowerCase()
}
