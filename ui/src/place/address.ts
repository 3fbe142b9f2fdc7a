/** The short address that reproduces a view: parsing, writing and matching it to a screen. Pure. */

export interface Place {
  readonly path: string
  readonly query: Readonly<Record<string, string>>
}

export type Screen =
  | { readonly name: 'home' }
  | { readonly name: 'queue' }
  | { readonly name: 'search' }
  | { readonly name: 'advert'; readonly id: number }
  | { readonly name: 'network'; readonly id: number }
  | { readonly name: 'fact' }
  | { readonly name: 'links' }
  | { readonly name: 'duel' }
  | { readonly name: 'sources' }
  | { readonly name: 'proposals' }
  | { readonly name: 'cases'; readonly id: string | null }
  | { readonly name: 'minors'; readonly id: string | null }
  | { readonly name: 'partners'; readonly id: string | null }
  | { readonly name: 'deconfliction' }
  | { readonly name: 'second-looks' }
  | { readonly name: 'requests' }
  | { readonly name: 'grave' }
  | { readonly name: 'ledger' }
  | { readonly name: 'admin' }
  | { readonly name: 'audit' }
  | { readonly name: 'settings' }
  | { readonly name: 'signs' }
  | { readonly name: 'figures' }
  | { readonly name: 'research' }
  | { readonly name: 'phenomena' }
  | { readonly name: 'exercises' }
  | { readonly name: 'reports'; readonly id: string | null }
  | { readonly name: 'report-status' }
  | { readonly name: 'unknown' }

/** Parses a path with query ("/search?q=x"); a name given twice keeps its last value. */
export function parsePlace(address: string): Place {
  const cut = address.indexOf('?')
  const path = cut < 0 ? address : address.slice(0, cut)
  const query: Record<string, string> = {}
  for (const [name, value] of new URLSearchParams(cut < 0 ? '' : address.slice(cut + 1))) query[name] = value
  return { path: path === '' ? '/' : path, query }
}

/** Writes a place as an address; empty values are left out and names are sorted, so that equal views have equal addresses. */
export function formatPlace(
  path: string,
  query: Readonly<Record<string, string | number | null | undefined>> = {}
): string {
  const kept = Object.entries(query)
    .filter((pair): pair is [string, string | number] => pair[1] !== null && pair[1] !== undefined && pair[1] !== '')
    .map(([name, value]): [string, string] => [name, String(value)])
    .toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  const text = new URLSearchParams(kept).toString()
  return text === '' ? path : `${path}?${text}`
}

/** The screen at a path. */
export function screenAt(path: string): Screen {
  if (path === '/') return { name: 'home' }
  if (path === '/signals') return { name: 'queue' }
  if (path === '/search') return { name: 'search' }
  if (path === '/fact') return { name: 'fact' }
  if (path === '/links') return { name: 'links' }
  if (path === '/duel') return { name: 'duel' }
  if (path === '/sources') return { name: 'sources' }
  if (path === '/proposals') return { name: 'proposals' }
  if (path === '/deconfliction') return { name: 'deconfliction' }
  if (path === '/second-looks') return { name: 'second-looks' }
  if (path === '/requests') return { name: 'requests' }
  if (path === '/grave') return { name: 'grave' }
  if (path === '/ledger') return { name: 'ledger' }
  if (path === '/audit') return { name: 'audit' }
  if (path === '/admin') return { name: 'admin' }
  if (path === '/signs') return { name: 'signs' }
  if (path === '/exercises') return { name: 'exercises' }
  if (path === '/figures') return { name: 'figures' }
  if (path === '/research') return { name: 'research' }
  if (path === '/phenomena') return { name: 'phenomena' }
  if (path === '/settings') return { name: 'settings' }
  if (path === '/report-status') return { name: 'report-status' }
  const report = /^\/reports(?:\/(new|M-[0-9]{4}-[0-9]{5,9}))?$/.exec(path)
  if (report !== null) return { name: 'reports', id: report[1] ?? null }
  const file = /^\/(cases|minors|partners)(?:\/([0-9a-f-]{36}))?$/.exec(path)
  if (file !== null) return { name: file[1] as 'cases' | 'minors' | 'partners', id: file[2] ?? null }
  const item = /^\/(adverts|networks)\/([1-9][0-9]{0,14})$/.exec(path)
  if (item === null) return { name: 'unknown' }
  return { name: item[1] === 'adverts' ? 'advert' : 'network', id: Number(item[2]) }
}

/** The address of the page of a number, address, handle, name or place. */
export function factAddress(kind: string, value: string): string {
  return formatPlace('/fact', { kind, value })
}
