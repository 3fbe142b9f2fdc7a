/** What of an address tells one advert of a site from another: its number or its slug. */

/** Digits that are a number of their own, wherever they stand: shorter ones are numbers of a page in a folder. */
const strongDigits = 4

/**
 * The number of an advert by its address. A long number in the last part of the path, or a slug of several words there, stands for itself
 * under any path; a short one counts with its path. Where the last part is anybody's (`view.php`), the parts of the query that hold digits
 * count. `telling`: parameters that are known to change the page count always.
 */
export function numberOf(url: string, telling: ReadonlySet<string>): string {
  const { pathname, search } = new URL(url)
  const pairs = search.slice(1).split('&')
  const known = pairs.filter((pair) => telling.has(pair.split('=', 1)[0] ?? '')).sort()
  const last = pathname.split('/').findLast((part) => part !== '') ?? ''
  const digits = longest(last.match(/\d+/g) ?? [])
  if (digits.length >= strongDigits) return [digits, ...known].join('&')
  if (last.split('-').length >= 3) return [last.toLowerCase(), ...known].join('&')
  if (digits !== '') return [pathname, ...known].join('&')
  return [pathname, ...new Set([...known, ...pairs.filter((pair) => /\d/.test(pair))])].join('&')
}

/** The address without its one number, null where it holds none or several: two of one make that differ in it are two pages of one kind. */
export function makeOf(url: string): string | null {
  const { pathname, search } = new URL(url)
  const whole = `${pathname}${search}`
  return (whole.match(/\d+/g) ?? []).length === 1 ? whole.replace(/\d+/, '0') : null
}

/** True where two addresses end in the same number or word: what a page names as its own address is then taken at its word. */
export function endsAlike(a: string, b: string): boolean {
  const end = ends(a)
  return end !== '' && end === ends(b)
}

function ends(url: string): string {
  const { pathname } = new URL(url)
  const last = pathname.split('/').findLast((part) => part !== '') ?? ''
  return longest(last.match(/\d+/g) ?? []) || last.toLowerCase()
}

function longest(texts: readonly string[]): string {
  return texts.reduce((best, one) => (one.length > best.length ? one : best), '')
}
