/** Stadskompas: Dutch list and detail pages with paging in the path, towns in the menu, tips with example texts. */
import { dutchRelative } from '../calendar.ts'
import {
  related,
  pageOf,
  picturePaths,
  type PageResponse,
  type SiteMake,
  type SiteView,
  type Standing
} from '../site.ts'
import { publicTexts } from '../text/public.ts'
import { furniture } from './furniture.ts'
import { dutchSafety, dutchTerms } from './legal.ts'
import { bodyHtml, escapeHtml, html, redirect, slug, styleSheet, teaser, townLinks, townOf } from './markup.ts'
import { cookieWall, gonePage, slowPage } from './traps.ts'

const name = 'Stadskompas'
const sheet = styleSheet('sk', '#7a1f5c') + furniture('sk', 8)

export const kompas: SiteMake = {
  id: 'kompas',
  name,
  language: 'nl',
  region: 'NL',
  start: '/',
  advertPath: (_, advert) => `/advertentie/${advert.id}-${slug(advert.versions[0]?.town ?? '')}`,
  respond
}

function respond(view: SiteView, path: string): PageResponse | null {
  if (path === '/') return list(view, view.standing, 1, '/pagina/', 'Alle advertenties')
  if (path === '/robots.txt')
    return { status: 200, type: 'text/plain', body: 'User-agent: *\nDisallow: /zoek\nDisallow: /statistiek/intern\n' }
  if (path === '/tips') return tips(view)
  if (path === '/welkom') return cookieWall(name)
  if (path === '/statistiek') return slowPage(name, 600)
  const paged = /^\/pagina\/(\d+)$/.exec(path)
  if (paged) return list(view, view.standing, Number(paged[1]), '/pagina/', 'Alle advertenties')
  const short = /^\/a\/(\d+)$/.exec(path)
  const moved = short && view.byId.get(Number(short[1]))
  if (moved) return redirect(kompas.advertPath(view, moved.advert))
  const town = /^\/regio\/([a-z-]+)$/.exec(path)
  if (town) return region(view, town[1] ?? '')
  const detail = /^\/advertentie\/(\d+)-[a-z-]*$/.exec(path)
  if (!detail) return null
  const found = view.byId.get(Number(detail[1]))
  return found ? advertPage(view, found) : gonePage(name, 410)
}

function list(
  view: SiteView,
  all: readonly Standing[],
  page: number,
  base: string,
  heading: string
): PageResponse | null {
  const { items, pages } = pageOf(all, page, 30)
  if (page < 1 || page > pages) return null
  const cards = items.map(
    ({
      advert,
      version
    }) => `<article class="sk-kaart"><h3 class="sk-titel"><a href="${kompas.advertPath(view, advert)}">${escapeHtml(version.title)}</a></h3>
<p class="sk-tekst">${teaser(version.body, 110)}</p><span class="sk-plaats">${version.town}</span> <span class="sk-prijs">${version.price ?? ''}</span> <time>${posted(view, { advert, version })}</time></article>`
  )
  const links = [
    page > 1 ? `<a rel="prev" href="${base}${page - 1}">Vorige</a>` : '',
    page < pages ? `<a rel="next" href="${base}${page + 1}">Volgende</a>` : ''
  ]
  return html(
    frame(
      view,
      heading,
      `<h1>${heading}</h1><div class="sk-lijst">${cards.join('\n')}</div><nav class="sk-rij">${links.join(' ')} pagina ${page} van ${pages}</nav>`
    )
  )
}

function region(view: SiteView, wanted: string): PageResponse {
  const town = townOf(view, wanted)
  if (town === null)
    return html(
      frame(view, 'Niets gevonden', '<h1>Niets gevonden</h1><p>In deze plaats staan vandaag geen advertenties.</p>')
    )
  const there = view.standing.filter(({ version }) => version.town === town).slice(0, 30)
  return list(view, there, 1, '/pagina/', `Advertenties in ${town}`) ?? html(frame(view, town, ''))
}

function advertPage(view: SiteView, { advert, version }: Standing): PageResponse {
  const photos = picturePaths(view, advert).map(
    (path) => `<img src="${path}" alt="foto bij advertentie" loading="lazy">`
  )
  const images = photos.length > 0 || !view.pictures ? photos.join('\n') : '<img src="/geenfoto.png" alt="geen foto">'
  const call =
    version.contact === null || version.phones[0] === undefined
      ? '<p>Deze adverteerder toont geen telefoonnummer.</p>'
      : `<a class="sk-knop" href="tel:${version.phones[0]}">${escapeHtml(version.contact)}</a>`
  const others = related(view, advert, 6).map(
    (other) =>
      `<li class="sk-kaart"><a href="${kompas.advertPath(view, other.advert)}"><b>${escapeHtml(other.version.title)}</b></a><br>${teaser(other.version.body, 160)} <i>${other.version.town}</i></li>`
  )
  return html(
    frame(
      view,
      version.title,
      `<div class="sk-blok"><h1 class="sk-titel">${escapeHtml(version.title)}</h1>
<p class="sk-rij"><span class="sk-plaats">${version.town}</span> <span class="sk-prijs">${version.price ?? 'in overleg'}</span> <span>Geplaatst: ${posted(view, { advert, version })}</span> <span>Advertentienummer ${advert.id}</span></p>
<div class="sk-foto">${images}</div>
<div class="sk-tekst">${bodyHtml(version.body, true)}</div>
<div class="sk-contact"><h3>Contact</h3>${call}<p>Geplaatst door <span class="sk-label">${escapeHtml(advert.account)}</span></p></div></div>
<aside class="sk-zij"><h2>Anderen bekeken ook</h2><ul>${others.join('\n')}</ul></aside>`
    )
  )
}

function tips(view: SiteView): PageResponse {
  const texts = publicTexts.map(
    (text, nth) =>
      `<h3>Voorbeeld ${nth + 1}</h3><blockquote>${text.map((line) => escapeHtml(line)).join(' ')}</blockquote>`
  )
  return html(
    frame(
      view,
      'Tips voor een goede advertentie',
      `<h1>Tips voor een goede advertentie</h1><p>Weet je niet hoe je begint? Gebruik gerust een stuk van deze voorbeelden en maak het persoonlijk.</p>${texts.join('\n')}`
    )
  )
}

function posted(view: SiteView, { advert }: Standing): string {
  return dutchRelative(view.world.today, advert.postedDay, view.now, advert.postedMinute)
}

function frame(view: SiteView, title: string, main: string): string {
  return `<!doctype html>
<html lang="nl"><head><meta charset="utf-8"><title>${escapeHtml(title)} | ${name}</title><meta name="viewport" content="width=device-width">${sheet}</head>
<body><header class="sk-kop"><a href="/">${name}</a> <span>Plaatsingslijn: <a href="tel:${view.world.siteNumbers.kompas}">${view.siteNumber}</a></span>
<nav class="sk-menu"><ul>${townLinks((town) => `/regio/${town}`, 60)}</ul></nav></header>
<main>${main}</main>
<footer class="sk-voet">${dutchSafety}${dutchTerms}<p><a href="/tips">Tips</a> <a href="/welkom">Welkom</a> <a href="/statistiek">Statistiek</a> <a href="/oude-pagina">Archief</a> <a href="/zoek?q=massage">Zoeken</a> <a href="/a/${view.standing[3]?.advert.id ?? 0}">Uitgelicht</a></p>
<p>${name}, info@stadskompas.example, ${view.siteNumber}</p></footer></body></html>`
}
