/** Every screen by its address, with a practice user who may see it: for tests and pictures that go through all of them. */
import type { Made } from './room-acts.ts'

export interface Screen {
  readonly name: string
  readonly user: string
  /** `{case}`, `{list}`, `{minor}`, `{partner}` and `{report}` stand for what was made on the way. */
  readonly where: string
}

/** The address of a screen at a desk. */
export function addressOf(desk: { readonly address: string }, { where }: Screen, made: Made): string {
  return desk.address + where.replace(/\{(case|list|minor|partner|report)\}/, (_, what: keyof Made) => made[what])
}

export const screens: readonly Screen[] = [
  { name: 'today', user: 'analyst', where: '' },
  { name: 'queue', user: 'analyst', where: 'signals' },
  { name: 'identifier', user: 'analyst', where: 'fact?kind=any&value=0610101212' },
  { name: 'search', user: 'analyst', where: 'search?q=kamer' },
  { name: 'watches', user: 'analyst', where: 'search' },
  { name: 'list', user: 'analyst', where: 'search?list=new' },
  { name: 'list-answers', user: 'analyst', where: 'search?list={list}' },
  { name: 'advert', user: 'analyst', where: 'adverts/1' },
  { name: 'network', user: 'analyst', where: 'networks/1' },
  { name: 'same-or-not', user: 'analyst', where: 'duel' },
  { name: 'links', user: 'analyst', where: 'links' },
  { name: 'proposals', user: 'analyst', where: 'proposals' },
  { name: 'questions', user: 'analyst', where: 'deconfliction' },
  { name: 'question-form', user: 'analyst', where: 'deconfliction?ask=1' },
  { name: 'second-looks', user: 'analyst', where: 'second-looks' },
  { name: 'grave', user: 'analyst', where: 'grave' },
  { name: 'requests', user: 'analyst', where: 'requests' },
  { name: 'reports', user: 'analyst', where: 'reports' },
  { name: 'report', user: 'analyst', where: 'reports/{report}' },
  { name: 'settings', user: 'analyst', where: 'settings' },
  { name: 'cases', user: 'detective', where: 'cases' },
  { name: 'case', user: 'detective', where: 'cases/{case}' },
  { name: 'case-item', user: 'detective', where: 'cases/{case}?item=1' },
  { name: 'case-people', user: 'detective', where: 'cases/{case}?tab=people' },
  { name: 'case-subjects', user: 'detective', where: 'cases/{case}?tab=subjects' },
  { name: 'case-tasks', user: 'detective', where: 'cases/{case}?tab=tasks' },
  { name: 'case-notes', user: 'detective', where: 'cases/{case}?tab=notes' },
  { name: 'case-referrals', user: 'detective', where: 'cases/{case}?tab=referrals' },
  { name: 'case-disclosures', user: 'analyst', where: 'cases/{case}?tab=disclosures' },
  { name: 'case-barriers', user: 'detective', where: 'cases/{case}?tab=barriers' },
  { name: 'case-dossiers', user: 'detective', where: 'cases/{case}?tab=dossiers' },
  { name: 'case-timeline', user: 'detective', where: 'cases/{case}?tab=timeline' },
  { name: 'minors', user: 'detective', where: 'minors' },
  { name: 'minor', user: 'detective', where: 'minors/{minor}' },
  { name: 'minor-sharing', user: 'detective', where: 'minors/{minor}?tab=sharing' },
  { name: 'minor-papers', user: 'detective', where: 'minors/{minor}?tab=papers' },
  { name: 'minor-members', user: 'detective', where: 'minors/{minor}?tab=members' },
  { name: 'today-prosecutor', user: 'prosecutor', where: '' },
  { name: 'referred', user: 'prosecutor', where: 'cases' },
  { name: 'today-coordinator', user: 'coordinator', where: '' },
  { name: 'proposals-decided', user: 'coordinator', where: 'proposals?show=decided' },
  { name: 'weighing', user: 'coordinator', where: 'proposals?weigh=2' },
  { name: 'partners', user: 'coordinator', where: 'partners' },
  { name: 'partner', user: 'coordinator', where: 'partners/{partner}' },
  { name: 'figures', user: 'coordinator', where: 'figures' },
  { name: 'questions-coordinator', user: 'coordinator', where: 'deconfliction' },
  { name: 'today-officer', user: 'officer', where: '' },
  { name: 'reports-officer', user: 'officer', where: 'reports' },
  { name: 'report-form', user: 'officer', where: 'reports/new?signs=1.1' },
  { name: 'exercises', user: 'officer', where: 'exercises' },
  { name: 'exercise', user: 'officer', where: 'exercises?id=kamer-boven-de-zaak' },
  { name: 'signs', user: 'officer', where: 'signs' },
  { name: 'today-partner', user: 'partner', where: '' },
  { name: 'today-expert', user: 'expert', where: '' },
  { name: 'minor-questions', user: 'expert', where: 'minors?part=questions' },
  { name: 'minor-obstacles', user: 'expert', where: 'minors?part=obstacles' },
  { name: 'minor-knowledge', user: 'expert', where: 'minors?part=knowledge' },
  { name: 'today-operator', user: 'operator', where: '' },
  { name: 'sources', user: 'operator', where: 'sources' },
  { name: 'today-auditor', user: 'auditor', where: '' },
  { name: 'accountability', user: 'auditor', where: 'ledger' },
  { name: 'findings', user: 'auditor', where: 'audit' },
  { name: 'access', user: 'auditor', where: 'audit?part=access' },
  { name: 'retention', user: 'auditor', where: 'audit?part=retention' },
  { name: 'proportionality', user: 'auditor', where: 'audit?part=proportionality' },
  { name: 'rules-of-weighing', user: 'coordinator', where: 'figures?topic=calibration' },
  { name: 'practice', user: 'analyst', where: 'exercises?practice=world-732' },
  { name: 'calibration', user: 'auditor', where: 'figures?topic=calibration' },
  { name: 'bias', user: 'auditor', where: 'audit?part=bias' },
  { name: 'bias-place', user: 'auditor', where: 'audit?part=bias&by=place' },
  { name: 'rights', user: 'auditor', where: 'audit?part=rights' },
  { name: 'today-administrator', user: 'administrator', where: '' },
  { name: 'accounts', user: 'administrator', where: 'admin' },
  { name: 'mandates', user: 'administrator', where: 'admin?part=mandates' },
  { name: 'sign-in', user: 'administrator', where: 'admin?part=sign-in' },
  { name: 'keys', user: 'administrator', where: 'admin?part=keys' }
]
