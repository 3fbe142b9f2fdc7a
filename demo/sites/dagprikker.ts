/** Dagprikker: adverts that come, get edited and vanish while the simulated days pass; app links, modern markup. */
import { clock, dateOf, dutchRelative, isoDate } from '../calendar.ts'
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
import { dutchSafety, dutchTerms } from './legal.ts'
import { escapeHtml, html, paragraphs, slug, styleSheet, teaser, townLinks } from './markup.ts'
import { gonePage } from './traps.ts'

const name = 'Dagprikker'
const sheet = styleSheet('dp', '#0a6b8a') + furniture('dp', 9)

export const dagprikker: SiteMake = {
  id: 'dagprikker',
  name,
  language: 'nl',
  region: 'NL',
  start: '/vandaag',
  advertPath: (_, advert) => `/p/${advert.id.toString(36)}`,
  respond
}

function respond(view: SiteView, path: string): PageResponse | null {
  if (path === '/' || path === '/vandaag') return list(view, 1)
  if (path === '/robots.txt') return { status: 200, type: 'text/plain', body: 'User-agent: *\nAllow: /\n' }
  const paged = /^\/vandaag\/(\d+)$/.exec(path)
  if (paged) return list(view, Number(paged[1]))
  const detail = /^\/p\/([0-9a-z]+)$/.exec(path)
  if (!detail) return null
  const id = Number.parseInt(detail[1] ?? '', 36)
  const found = view.byId.get(id)
  if (found) return advertPage(view, found)
  return view.gone.has(id) ? gonePage(name, 200) : null
}

function list(view: SiteView, page: number): PageResponse | null {
  const { items, pages } = pageOf(view.standing, page, 40)
  if (page < 1 || page > pages) return null
  const rows = items.map(
    ({ advert, version }) =>
      `<a class="dp-kaart" href="${dagprikker.advertPath(view, advert)}"><strong>${escapeHtml(version.title)}</strong><span>${teaser(version.body, 80)}</span><small>${version.town}</small></a>`
  )
  const gone = [...view.gone].slice(-2).map((id) => `<a href="/p/${id.toString(36)}">net gemist</a>`)
  return html(
    frame(
      view,
      'Vandaag',
      `<h1>Vandaag op ${name}</h1><section class="dp-lijst">${rows.join('\n')}</section><nav>${page < pages ? `<a rel="next" href="/vandaag/${page + 1}">Meer</a>` : ''} ${gone.join(' ')}</nav>`,
      ''
    )
  )
}

function advertPage(view: SiteView, { advert, version }: Standing): PageResponse {
  const edited =
    version.day > advert.postedDay
      ? ` <span class="dp-label">bijgewerkt ${dutchRelative(view.world.today, version.day, view.now, 540)}</span>`
      : ''
  const photos = picturePaths(view, advert)
    .map((path) => `<picture><img src="${path}" alt=""></picture>`)
    .join('')
  const app =
    version.contact === null || version.phones[0] === undefined
      ? ''
      : `<p class="dp-knop"><a href="https://wa.me/${version.phones[0].slice(1)}">App ${escapeHtml(version.contact)}</a></p>`
  const others = related(view, advert, 4).map(
    (other) =>
      `<a class="dp-kaart" href="${dagprikker.advertPath(view, other.advert)}"><strong>${escapeHtml(other.version.title)}</strong><span>${teaser(other.version.body, 240)}</span></a>`
  )
  const iso = `${isoDate(dateOf(view.world.today, advert.postedDay))}T${clock(advert.postedMinute)}`
  return html(
    frame(
      view,
      version.title,
      `<article class="dp-blok"><header><h1>${escapeHtml(version.title)}</h1><p><time datetime="${iso}">${dutchRelative(view.world.today, advert.postedDay, view.now, advert.postedMinute)}</time> in <a href="/vandaag#${slug(version.town)}">${version.town}</a>${edited}</p></header>
${photos}<div class="dp-tekst">${paragraphs(version.body)}</div><p class="dp-prijs">${version.price ?? ''}</p>${app}<p>door ${escapeHtml(advert.account)}</p></article>
<section class="dp-zij"><h2>Ook vandaag</h2>${others.join('\n')}</section>`,
      `<link rel="canonical" href="${view.origin}${dagprikker.advertPath(view, advert)}"><meta property="og:title" content="${escapeHtml(version.title)}">`
    )
  )
}

function frame(view: SiteView, title: string, main: string, head: string): string {
  return `<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>${escapeHtml(title)} · ${name}</title>${head}${sheet}</head><body>
<header class="dp-kop"><a href="/vandaag">${name}</a><nav class="dp-menu"><ul>${townLinks((town) => `/vandaag#${town}`, 45)}</ul></nav></header><main>${main}</main>
<footer class="dp-voet">${dutchSafety}${dutchTerms}<p>Vragen? ${view.siteNumber} of post@dagprikker.example</p></footer></body></html>`
}
