/** Werkhal: a job board with microdata, which asks for an account from the second simulated day on; employers, bundled offers and quick-money recruiting side by side. */
import { dateOf, dutchLongDate, isoDate } from '../calendar.ts'
import { pageOf, related, type PageResponse, type SiteMake, type SiteView, type Standing } from '../site.ts'
import { furniture } from './furniture.ts'
import { workTerms } from './legal.ts'
import { escapeHtml, html, paragraphs, styleSheet, teaser, townLinks } from './markup.ts'

const name = 'Werkhal'
const sheet = styleSheet('wh', '#345e1a') + furniture('wh', 8)

export const werkhal: SiteMake = {
  id: 'werkhal',
  name,
  language: 'nl',
  region: 'NL',
  start: '/vacatures',
  advertPath: (_, advert) => `/vacature/${advert.id}`,
  respond
}

function respond(view: SiteView, path: string, query: URLSearchParams): PageResponse | null {
  if (path === '/' || path === '/vacatures') return list(view, Number.parseInt(query.get('pagina') ?? '1', 10) || 1)
  const detail = /^\/vacature\/(\d+)$/.exec(path)
  const found = detail && view.byId.get(Number(detail[1]))
  if (!found) return null
  return view.day >= wallFrom ? wall(view) : vacancy(view, found)
}

/** From this day on vacancies are shown to members only: what an operator sees as a source that fell silent. */
const wallFrom = 2

function wall(view: SiteView): PageResponse {
  return html(
    frame(
      view,
      'Inloggen',
      `<h1>Log in om verder te gaan</h1><form method="post" action="/inloggen"><p>Log in om deze vacature te bekijken.</p><label>E-mail <input name="mail"></label><label>Wachtwoord <input type="password" name="wachtwoord"></label><button>Inloggen</button></form>`
    )
  )
}

function list(view: SiteView, page: number): PageResponse | null {
  const { items, pages } = pageOf(view.standing, page, 25)
  if (page < 1 || page > pages) return null
  const rows = items.map(
    ({ advert, version }) =>
      `<li class="wh-kaart"><h3><a href="/vacature/${advert.id}">${escapeHtml(version.title)}</a></h3><p>${teaser(version.body, 130)}</p><p>${version.town}</p></li>`
  )
  const links = [
    page > 1 ? `<a href="/vacatures?pagina=${page - 1}">vorige</a>` : '',
    page < pages ? `<a href="/vacatures?pagina=${page + 1}">volgende</a>` : ''
  ]
  return html(
    frame(view, 'Vacatures', `<h1>Vacatures</h1><ol class="wh-lijst">${rows.join('\n')}</ol><p>${links.join(' ')}</p>`)
  )
}

function vacancy(view: SiteView, { advert, version }: Standing): PageResponse {
  const date = dateOf(view.world.today, advert.postedDay)
  const others = related(view, advert, 6).map(
    (other) =>
      `<li><a href="/vacature/${other.advert.id}">${escapeHtml(other.version.title)}</a> - ${teaser(other.version.body, 180)}</li>`
  )
  return html(
    frame(
      view,
      version.title,
      `<div itemscope itemtype="https://schema.org/JobPosting"><h1 itemprop="title">${escapeHtml(version.title)}</h1>
<p><span itemprop="jobLocation" itemscope itemtype="https://schema.org/Place"><span itemprop="address">${version.town}</span></span> - <time itemprop="datePosted" datetime="${isoDate(date)}">${dutchLongDate(date)}</time> - vacature ${advert.id}</p>
<div itemprop="description" class="wh-tekst">${paragraphs(version.body)}</div>
<div class="wh-blok"><h2>Contact</h2><p>${escapeHtml(version.contact ?? 'via deze site')}</p><p>Plaatser: ${escapeHtml(advert.account)}</p></div></div>
<div class="wh-zij"><h2>Vergelijkbare vacatures</h2><ul>${others.join('\n')}</ul></div>`
    )
  )
}

function frame(view: SiteView, title: string, main: string): string {
  return `<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>${escapeHtml(title)} - ${name}</title>${sheet}</head><body>
<div class="wh-kop"><a href="/vacatures">${name}</a> Werkgevers bellen ${view.siteNumber}</div><div class="wh-menu"><ul>${townLinks((town) => `/vacatures?plaats=${town}`, 12)}</ul></div>
<div id="hoofd">${main}</div><div class="wh-voet">${workTerms}<p>${name}, redactie@werkhal.example, ${view.siteNumber}</p></div></body></html>`
}
