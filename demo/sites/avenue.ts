/** Avenue: profiles with JSON-LD, div soup and a compressed body; Dutch and English mixed. */
import { clock, dateOf, isoDate } from '../calendar.ts'
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
import { englishTerms } from './legal.ts'
import { bodyHtml, escapeHtml, html, redirect, styleSheet, teaser, townLinks } from './markup.ts'
import { suspended } from './traps.ts'

const name = 'Avenue Companions'
const sheet = styleSheet('av', '#5b2a86') + furniture('av', 9)

export const avenue: SiteMake = {
  id: 'avenue',
  name,
  language: 'en',
  region: 'NL',
  start: '/en/',
  gzip: true,
  advertPath: (_, advert) => `/en/profile/${advert.id}/`,
  respond
}

function respond(view: SiteView, path: string, query: URLSearchParams): PageResponse | null {
  if (path === '/') return redirect('/en/', 302)
  if (path === '/robots.txt')
    return { status: 200, type: 'text/plain', body: 'User-agent: *\nDisallow: /cart\nCrawl-delay: 0\n' }
  if (path === '/en/') return list(view, 1)
  if (path === '/en/browse/') return list(view, Number.parseInt(query.get('p') ?? '1', 10) || 1)
  if (path === '/en/partner/') return suspended(name)
  const detail = /^\/en\/profile\/(\d+)(\/?)$/.exec(path)
  const found = detail && view.byId.get(Number(detail[1]))
  if (!found) return null
  return detail[2] === '' ? redirect(avenue.advertPath(view, found.advert)) : profile(view, found)
}

function list(view: SiteView, page: number): PageResponse | null {
  const { items, pages } = pageOf(view.standing, page, 36)
  if (page < 1 || page > pages) return null
  const tiles = items.map(
    ({ advert, version }) =>
      `<div class="av-kaart"><div><a href="/en/profile/${advert.id}/">${escapeHtml(version.title)}</a></div><div>${version.town}</div><div>${teaser(version.body, 70)}</div></div>`
  )
  const numbers = Array.from({ length: pages }, (_, nth) => `<a href="/en/browse/?p=${nth + 1}">${nth + 1}</a>`)
  return html(
    frame(
      view,
      'Browse',
      `<div class="av-lijst">${tiles.join('\n')}</div><div class="av-rij">${numbers.join(' ')}</div>`,
      ''
    )
  )
}

function profile(view: SiteView, { advert, version }: Standing): PageResponse {
  const pictures = picturePaths(view, advert)
  const iso = `${isoDate(dateOf(view.world.today, advert.postedDay))}T${clock(advert.postedMinute)}:00+01:00`
  const data = {
    '@context': 'https://schema.org',
    '@type': 'Offer',
    name: version.title,
    description: version.body,
    datePosted: iso,
    url: `${view.origin}${avenue.advertPath(view, advert)}`,
    areaServed: { '@type': 'City', name: version.town },
    ...(version.price === null ? {} : { price: version.price.replace(/\D/g, ''), priceCurrency: 'EUR' }),
    offeredBy: {
      '@type': 'Person',
      name: advert.name,
      ...(version.contact === null ? {} : { telephone: version.contact })
    },
    image: pictures.map((path) => view.origin + path)
  }
  const ld = `<script type="application/ld+json">${JSON.stringify(data).replaceAll('<', '\\u003c')}</script>`
  const others = related(view, advert, 8).map(
    (other) =>
      `<div class="av-kaart"><a href="/en/profile/${other.advert.id}/">${escapeHtml(other.version.title)}</a><div>${teaser(other.version.body, 220)}</div></div>`
  )
  return html(
    frame(
      view,
      version.title,
      `<div class="av-blok"><div class="av-titel">${escapeHtml(version.title)}</div><div class="av-plaats">${version.town} &middot; ${version.price ?? 'on request'}</div>
<div class="av-foto">${pictures.map((path) => `<img src="${path}" alt="">`).join('')}</div>
<div class="av-tekst"><div>${bodyHtml(version.body, true)}</div></div>
${version.contact === null ? '' : `<div class="av-knop"><a href="tel:${escapeHtml(version.phones[0] ?? '')}">Call ${escapeHtml(version.contact)}</a></div>`}<div class="av-label">Member ${escapeHtml(advert.account)}</div></div>
<div class="av-zij"><div>You may also like</div>${others.join('\n')}</div>`,
      ld
    )
  )
}

function frame(view: SiteView, title: string, main: string, head: string): string {
  const site = JSON.stringify({
    '@context': 'https://schema.org',
    '@type': 'Organization',
    name,
    telephone: view.siteNumber,
    email: 'hello@avenue-companions.example'
  })
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(title)} | ${name}</title>${sheet}<script type="application/ld+json">${site}</script>${head}</head>
<body><div class="av-kop"><a href="/en/">${name}</a> <a href="/en/partner/">Partner</a> <a href="/cart">Cart</a> Support: ${view.siteNumber}</div>
${main}
<div class="av-voet"><div class="av-menu">${townLinks((town) => `/en/#${town}`, 40, 'span')}</div>${englishTerms}<div>${name} support ${view.siteNumber}</div></div></body></html>`
}
