/** Writing HTML: escapes, lines, teasers, link lists and style sheets of a realistic size. */
import type { PageResponse, SiteView } from '../site.ts'
import { dutchTowns } from '../places.ts'

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (char) =>
    char === '&' ? '&amp;' : char === '<' ? '&lt;' : char === '>' ? '&gt;' : '&quot;'
  )
}

/** Lines become `<br>`; wa.me addresses become links where `linked`. */
export function bodyHtml(text: string, linked: boolean): string {
  const lines = escapeHtml(text).replace(/\n/g, '<br>\n')
  if (!linked || !lines.includes('wa.me/')) return lines
  return lines.replace(/(?:https:\/\/)?wa\.me\/(\d+)/, '<a href="https://wa.me/$1" rel="nofollow">App mij</a>')
}

/** Empty lines part paragraphs. */
export function paragraphs(text: string): string {
  return text
    .split('\n\n')
    .map((part) => `<p>${bodyHtml(part, false)}</p>`)
    .join('\n')
}

/** The first words of a text, cut off as lists do. */
export function teaser(text: string, length: number): string {
  const flat = text.replace(/\s+/g, ' ')
  return escapeHtml(flat.length <= length ? flat : `${flat.slice(0, flat.lastIndexOf(' ', length))} …`)
}

export function html(body: string, status = 200, headers?: Readonly<Record<string, string>>): PageResponse {
  return { status, type: 'text/html; charset=utf-8', body, ...(headers ? { headers } : {}) }
}

export function redirect(location: string, status: 301 | 302 = 301): PageResponse {
  return {
    status,
    type: 'text/html; charset=utf-8',
    body: `<a href="${location}">${location}</a>`,
    headers: { location }
  }
}

/** Links to towns, as menus have them; `href` makes the address from a town's slug. */
export function townLinks(href: (slug: string) => string, count: number, tag = 'li'): string {
  return dutchTowns
    .slice(0, count)
    .map((town) => `<${tag}><a href="${href(slug(town))}">${town}</a></${tag}>`)
    .join('\n')
}

export function slug(town: string): string {
  return town
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^a-z]+/g, '-')
}

/** The town with this slug that has adverts today, or null. */
export function townOf(view: SiteView, wanted: string): string | null {
  return view.standing.find(({ version }) => slug(version.town) === wanted)?.version.town ?? null
}

/** Style rules under a class prefix; sites carry their style sheet in the page, which makes pages as heavy as real ones. */
export function styleSheet(prefix: string, accent: string): string {
  const boxes = [
    'kop',
    'menu',
    'blok',
    'kaart',
    'titel',
    'tekst',
    'prijs',
    'plaats',
    'knop',
    'voet',
    'lijst',
    'foto',
    'zij',
    'melding',
    'label',
    'rij'
  ]
  const rules = boxes.map(
    (box, nth) =>
      `.${prefix}-${box}{display:${nth % 3 ? 'block' : 'flex'};margin:${nth}px ${nth % 5}px;padding:${4 + (nth % 7)}px;border-radius:${nth % 4}px;color:#${(2236962 + nth * 1118481).toString(16).slice(0, 6)}}\n.${prefix}-${box} a:hover{color:${accent};text-decoration:underline}\n@media(max-width:${480 + nth * 40}px){.${prefix}-${box}{padding:2px;font-size:${12 + (nth % 5)}px}}`
  )
  return `<style>body{font:16px/1.5 sans-serif;margin:0;background:#fafafa}a{color:${accent}}img{max-width:100%}\n${rules.join('\n')}</style>`
}
