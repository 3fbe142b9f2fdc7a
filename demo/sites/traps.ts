/** Pages that trip a careless crawler: walls with status 200, gone adverts, an endless agenda, a slow page, a forbidden area. */
import type { PageResponse, SiteView } from '../site.ts'
import { html } from './markup.ts'

/** A cookie wall that answers 200 and shows nothing else. */
export function cookieWall(name: string): PageResponse {
  return html(`<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>${name} - cookies</title></head><body><div id="consent" role="dialog"><h1>Wij vragen je toestemming</h1>
<p>${name} en partners gebruiken cookies om inhoud en advertenties persoonlijk te maken. Klik op akkoord om verder te gaan naar de website.</p>
<button>Alles accepteren</button> <button>Instellingen</button></div></body></html>`)
}

/** A page behind a login that answers 200. */
export function loginWall(name: string): PageResponse {
  return html(`<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Sign in - ${name}</title></head><body><main><h1>Please sign in</h1>
<p>You must be a member to see this listing. Sign in or create an account to continue.</p><form method="post" action="/login"><label>E-mail <input type="email" name="email"></label>
<label>Password <input type="password" name="password"></label><button>Sign in</button></form></main></body></html>`)
}

/** A suspended account that answers 200. */
export function suspended(name: string): PageResponse {
  return html(
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${name}</title></head><body><h1>Account suspended</h1><p>This account has been suspended. Contact your hosting provider for more information.</p></body></html>`
  )
}

/** Says in words that an advert is gone; some sites do that with status 200. */
export function gonePage(name: string, status: 200 | 410): PageResponse {
  return html(
    `<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>Advertentie verwijderd - ${name}</title></head><body><h1>Deze advertentie is verlopen</h1>
<p>De advertentie die je zoekt bestaat niet meer of is door de adverteerder verwijderd.</p><p><a href="/">Terug naar ${name}</a></p></body></html>`,
    status
  )
}

/** Answers late. */
export function slowPage(name: string, delayMs: number): PageResponse {
  return {
    ...html(
      `<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>${name} - statistiek</title></head><body><h1>Bezoekcijfers</h1><p>Deze pagina wordt bij elk bezoek opnieuw berekend.</p></body></html>`
    ),
    delayMs
  }
}

/** `/agenda/2026/3`: links to the month before and after, and to each day, for ever within the view's number of months. */
export function agenda(view: SiteView, name: string, path: string): PageResponse | null {
  const match = /^\/agenda\/(\d{4})\/(\d{1,2})$/.exec(path)
  if (!match) return null
  const year = Number(match[1])
  const month = Number(match[2])
  if (month < 1 || month > 12) return null
  const here = year * 12 + month - 1
  const middle = Number(view.world.today.slice(0, 4)) * 12 + Number(view.world.today.slice(5, 7)) - 1
  const link = (step: number, text: string): string => {
    const to = here + step
    return Math.abs(to - middle) > view.agendaMonths
      ? ''
      : `<a href="/agenda/${Math.floor(to / 12)}/${(to % 12) + 1}">${text}</a>`
  }
  const days = Array.from({ length: 28 }, (_, day) => `<td>${day + 1}</td>`).join('')
  return html(`<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>Agenda ${month}-${year} - ${name}</title></head><body><h1>Agenda ${month}-${year}</h1>
<p>${link(-1, 'Vorige maand')} ${link(1, 'Volgende maand')}</p><table><tr>${days}</tr></table><p>Geen activiteiten gevonden.</p></body></html>`)
}

/** A page of the area that robots.txt forbids: whoever has it, has broken the rule. */
export function internal(name: string): PageResponse {
  return html(
    `<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>Intern - ${name}</title></head><body><h1>Intern overzicht</h1><p>Alleen voor medewerkers.</p><p><a href="/intern/lijst">Verder</a></p></body></html>`
  )
}
