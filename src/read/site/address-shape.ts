/** Compares addresses by their make: whether two of them are pages of one kind, as the adverts of a site are. */
import { anyPattern } from '../../text/word-lists.ts'

/** What of an address decides: host, path in segments, query in pairs. */
interface AddressParts {
  readonly host: string
  readonly segments: readonly string[]
  readonly query: ReadonlyMap<string, string>
}

/**
 * Says of other canonical addresses whether each is of the make of `own` and another page: same host, as many segments,
 * the same query names, and different in what looks like an id or a slug. `/ad/12-ede` and `/ad/9-oss` are;
 * `/ad/12` and `/list/12` are, for a category may stand in the path; `/over-ons` and `/contact` are not.
 */
export function alikeTo(own: string): (other: string) => boolean {
  const left = partsOf(own)
  const last = left.segments.length - 1
  const lastOwn = left.segments[last] as string
  const folder = own.slice(0, own.lastIndexOf('/') + 1)
  return (other) => {
    if (other === own || !other.startsWith(left.host) || other.indexOf('?') >= 0 !== left.query.size > 0) return false
    if (left.query.size === 0) {
      const end = other.lastIndexOf('/') + 1
      const lastOther = other.slice(end)
      const inFolder = end === folder.length && other.startsWith(folder)
      if (lastOther !== lastOwn && !isId(lastOwn, lastOther) && !(inFolder && isWord(lastOwn) && isWord(lastOther)))
        return false
    }
    const right = partsOf(other)
    if (
      right.host !== left.host ||
      right.segments.length !== left.segments.length ||
      right.query.size !== left.query.size
    )
      return false
    let identified = false
    let differs = 0
    for (let i = 0; i <= last; i++) {
      const a = left.segments[i] as string
      const b = right.segments[i] as string
      if (a === b) continue
      differs++
      if (isId(a, b) || (i === last && i > 0 && differs === 1 && isWord(a) && isWord(b))) identified = true
      else if (i === last || /\d/.test(a) !== /\d/.test(b)) return false
      if (i === last && differs > 1 && skeleton(a) !== skeleton(b)) return false
    }
    if (differs > 1 && accountHref.test(other) !== accountHref.test(own)) return false
    for (const [name, value] of left.query) {
      const there = right.query.get(name)
      if (there === undefined) return false
      if (there === value) continue
      if (pagingName.test(name) || !isId(value, there)) return false
      identified = true
    }
    return identified
  }
}

/** True when the address itself says that it is one page of several: `?page=3`, `/pagina/2`. */
export function isPagedAddress(url: string): boolean {
  return pagedAddress.test(url)
}

/** An address that names an account in its first group: `/user/anna82`, `profile.php?id=5`. */
export const accountHref = new RegExp(
  String.raw`(?:^|[/?&=._-])(?:${anyPattern('account-paths')})(?:s|\.php|\.aspx?)?[/=?](?:id=|name=|u=|user=)?([\w.%@~+-]{1,80})`,
  'i'
)

const pagingName = new RegExp(`^(?:${anyPattern('paging-parameters')})$`, 'i')
const pagedAddress = new RegExp(
  String.raw`[?&](?:${anyPattern('paging-parameters', '')})=\d|\/(?:page|pagina|seite|strona|oldal)[/-]?\d{1,5}(?:[/?.]|$)`,
  'i'
)

function partsOf(url: string): AddressParts {
  const pathAt = url.indexOf('/', url.indexOf('//') + 2)
  const queryAt = url.indexOf('?', pathAt)
  const path = queryAt < 0 ? url.slice(pathAt) : url.slice(pathAt, queryAt)
  const query = new Map<string, string>()
  if (queryAt >= 0) {
    for (const pair of url.slice(queryAt + 1).split('&')) {
      const equals = pair.indexOf('=')
      if (equals < 0) query.set(pair, '')
      else query.set(pair.slice(0, equals), pair.slice(equals + 1))
    }
  }
  return { host: url.slice(0, pathAt), segments: path.split('/').slice(1), query }
}

/** Two values that name things: both numbers or with a number in them, both slugs, or short codes of which one has a digit. */
function isId(a: string, b: string): boolean {
  const left = /\d/.test(a)
  const right = /\d/.test(b)
  if (left && right) return /^\d+$/.test(a) === /^\d+$/.test(b)
  if (slug.test(a) && slug.test(b)) return true
  return left !== right && code.test(a) && code.test(b) && Math.abs(a.length - b.length) <= 2
}

/** `massage-in-ede-12.html` as `s-9.s`. */
function skeleton(segment: string): string {
  return segment.replace(/[a-z]+(?:[-_][a-z]+)*/gi, 's').replace(/\d+/g, '9')
}

function isWord(segment: string): boolean {
  return segment !== '' && !segment.includes('.')
}

const slug = /[-_][^-_]+[-_]/
const code = /^[a-z0-9]{1,12}$/i
