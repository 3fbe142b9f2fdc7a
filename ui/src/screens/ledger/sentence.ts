/** An entry of the ledger as a sentence for a person: who did what to what, with what the entry adds. Pure. */
import type { LedgerRow } from '../../../../src/contract/oversight/ledger.ts'

type Entry = Pick<LedgerRow, 'act' | 'subject' | 'detail' | 'at'>
type Translate = (keys: string | string[], values?: Record<string, string>) => string

/** How what an entry names by an id is written for a reader. */
export interface Naming {
  fact(kind: string, value: string): string
  person(id: string): string
  mandate(id: string): string
}

/** What follows the name: "heeft gezocht naar “nacht”". */
export function sentenceOf(entry: Entry, t: Translate, naming: Naming): string {
  const what = subjectWords(entry.subject, t, naming)
  const more = moreOf(entry, naming)
  return t([`did.${entry.act.replaceAll('.', '-')}`, 'did.other'], { act: entry.act, what, more }).trim()
}

const targets = [
  [/^research-/, 'research'],
  [/^phenomenon-/, 'phenomenon'],
  [/^(advert|evidence|grave)\b|^request-|^fact-(read|reject|restore)/, 'advert'],
  [/^network-/, 'network'],
  [/^report-/, 'report'],
  [/^(signal|second-look)-/, 'signal'],
  [/^proposal-/, 'proposal'],
  [/^deconfliction-/, 'question'],
  [/^case-(?!people)|^referral-|^retention-(keep|release)|^access-ask/, 'case'],
  [/^minor-/, 'minor'],
  [/^(partner|agreement)-/, 'partner'],
  [/^user-|^access-review|^certificate-/, 'user'],
  [/^mandate-|^retention-(?!destroy)/, 'mandate'],
  [/^fact-look-up/, 'fact'],
  [/^search-/, 'search'],
  [/^(source|addresses)-/, 'source'],
  [/^handoff-|^retention-destroy/, 'capture'],
  [/^sheet-/, 'sheet'],
  [/^figures-report/, 'year'],
  [/^figures-/, 'series'],
  [/^figure-table-/, 'table'],
  [/^exercise-/, 'exercise'],
  [/^rights-/, 'right'],
  [/^capacity-/, 'team'],
  [/^role-/, 'role'],
  [/^list-look-up/, 'list'],
  [/^audit-export/, 'overview']
] as const

/** An act as such, without what it was done to: "heeft een advertentie gelezen". */
export function actWords(act: string, t: Translate): string {
  const key = act.replaceAll('.', '-')
  const target = targets.find(([pattern]) => pattern.test(key))?.[1]
  const any = target === undefined ? '…' : t(`anyOf.${target}`)
  // Where no word is at hand, a sentence that ends with the subject ends before it.
  return t([`did.${key}`, 'did.other'], { act, what: any, more: any }).replace(/(?::| \() ?…\)?$/, '')
}

/** "advert:12" as "advertentie 12"; the long ids of cases and captures by their first characters. */
function subjectWords(subject: string | null, t: Translate, naming: Naming): string {
  if (subject === null) return ''
  const [kind = '', id] = subject.split(/:(.*)/s)
  if (id === undefined) return t('subject.other', { id: subject })
  if (kind === 'export') return t([`exported.${id}`, 'exported.other'])
  if (kind === 'series') return t('subject.series', { id: t([`seriesNamed.${id}`, 'seriesNamed.other']) })
  const called = kind === 'user' ? naming.person(id) : kind === 'mandate' ? naming.mandate(id) : id
  return t([`subject.${kind}`, 'subject.other'], { id: called.replace(longId, '$1…') })
}

const longId = /^([0-9a-f]{8})-[0-9a-f-]{27}$/

function moreOf({ detail }: Entry, { fact }: Naming): string {
  const facts = Array.isArray(detail['facts']) ? detail['facts'].filter((one) => typeof one === 'string') : []
  const parts = [
    ...facts.map((one) => {
      const [kind = '', value = ''] = one.split(/ (.*)/s)
      return fact(kind, value)
    }),
    ...[detail['q'], detail['fact']]
      .filter((one) => typeof one === 'string' && one !== '')
      .map((one) => `“${String(one)}”`)
  ]
  if (parts.length > 0) return [...new Set(parts)].join(', ')
  const route = detail['route']
  return typeof route === 'string' ? route : ''
}
