/** Which screens a role has. The server decides what may be read; this only leaves out doors that it keeps shut. Pure. */
import type { Role } from '../../../src/model/mandate.ts'

export interface Door {
  readonly name:
    | 'home'
    | 'queue'
    | 'search'
    | 'links'
    | 'requests'
    | 'proposals'
    | 'cases'
    | 'minors'
    | 'partners'
    | 'reports'
    | 'sources'
    | 'ledger'
    | 'audit'
    | 'admin'
    | 'signs'
    | 'figures'
    | 'exercises'
  readonly to: string
}

const doors: readonly Door[] = [
  { name: 'home', to: '/' },
  { name: 'signs', to: '/signs' },
  { name: 'exercises', to: '/exercises' },
  { name: 'reports', to: '/reports' },
  { name: 'queue', to: '/signals' },
  { name: 'search', to: '/search' },
  { name: 'links', to: '/links' },
  { name: 'requests', to: '/requests' },
  { name: 'proposals', to: '/proposals' },
  { name: 'cases', to: '/cases' },
  { name: 'minors', to: '/minors' },
  { name: 'partners', to: '/partners' },
  { name: 'sources', to: '/sources' },
  { name: 'figures', to: '/figures' },
  { name: 'ledger', to: '/ledger' },
  { name: 'audit', to: '/audit' },
  { name: 'admin', to: '/admin' }
]

export function readsContent(role: Role): boolean {
  return role === 'analyst' || role === 'detective' || role === 'coordinator'
}

/** Roles that can read nothing but the ledger before they chose a mandate. */
export function worksUnderMandate(role: Role): boolean {
  return readsContent(role) || role === 'operator' || role === 'prosecutor' || role === 'expert'
}

/** Who may be let into cases and files of minors. */
export function worksInCases(role: Role): boolean {
  return readsContent(role) || role === 'prosecutor' || role === 'expert'
}

/** `minors`: this person is a member of a file of a minor; to who is of none the door is not there. Experts are asked about them. */
export function screensOf(role: Role, minors = false): readonly Door[] {
  const mine: Readonly<Partial<Record<Door['name'], boolean>>> = {
    home: true,
    ledger: true,
    // Whoever is signed in may read them; those who are asked about them have a door.
    figures: role === 'coordinator' || role === 'prosecutor' || role === 'expert' || role === 'auditor',
    sources: readsContent(role) || role === 'operator',
    cases: worksInCases(role),
    minors: worksInCases(role) && (minors || role === 'expert'),
    partners: readsContent(role) || role === 'prosecutor' || role === 'partner',
    audit: role === 'auditor',
    reports: readsContent(role) || role === 'officer' || role === 'partner',
    signs: role === 'officer' || role === 'partner' || role === 'expert',
    exercises: role === 'officer' || role === 'partner' || role === 'expert',
    admin: role === 'administrator'
  }
  return doors.filter(({ name }) => mine[name] ?? readsContent(role))
}
