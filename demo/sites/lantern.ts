/** Lantern: English list and detail pages, `?page=` paging that answers for any number, rows instead of cards, definition lists. */
import { englishRelative } from '../calendar.ts'
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
import { englishSafety, englishTerms } from './legal.ts'
import { escapeHtml, html, paragraphs, styleSheet, teaser, townLinks } from './markup.ts'
import { loginWall } from './traps.ts'

const name = 'Lantern Listings'
const sheet = styleSheet('ll', '#0b5d4e') + furniture('ll', 9)

export const lantern: SiteMake = {
  id: 'lantern',
  name,
  language: 'en',
  region: 'NL',
  start: '/listings',
  advertPath: (_, advert) => `/listing/${advert.id}`,
  respond
}

function respond(view: SiteView, path: string, query: URLSearchParams): PageResponse | null {
  if (path === '/')
    return html(
      frame(
        view,
        name,
        '<h1>Lantern Listings</h1><p>Find company, massage and more. <a href="/listings">See all listings</a></p>'
      )
    )
  if (path === '/listings') return list(view, query)
  if (path === '/members') return loginWall(name)
  const detail = /^\/listing\/(\d+)$/.exec(path)
  const found = detail && view.byId.get(Number(detail[1]))
  return found ? listing(view, found) : null
}

/** Beyond the last page the list is empty, with status 200 and without a next link. */
function list(view: SiteView, query: URLSearchParams): PageResponse {
  const page = Math.max(1, Math.min(1_000_000, Number.parseInt(query.get('page') ?? '1', 10) || 1))
  const city = query.get('city')
  const all =
    city === null
      ? view.standing
      : view.standing.filter(({ version }) => version.town.toLowerCase().replace(/[^a-z]+/g, '-') === city)
  const { items, pages } = pageOf(all, page, 25)
  const rows = items.map(
    ({ advert, version }) =>
      `<tr><td><a href="/listing/${advert.id}">${escapeHtml(version.title)}</a><br><small>${teaser(version.body, 90)}</small></td><td>${version.town}</td><td>${version.price ?? '-'}</td><td>${age(view, advert.postedDay)}</td></tr>`
  )
  const keep = city === null ? '' : `city=${city}&amp;`
  const more =
    page < pages
      ? `<a class="ll-knop" rel="next" href="/listings?${keep}page=${page + 1}">Load more</a>`
      : '<p>No more listings.</p>'
  return html(
    frame(
      view,
      'Listings',
      `<h1>Listings${city === null ? '' : ` in ${escapeHtml(city)}`}</h1><table class="ll-lijst"><tr><th>Listing</th><th>City</th><th>Rate</th><th>Posted</th></tr>${rows.join('\n')}</table>${more}`
    )
  )
}

function listing(view: SiteView, { advert, version }: Standing): PageResponse {
  const photos = picturePaths(view, advert)
    .map((path) => `<figure><img src="${path}" alt=""></figure>`)
    .join('')
  const others = related(view, advert, 5).map(
    (other) =>
      `<div class="ll-kaart"><h4><a href="/listing/${other.advert.id}">${escapeHtml(other.version.title)}</a></h4><p>${teaser(other.version.body, 190)}</p></div>`
  )
  return html(
    frame(
      view,
      version.title,
      `<section id="listing"><h2>${escapeHtml(version.title)}</h2>
<dl class="ll-rij"><dt>City</dt><dd>${version.town}</dd><dt>Rate</dt><dd>${version.price ?? 'ask'}</dd><dt>Posted</dt><dd>${age(view, advert.postedDay)}</dd><dt>Member</dt><dd>${escapeHtml(advert.account)}</dd><dt>Phone</dt><dd>${escapeHtml(version.contact ?? 'not shown')}</dd><dt>Listing id</dt><dd>LL-${advert.id}</dd></dl>
${photos}<div class="ll-tekst">${paragraphs(version.body)}</div></section>
<section class="ll-zij"><h3>Similar listings</h3>${others.join('\n')}</section>`
    )
  )
}

function age(view: SiteView, postedDay: number): string {
  return englishRelative(view.world.today, postedDay, view.now)
}

function frame(view: SiteView, title: string, main: string): string {
  return `<!DOCTYPE html>
<html lang="en"><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>${escapeHtml(title)} - ${name}</title>${sheet}<script>window.dataLayer=[];function track(){dataLayer.push(arguments)}</script></head>
<body><div class="ll-kop"><a href="/">${name}</a> | <a href="/listings">Listings</a> | <a href="/members">Members only</a> | Help desk ${view.siteNumber}</div>
<div class="ll-zij"><h3>Cities</h3><ul>${townLinks((town) => `/listings?city=${town}`, 24)}</ul></div>
<div class="ll-blok">${main}</div>
<div class="ll-voet">${englishTerms}${englishSafety}<p>Help desk: ${view.siteNumber}, desk@lantern-listings.example</p><p>Copyright ${name}. Part of the Harbour Media group of invented websites.</p></div></body></html>`
}
