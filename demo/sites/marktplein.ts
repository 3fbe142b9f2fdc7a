/** Marktplein: goods, services, rooms and company; sitemap index, robots.txt with rules, an agenda without end. */
import { dateOf, dutchDate, isoDate } from '../calendar.ts'
import {
  related,
  pageOf,
  picturePaths,
  type PageResponse,
  type SiteMake,
  type SiteView,
  type Standing
} from '../site.ts'
import { furniture } from './furniture.ts'
import { dutchTerms } from './legal.ts'
import { bodyHtml, escapeHtml, html, styleSheet, teaser, townLinks } from './markup.ts'
import { agenda, internal } from './traps.ts'

const name = 'Marktplein'
const sheet = styleSheet('mp', '#1d4f91') + furniture('mp', 9)
const sections = {
  company: 'contact',
  massage: 'gezondheid',
  goods: 'spullen',
  services: 'diensten',
  rooms: 'wonen',
  work: 'werk'
} as const

export const marktplein: SiteMake = {
  id: 'marktplein',
  name,
  language: 'nl',
  region: 'NL',
  start: '/',
  advertPath: (_, advert) => `/${sections[advert.category]}/m${advert.id}.html`,
  respond
}

function respond(view: SiteView, path: string): PageResponse | null {
  if (path === '/robots.txt') return { status: 200, type: 'text/plain; charset=utf-8', body: robots(view) }
  if (path === '/sitemap.xml') return sitemapIndex(view)
  if (path.startsWith('/intern/')) return internal(name)
  if (path.startsWith('/agenda/')) return agenda(view, name, path)
  const map = /^\/sitemap-(\d+)\.xml$/.exec(path)
  if (map) return sitemap(view, Number(map[1]))
  if (path === '/') return home(view)
  const section = /^\/(contact|gezondheid|spullen|diensten|wonen|werk)\/(?:p(\d+)\.html)?$/.exec(path)
  if (section) return list(view, section[1] ?? '', Number(section[2] ?? 1))
  const detail = /^\/[a-z]+\/m(\d+)\.html$/.exec(path)
  const found = detail && view.byId.get(Number(detail[1]))
  return found && marktplein.advertPath(view, found.advert) === path ? advertPage(view, found) : null
}

function robots(view: SiteView): string {
  return `# ${name}\nUser-agent: *\nDisallow: /intern/\nAllow: /intern/pers$\nDisallow: /*?sort=\nDisallow: /reageer/\n\nUser-agent: graaibot\nDisallow: /\n\nSitemap: ${view.origin}/sitemap.xml\n`
}

function sitemapIndex(view: SiteView): PageResponse {
  const count = Math.max(1, Math.ceil(view.standing.length / 200))
  const maps = Array.from(
    { length: count },
    (_, nth) => `<sitemap><loc>${view.origin}/sitemap-${nth + 1}.xml</loc></sitemap>`
  )
  return {
    status: 200,
    type: 'application/xml',
    body: `<?xml version="1.0" encoding="UTF-8"?>\n<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${maps.join('\n')}\n</sitemapindex>\n`
  }
}

function sitemap(view: SiteView, number: number): PageResponse | null {
  const { items, pages } = pageOf(view.standing, number, 200)
  if (number < 1 || number > pages) return null
  const urls = items.map(
    ({ advert }) =>
      `<url><loc>${view.origin}${marktplein.advertPath(view, advert)}</loc><lastmod>${isoDate(dateOf(view.world.today, advert.postedDay))}</lastmod></url>`
  )
  return {
    status: 200,
    type: 'application/xml',
    body: `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${urls.join('\n')}\n</urlset>\n`
  }
}

/** Only the newest are linked; older adverts are reached by the sections and the sitemap. */
function home(view: SiteView): PageResponse {
  return html(frame(view, name, `<h1>Nieuw op ${name}</h1>${cards(view, view.standing.slice(0, 24))}`))
}

/** The sections stop at five pages, as some sites do; what is older stands in the sitemap alone. */
function list(view: SiteView, section: string, page: number): PageResponse | null {
  const all = view.standing.filter(({ advert }) => sections[advert.category] === section)
  const { items, pages } = pageOf(all, page, 20)
  if (page < 1 || page > Math.min(pages, 5)) return null
  const next = page < Math.min(pages, 5) ? `<a href="/${section}/p${page + 1}.html">&raquo; meer</a>` : ''
  return html(frame(view, section, `<h1>${section}</h1>${cards(view, items)}<div class="mp-rij">${next}</div>`))
}

function cards(view: SiteView, items: readonly Standing[]): string {
  return `<ul class="mp-lijst">${items.map(({ advert, version }) => `<li><a href="${marktplein.advertPath(view, advert)}">${escapeHtml(version.title)}</a> <em>${version.price ?? 'bieden'}</em><div>${teaser(version.body, 120)}</div><span>${version.town}, ${dutchDate(dateOf(view.world.today, advert.postedDay))}</span></li>`).join('\n')}</ul>`
}

function advertPage(view: SiteView, { advert, version }: Standing): PageResponse {
  const photos = picturePaths(view, advert)
    .map((path) => `<img src="${path}" alt="">`)
    .join('')
  return html(
    frame(
      view,
      version.title,
      `<div class="mp-kruimel"><a href="/">Home</a> &gt; <a href="/${sections[advert.category]}/">${sections[advert.category]}</a></div>
<div class="mp-twee"><div class="mp-links"><h1>${escapeHtml(version.title)}</h1><div class="mp-foto">${photos}</div><div class="mp-omschrijving" data-lang="nl">${bodyHtml(version.body, false)}</div></div>
<div class="mp-rechts"><strong>${version.price ?? 'Bieden'}</strong><ul><li>Plaats: ${version.town}</li><li>Sinds: ${dutchDate(dateOf(view.world.today, advert.postedDay))}</li><li>Aanbieder: ${escapeHtml(advert.account)}</li>${version.contact === null ? '' : `<li>Telefoon: ${escapeHtml(version.contact)}</li>`}<li>Advertentie m${advert.id}</li><li>${advert.id % 97} keer bekeken</li></ul><a href="/reageer/${advert.id}" rel="nofollow">Stuur bericht</a></div></div>
<h3>Meer in deze rubriek</h3>${cards(view, related(view, advert, 8))}`
    )
  )
}

function frame(view: SiteView, title: string, main: string): string {
  const today = view.world.today
  const links = Object.values(sections)
    .map((section) => `<a href="/${section}/">${section}</a>`)
    .join(' ')
  return `<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>${escapeHtml(title)} - ${name}</title>${sheet}</head><body>
<header class="mp-kop"><a href="/">${name}</a> ${links} <a href="/agenda/${Number(today.slice(0, 4))}/${Number(today.slice(5, 7))}">Agenda</a> <a href="/intern/start">Intern</a> <a href="/?sort=prijs">Sorteer</a></header>
<main class="mp-blok">${main}</main>
<footer class="mp-voet"><h4>Populaire plaatsen</h4><ul class="mp-menu">${townLinks((town) => `/?plaats=${town}`, 16)}</ul>${dutchTerms}<p>Klantenservice ${view.siteNumber} (werkdagen 9.00-17.00), hulp@marktplein.example, KvK 12345678, IBAN NL91ABNA0417164300</p></footer></body></html>`
}
