/** Het Prikbord: whole adverts under each other on one page, told apart by anchors; no detail pages at all. */
import type { DemoAdvert } from '../advert.ts'
import { dateOf, dutchLongDate } from '../calendar.ts'
import { picturePaths, type PageResponse, type SiteMake, type SiteView, type Standing } from '../site.ts'
import { furniture } from './furniture.ts'
import { dutchSafety, dutchTerms } from './legal.ts'
import { bodyHtml, escapeHtml, html, styleSheet } from './markup.ts'

const name = 'Het Prikbord'
const perPage = 12
const sheet = styleSheet('pb', '#984807') + furniture('pb', 6)
const pagesOf = new WeakMap<SiteView, ReadonlyMap<number, number>>()

export const prikbord: SiteMake = {
  id: 'prikbord',
  name,
  language: 'nl',
  region: 'NL',
  start: '/',
  advertPath: (view, advert) => `/blad/${pageNumbers(view).get(advert.id) ?? 0}#b${advert.id}`,
  respond
}

function respond(view: SiteView, path: string): PageResponse | null {
  const last = Math.max(1, Math.ceil(view.standing.length / perPage))
  if (path === '/') return index(view, last)
  const sheetPath = /^\/blad\/(\d+)$/.exec(path)
  const number = sheetPath ? Number(sheetPath[1]) : 0
  return number >= 1 && number <= last ? boardPage(view, number, last) : null
}

/** Sheets are filled oldest first, so that an advert keeps its sheet when newer ones arrive. */
function pageNumbers(view: SiteView): ReadonlyMap<number, number> {
  const known = pagesOf.get(view)
  if (known) return known
  const numbers = new Map<number, number>()
  view.standing.toReversed().forEach(({ advert }, nth) => numbers.set(advert.id, Math.floor(nth / perPage) + 1))
  pagesOf.set(view, numbers)
  return numbers
}

function index(view: SiteView, last: number): PageResponse {
  const links = Array.from(
    { length: last },
    (_, nth) => `<li><a href="/blad/${last - nth}">Blad ${last - nth}</a></li>`
  )
  return html(
    frame(
      view,
      'Alle bladen',
      `<h1>${name}</h1><p>Briefjes van deze week en eerder, ${perPage} per blad.</p><ul class="pb-lijst">${links.join('\n')}</ul>`
    )
  )
}

function boardPage(view: SiteView, number: number, last: number): PageResponse {
  const oldest = view.standing.toReversed().slice((number - 1) * perPage, number * perPage)
  const notes = oldest.map((one) => note(view, one))
  const nav = `${number < last ? `<a rel="prev" href="/blad/${number + 1}">nieuwere briefjes</a>` : ''} ${number > 1 ? `<a rel="next" href="/blad/${number - 1}">oudere briefjes</a>` : ''}`
  return html(
    frame(
      view,
      `Blad ${number}`,
      `<h1>Blad ${number}</h1><p class="pb-rij">${nav}</p>${notes.join('\n')}<p class="pb-rij">${nav}</p>`
    )
  )
}

function note(view: SiteView, { advert, version }: Standing): string {
  const picture = picturePaths(view, advert)
    .slice(0, 1)
    .map((path) => `<img src="${path}" alt="">`)
    .join('')
  return `<div class="pb-kaart" id="b${advert.id}"><h2>${escapeHtml(version.title)}</h2>${picture}
<div class="pb-tekst">${bodyHtml(version.body, false)}</div>
<p class="pb-label">${rubric(advert)} - ${version.town}${version.price === null ? '' : ` - ${version.price}`} - geprikt op ${dutchLongDate(dateOf(view.world.today, advert.postedDay))} door ${escapeHtml(advert.account)}${version.contact === null ? '' : ` - tel. ${escapeHtml(version.contact)}`}</p></div>`
}

function rubric(advert: DemoAdvert): string {
  return {
    company: 'Gezelschap',
    massage: 'Massage',
    goods: 'Te koop',
    services: 'Diensten',
    rooms: 'Wonen',
    work: 'Werk'
  }[advert.category]
}

function frame(view: SiteView, title: string, main: string): string {
  return `<!doctype html><html lang="nl"><head><title>${escapeHtml(title)} - ${name}</title><meta charset="utf-8">${sheet}</head><body>
<div id="top" class="pb-kop"><a href="/">${name}</a> - briefjes plaatsen: bel ${view.siteNumber}</div>
<div id="inhoud">${main}</div>
<div id="onder" class="pb-voet">${dutchTerms}${dutchSafety}<p>Redactie: prik@prikbord.example of ${view.siteNumber}. <a href="#top">Naar boven</a></p></div></body></html>`
}
