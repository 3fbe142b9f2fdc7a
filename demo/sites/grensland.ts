/** Grensland: an old site in Dutch, French and German, tables and font tags, served as windows-1252. */
import { dateOf, dutchDate } from '../calendar.ts'
import {
  pageOf,
  picturePaths,
  related,
  type PageResponse,
  type SiteMake,
  type SiteView,
  type Standing
} from '../site.ts'
import { furniture } from './furniture.ts'
import { frenchTerms } from './legal.ts'
import { bodyHtml, escapeHtml, styleSheet, teaser } from './markup.ts'

const name = 'Grensland Annonces'
const sheet = styleSheet('gl', '#8a0000') + furniture('gl', 9)

export const grensland: SiteMake = {
  id: 'grensland',
  name,
  language: 'fr',
  region: 'NL',
  start: '/index.php',
  charset: 'windows-1252',
  advertPath: (_, advert) => `/annonce.php?id=${advert.id}`,
  respond
}

function respond(view: SiteView, path: string, query: URLSearchParams): PageResponse | null {
  if (path === '/') return list(view, 1)
  if (path === '/index.php') return list(view, Number.parseInt(query.get('blz') ?? '1', 10) || 1)
  if (path !== '/annonce.php') return null
  const found = view.byId.get(Number(query.get('id')))
  return found ? advertPage(view, found) : null
}

/** Half of the pages name their character set in the header, the others in a meta element only, with the older name. */
function page(view: SiteView, title: string, main: string, inHeader: boolean): PageResponse {
  const meta = inHeader ? '' : '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">'
  return {
    status: 200,
    type: inHeader ? 'text/html; charset=windows-1252' : 'text/html',
    body: `<HTML><HEAD>${meta}<TITLE>${escapeHtml(title)} - ${name}</TITLE>${sheet}</HEAD><BODY BGCOLOR="#ffffee">
<CENTER><FONT SIZE="5" COLOR="#8a0000"><B>${name}</B></FONT><BR><A HREF="/index.php">Accueil - Start - Übersicht</A> | Tél. rédaction ${view.siteNumber}</CENTER><HR>
${main}
<HR><FONT SIZE="1">${frenchTerms}<P>© ${name} - déjà vingt ans - info@grensland-annonces.example - ${view.siteNumber}</P></FONT></BODY></HTML>`
  }
}

function list(view: SiteView, number: number): PageResponse | null {
  const { items, pages } = pageOf(view.standing, number, 20)
  if (number < 1 || number > pages) return null
  const rows = items.map(
    ({ advert, version }) =>
      `<TR><TD><FONT SIZE="2">${dutchDate(dateOf(view.world.today, advert.postedDay))}</FONT><TD><A HREF="annonce.php?id=${advert.id}">${escapeHtml(version.title)}</A><BR><FONT SIZE="2">${teaser(version.body, 100)}</FONT><TD>${version.town}`
  )
  const links = Array.from({ length: pages }, (_, nth) =>
    nth + 1 === number ? `<B>${nth + 1}</B>` : `<A HREF="index.php?blz=${nth + 1}">${nth + 1}</A>`
  )
  return page(
    view,
    'Annonces',
    `<TABLE BORDER="1" WIDTH="100%">${rows.join('\n')}</TABLE><P>Page ${links.join(' ')}</P>`,
    number % 2 === 0
  )
}

function advertPage(view: SiteView, { advert, version }: Standing): PageResponse {
  const photos = picturePaths(view, advert)
    .map((path) => `<IMG SRC="${path}" BORDER="0" ALT="">`)
    .join(' ')
  const others = related(view, advert, 4).map(
    (other) =>
      `<LI><A HREF="annonce.php?id=${other.advert.id}">${escapeHtml(other.version.title)}</A> (${other.version.town}): ${teaser(other.version.body, 140)}`
  )
  const row = (label: string, value: string): string =>
    `<TR><TD BGCOLOR="#eeeecc"><FONT SIZE="2">${label}</FONT></TD><TD>${value}</TD></TR>\n`
  return page(
    view,
    version.title,
    `<TABLE WIDTH="100%" CELLPADDING="6">${row('Titre', `<B>${escapeHtml(version.title)}</B>`)}${row('Lieu / plaats', version.town)}${row('Prix / prijs', version.price ?? '-')}${row('Date', dutchDate(dateOf(view.world.today, advert.postedDay)))}${row('Texte', `<FONT FACE="Verdana" SIZE="2">${bodyHtml(version.body, false)}</FONT>`)}${row('Tél.', escapeHtml(version.contact ?? '-'))}${row('Pseudo', escapeHtml(advert.account))}${row('Photos', photos || '-')}${row('N°', String(advert.id))}</TABLE>
<P><B>Voir aussi / zie ook</B><UL>${others.join('\n')}</UL>`,
    advert.id % 2 === 0
  )
}
