/** What the bench of the desk asks of each route that answers a reader, by role, with ids and values that stand in the filled store. */
import type { Role } from '../../src/model/mandate.ts'

/** What stands in the store, each drawn evenly over it. */
export interface Known {
  readonly signals: readonly number[]
  readonly openAdverts: readonly number[]
  readonly sealedAdverts: readonly number[]
  /** By rising size; the last one is the largest. */
  readonly networks: readonly number[]
  readonly phones: readonly string[]
  readonly words: readonly string[]
  /** A case that its lead, the detective, works in; null where none could be opened. */
  readonly caseId: string | null
}

export interface Asked {
  /** As in the table of routes. */
  readonly path: string
  readonly role: Role
  readonly addresses: readonly string[]
}

const times = 20

/** What an analyst asks without naming anything. */
const analystLists = [
  '/api/merges',
  '/api/duels',
  '/api/hubs',
  '/api/searches',
  '/api/lists',
  '/api/watches',
  '/api/requests',
  '/api/sources',
  '/api/break-glass',
  '/api/ledger',
  '/api/sessions',
  '/api/signs',
  '/api/second-looks',
  '/api/proposals',
  '/api/deconfliction',
  '/api/certificates',
  '/api/capacity',
  '/api/reports'
]

/** Every GET route that is measured. */
export function askedOf(known: Known): Asked[] {
  const { signals, openAdverts, sealedAdverts, networks, phones, words, caseId } = known
  const analyst = (path: string, addresses: readonly string[] = again(path)): Asked => {
    return { path, role: 'analyst', addresses }
  }
  const as = (role: Role, ...paths: string[]): Asked[] => paths.map((path) => ({ path, role, addresses: again(path) }))
  return [
    ...['/api/session', '/api/home', '/api/counts', '/api/names', '/api/colleagues'].map((path) => analyst(path)),
    analyst('/api/signals', [...again('/api/signals'), ...again('/api/signals?state=taken')]),
    analyst(
      '/api/signals/{id}',
      signals.map((id) => `/api/signals/${id}`)
    ),
    analyst(
      '/api/adverts/{id}',
      [...openAdverts, ...sealedAdverts].map((id) => `/api/adverts/${id}`)
    ),
    analyst(
      '/api/networks/{id}',
      networks.map((id) => `/api/networks/${id}`)
    ),
    analyst(
      '/api/networks/{id}/picture',
      networks.map((id) => `/api/networks/${id}/picture`)
    ),
    analyst(
      '/api/facts/{kind}/{value}',
      phones.map((phone) => `/api/facts/phone/${encodeURIComponent(phone)}`)
    ),
    analyst(
      '/api/search',
      words.map((word) => `/api/search?q=${encodeURIComponent(word)}&facets=true&folded=true`)
    ),
    ...analystLists.map((path) => analyst(path)),
    ...as('officer', '/api/report-form'),
    ...as('prosecutor', '/api/referrals'),
    ...as('detective', '/api/cases', '/api/case-people', '/api/jobs'),
    ...(caseId === null ? [] : caseParts.map((part) => caseRoute(caseId, part))),
    ...as('administrator', '/api/accounts', '/api/mandates', '/api/mandates/proposals', '/api/keys', '/api/role-rules'),
    ...as(
      'auditor',
      '/api/audit/findings',
      '/api/audit/access',
      '/api/audit/retention',
      '/api/audit/retention/dry-run',
      '/api/audit/proportionality',
      '/api/audit/bias',
      '/api/audit/register',
      '/api/audit/rights'
    ),
    {
      path: '/api/audit/year',
      role: 'auditor',
      addresses: Array.from({ length: times }, () => '/api/audit/year?year=2026')
    },
    ...as('operator', '/api/home')
  ]
}

/** What a case shows: its path in the table of routes, and the number of a part that is there. */
const caseParts = ['', '/timeline', '/items/{no}', '/work', '/dossiers', '/versions/{part}'] as const

function caseRoute(id: string, part: string): Asked {
  const address = `/api/cases/${id}${part.replace('{no}', '1').replace('{part}', 'note:1')}`
  return { path: `/api/cases/{id}${part}`, role: 'detective', addresses: again(address) }
}

function again(address: string): string[] {
  return Array.from({ length: times }, () => address)
}

/** The slowest first. */
export function bySlowness<Row extends { readonly p95Ms: number }>(rows: readonly Row[]): Row[] {
  return rows.toSorted((a, b) => b.p95Ms - a.p95Ms)
}
