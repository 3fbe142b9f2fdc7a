/** An address and body that fit each route, for the tests that try every route. */
import type { Route } from '../../src/web/route.ts'
import { researchBodies } from './research/calls.ts'
import { conference, peerQuestion } from './route-bodies.ts'

function decisionOf(path: string): string {
  if (path.includes('/break-glass/')) return 'approve'
  if (path.includes('/weigh-rules/')) return 'adopt'
  return path.includes('/mandates/') ? 'confirm' : 'grant'
}

/** An act that the route of an address knows. */
function actOf(address: string): string {
  const acts = {
    '/persons/': 'apart',
    '/reports/': 'keep',
    '/facts/': 'reject',
    '/sources/': 'pause',
    '/searches/': 'share',
    '/cases/': 'confirm',
    '/steps/': 'do',
    '/tasks/': 'take',
    '/transitions/': 'accept',
    '/papers/': 'approve',
    '/referrals/': 'ask',
    '/agreements/': 'confirm'
  }
  return Object.entries(acts).find(([part]) => address.includes(part))?.[1] ?? 'take'
}

const proposed = {
  id: 'voorstel',
  legalBasis: 'artikel 1',
  purpose: 'proef',
  grantedBy: 'niemand',
  sources: ['*'],
  from: 'today',
  until: '2 days'
}

export const rulesOfWeighing: readonly string[] = ['/api/weigh-rules', '/api/weigh-rules/0/json']

/** What is read of practice queues. */
export const practiceQueues = ['', '/world-733', '/world-733/signals/1/adverts/1'].map((one) => `/api/practice${one}`)

/** What is read of the figures, of the series `proef` among them. */
export const readOfFigures: readonly string[] = [
  '/api/figures',
  '/api/figures/proef',
  '/api/chain-figures',
  '/api/category-figures',
  '/api/figure-tables',
  '/api/figures/proef/json-stat',
  '/api/phenomena/counts?from=2026-W30&to=2026-W31&by=place',
  '/api/phenomena/synthetic?from=2026-W30&to=2026-W31&by=place',
  '/api/phenomena/publications'
]

/** A file of one figure, of the series `proef`. */
export const figuresProef = 'series,publisher,measure,year,value,unit,status,source\nproef,P,M,2020,12,persons,press,x'

/** A body that each route takes, by its path. */
const bodies: Record<string, unknown> = {
  '/api/minors': { name: 'Persoon A', form: 'other', second: 'analyst-2', reason: 'x' },
  '/api/minors/{id}/members': { user: 'analyst', rights: ['read'], reason: 'x' },
  '/api/minors/{id}/age': { age: 'minor', reason: 'x' },
  '/api/minors/{id}/safe': { answer: 'yes', reason: 'x' },
  '/api/minors/{id}/suspect': { prosecutor: 'prosecutor', reason: 'x' },
  '/api/minors/{id}/contacts': { name: 'Persoon B', relation: 'oom', blocked: true, reason: 'x' },
  '/api/minors/{id}/contacts/{no}': { blocked: true, reason: 'x' },
  '/api/minors/{id}/tasks': { kind: 'care', title: 'x', dueOn: '2999-01-01', reason: 'x' },
  '/api/minors/{id}/consents': { from: 'child', to: 'x', given: true, reason: 'x' },
  '/api/minors/{id}/overrides': { to: 'x', reason: 'x' },
  '/api/minors/{id}/transitions': { kind: 'request', to: 'x', what: 'x', consent: 1, reason: 'x' },
  '/api/minors/{id}/papers': { kind: 'plan', reason: 'x' },
  '/api/minors/{id}/follow-ups': { service: 'x', dueOn: '2999-01-01', reason: 'x' },
  '/api/minors/{id}/identities': { name: 'Persoon A', reason: 'x' },
  '/api/minors/{id}/same': { a: 1, b: 2, reason: 'x' },
  '/api/minors/{id}/questions': { question: 'Wat eerst?' },
  '/api/expert-questions/{key}/advice': { advice: 'Zorg.' },
  '/api/knowledge': { id: 'geen', title: 'x', text: 'x', source: 'x', reviewOn: '2999-01-01' },
  '/api/partners': { kind: 'care', name: 'x', contact: 'x', users: [], reason: 'x' },
  '/api/partners/{id}/agreements': {
    article: '20',
    fields: ['form'],
    interest: 'x',
    conditions: 'x',
    until: '2999-01-01'
  },
  '/api/cases/{id}/disclosures': { agreement: 'geen', shared: { form: 'labour' }, reason: 'x' },
  '/api/cases/{id}/conferences': conference,
  '/api/cases/{id}/conferences/{no}': { version: 1, ...conference },
  '/api/peer-questions': peerQuestion,
  '/api/cases/{id}/handling': { about: 'item:1', tlp: 'red', pap: null, reason: 'x' },
  '/api/reports/{id}/handling': { tlp: 'red', pap: null, reason: 'x' },
  '/api/cases/{id}/barriers': { kind: 'sign', step: 'work', title: 'x', reason: 'x' },
  '/api/cases/{id}/barriers/{no}': { version: 1, state: 'dropped', reason: 'x' },
  ...researchBodies,
  '/api/obstacles': { text: 'Te weinig plekken.', owner: 'expert' },
  '/api/obstacles/{key}/owner': { owner: 'expert', reason: 'x' },
  '/api/obstacles/{key}/answer': { answer: 'Meer plekken.' },
  '/api/disclosures/{key}/answer': { state: 'taken', words: 'x' },
  '/api/session': { user: 'niemand', password: 'x' },
  '/api/session/mandate': { mandate: 'geen', reason: 'x' },
  '/api/signals/{id}/{act}': { version: 1 },
  '/api/signals/{id}/assign': { version: 1, to: 'analyst' },
  '/api/source-tries': { url: 'http://adverts.example/', pages: {}, reason: 'x' },
  '/api/sources': { id: 'b', name: 'B', start: ['http://b.example/'], delaySeconds: 1, pages: {}, reason: 'x' },
  '/api/signals/merge': { into: { id: 999_998, version: 1 }, signals: [{ id: 999_999, version: 1 }], reason: 'x' },
  '/api/duels': { a: 999_998, b: 999_999, answer: 'unsure', reason: 'x' },
  '/api/signals/bulk': { act: 'take', signals: [{ id: 999_999, version: 1 }] },
  '/api/accounts': { id: 'nieuw', name: 'N. Ieuw', role: 'officer', mandates: [], reason: 'x' },
  '/api/role-rules/{role}': { secondFactor: false, reason: 'x' },
  '/api/accounts/{id}/identity': { subject: '', reason: 'x' },
  '/api/search/export': { format: 'jsonl', reason: 'x' },
  '/api/audit/findings': { key: 'night|-|-|2026-01', state: 'asked', reason: 'x' },
  '/api/audit/rights': { kind: 'access', name: 'N. Iemand', asks: 'wat er is', receivedOn: '2026-01-05' },
  '/api/audit/rights/{id}/extend': { weeks: 4, reason: 'x' },
  '/api/audit/rights/{id}/answer': { answer: 'granted', reason: 'x' },
  '/api/audit/access/{id}': { verdict: 'right', reason: 'x' },
  '/api/accounts/{id}/role': { role: 'officer', reason: 'x' },
  '/api/accounts/{id}/grant': { mandate: 'een', reason: 'x' },
  '/api/accounts/{id}/revoke': { mandate: 'een', reason: 'x' },
  '/api/break-glass': { mandates: ['geen'], hours: 1, reason: 'x' },
  '/api/mandates/proposals': { mandate: proposed, reason: 'x' },
  '/api/guide/close': {},
  '/api/reports': { key: 'proef-00001', place: 'Utrecht', signs: ['1.1'] },
  '/api/reports/{id}/{act}': {},
  '/api/reports/{id}/persons': { given: 'Persoon', surname: 'Proef', born: '1990-05-31' },
  '/api/reports/{id}/files': { key: 'bestand-1', name: 'foto.jpg', bytes: 3, sha256: '0'.repeat(64) },
  '/api/reports/{id}/files/{file}': { at: 0, data: 'AAAA' },
  '/api/report-readings': { text: 'Bel 06 12345678' },
  '/api/report-status': { code: 'x' },
  '/api/lists': { lines: ['0612345678'], reason: 'x' },
  '/api/searches': { name: 'Massage', terms: { q: 'massage' } },
  '/api/searches/{id}/{act}': {},
  '/api/watches': { name: 'Massage', terms: { q: 'massage' }, watchUntil: '2999-01-01' },
  '/api/weigh-rules/try': { base: 0, changes: [{ of: 'CE-08', step: 'practice', points: 2 }] },
  '/api/weigh-rules': { base: 999_999, reason: 'x', changes: [{ of: 'CE-08', step: 'off', points: 0, because: 'x' }] },
  '/api/proposal-order': { version: 999_999, rules: ['due'], reason: 'x' },
  '/api/sheets': { month: '2026-01' },
  '/api/proposals': { title: 'x', form: 'labour', parts: [{ kind: 'signal', id: 999_999 }] },
  '/api/proposals/{id}/offer': { version: 1 },
  '/api/proposals/{id}/weigh': {
    version: 1,
    decision: 'decline',
    reason: 'x',
    criteria: [{ criterion: 'severity', step: 'low', sentence: 'x' }],
    reviewOn: '2999-01-01'
  },
  '/api/deconfliction': { value: '0611111111', reason: 'x' },
  '/api/deconfliction/{id}/answer': { answer: 'nothing' },
  '/api/second-looks/{id}': { entry: 1, agrees: true, reason: 'x' },
  '/api/capacity': { team: 'Proef', certified: 1, away: 0, hours: 10, running: 0 },
  '/api/exercises/{id}/answer': { passages: [], acts: [], call: 0 },
  '/api/practice/{id}/answer': { called: [], opened: [] },
  '/api/figure-table-files': { csv: 'table', reason: 'x' },
  '/api/figure-notes/{id}': { version: 0, text: 'x' },
  '/api/figure-files': { csv: 'series', reason: 'x' },
  '/api/phenomena/publications': { title: 'Proef', asked: { from: '2026-W30', to: '2026-W31' } },
  '/api/phenomena/offers/{id}/decide': { publish: true, reason: 'x' },
  '/api/cases': { proposal: 999_999, title: 'x', purpose: 'x', until: '2026-12-31', lead: 'detective' },
  '/api/cases/{id}/items': { kind: 'advert', ref: '999999', reason: 'x' },
  '/api/cases/{id}/items/{no}/confirm': { confirmed: true, reason: 'x' },
  '/api/cases/{id}/members': { user: 'analyst', rights: ['read'], reason: 'x' },
  '/api/cases/{id}/lead': { user: 'analyst', reason: 'x' },
  '/api/cases/{id}/change': { version: 1, reason: 'x' },
  '/api/cases/{id}/close': { version: 1, outcome: 'no-offence', reason: 'x' },
  '/api/cases/{id}/dossier': { reason: 'x' },
  '/api/cases/{id}/dossier/preview': {},
  '/api/dossier-template': { docx: null, reason: 'x' },
  '/api/jobs/{id}/cancel': {},
  '/api/cases/{id}/reopen': { version: 1, reason: 'x' },
  '/api/cases/{id}/subjects': { name: 'x', roles: ['other'], minor: 'doubt', flags: [], reason: 'x' },
  '/api/cases/{id}/subjects/{no}': { version: 1, name: 'x', roles: ['other'], minor: 'doubt', flags: [], reason: 'x' },
  '/api/cases/{id}/tasks': { kind: 'other', title: 'x', priority: 'low', owner: 'analyst', dueOn: '2999-01-01' },
  '/api/cases/{id}/tasks/{no}': { version: 1, priority: 'low', owner: 'analyst', dueOn: '2999-01-01' },
  '/api/cases/{id}/tasks/{no}/end': { version: 1, state: 'done', reason: 'x' },
  '/api/cases/{id}/plan': { owner: 'analyst' },
  '/api/cases/{id}/orders': {
    article: '126g',
    number: 'x',
    scope: 'x',
    subjects: [],
    from: '2026-01-01',
    until: '2026-02-01'
  },
  '/api/cases/{id}/orders/{no}/end': { reason: 'x' },
  '/api/cases/{id}/decisions': { decision: 'x', reason: 'x' },
  '/api/cases/{id}/notes': { title: 'x', text: 'x' },
  '/api/cases/{id}/notes/{no}': { version: 1, title: 'x', text: 'x' },
  '/api/cases/{id}/drafts': { name: 'note', text: 'x' },
  '/api/cases/{id}/referrals': { kind: 'prosecutor', to: 'prosecutor', reason: 'x' },
  '/api/referrals/{key}/decide': { outcome: 'prosecute', reason: 'x' },
  '/api/referrals/{key}/non-punishment': { subject: 1, applies: true, reason: 'x' },
  '/api/referrals/{key}/{act}': { reason: 'x' },
  '/api/access-requests': { kind: 'signal', ref: '999999', reason: 'x' },
  '/api/certificates': { user: 'analyst', level: 'in-training', validUntil: '2999-01-01' },
  '/api/judgements': { kind: 'different', a: 999_998, b: 999_999, reason: 'x' }
}

/** An address and body that fit a route, with ids that do not exist. */
export function callOf(one: Route, id = '999999'): [string, string, unknown] {
  const values: Record<string, string> = {
    id: one.path.includes('/sources/')
      ? 'geen-bron'
      : one.path.includes('/reports/')
        ? `M-2026-${id.padStart(5, '0')}`
        : /\/cases\//.test(one.path)
          ? `00000000-0000-4000-8000-${id.padStart(12, '0')}`
          : id,
    series: 'geen-reeks',
    year: '1900',
    no: '1',
    step: 'care',
    part: 'note:1',
    key: '00000000-0000-4000-8000-000000000001',
    act: actOf(one.path),
    decision: decisionOf(one.path),
    role: 'officer',
    tab: 'known',
    kind: 'phone',
    value: '0611111111',
    file: '00000000-0000-4000-8000-000000000000',
    copy: 'blurred',
    version: '1',
    ordinal: '0',
    capture: '00000000-0000-7000-8000-000000000000',
    signal: '1',
    advert: '1'
  }
  const address = one.path.replaceAll(/\{(\w+)\}/g, (_all, name: string) => values[name] ?? '')
  const query = one.path.endsWith('/addresses')
    ? '?state=failed'
    : one.path.endsWith('/explain')
      ? '?a=999998&b=999999'
      : one.path.endsWith('/year')
        ? '?year=2026'
        : one.path.includes('/figure-reports/')
          ? '?language=nl'
          : /^\/api\/phenomena\/(?:counts|synthetic)/.test(one.path)
            ? '?from=2026-W30&to=2026-W31'
            : one.path.endsWith('/moves')
              ? '?rules=due'
              : ''
  return [one.method, `${address}${query}`, bodies[one.path] ?? { reason: 'x' }]
}
