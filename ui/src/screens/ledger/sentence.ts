/** An entry of the ledger as a sentence for a person: who did what to what, with what the entry adds. Pure. */
import type { LedgerRow } from '../../../../src/contract/oversight/ledger.ts'

type Entry = Pick<LedgerRow, 'act' | 'subject' | 'detail' | 'at'>
type Translate = (keys: string | string[], values?: Record<string, string>) => string

/** What follows the name: "heeft gezocht naar “nacht”". `fact` writes a kind and value for a reader. */
export function sentenceOf(entry: Entry, t: Translate, fact: (kind: string, value: string) => string): string {
  const what = subjectWords(entry.subject, t)
  const more = moreOf(entry, fact)
  return t([`did.${entry.act.replaceAll('.', '-')}`, 'did.other'], { act: entry.act, what, more }).trim()
}

const targets = [
  [/^(advert|evidence)\b|^request-|^fact-(read|reject|restore)/, 'advert'],
  [/^network-/, 'network'],
  [/^report-/, 'report'],
  [/^(signal|second-look)-/, 'signal'],
  [/^proposal-/, 'proposal'],
  [/^deconfliction-/, 'question'],
  [/^case-(?!people)/, 'case'],
  [/^user-/, 'user'],
  [/^mandate-/, 'mandate'],
  [/^fact-look-up/, 'fact'],
  [/^search-/, 'search'],
  [/^(source|addresses)-/, 'source']
] as const

/** An act as such, without what it was done to: "heeft een advertentie gelezen". */
export function actWords(act: string, t: Translate): string {
  const key = act.replaceAll('.', '-')
  const target = targets.find(([pattern]) => pattern.test(key))?.[1]
  const any = target === undefined ? '…' : t(`anyOf.${target}`)
  return t([`did.${key}`, 'did.other'], { act, what: any, more: any })
}

/** "advert:12" as "advertentie 12"; an identifier of a file by its first characters. */
export function subjectWords(subject: string | null, t: Translate): string {
  if (subject === null) return ''
  const [kind = '', id] = subject.split(/:(.*)/s)
  if (id === undefined) return t('subject.other', { id: subject })
  return t([`subject.${kind}`, 'subject.other'], { id: kind === 'capture' ? `${id.slice(0, 8)}…` : id })
}

function moreOf({ detail }: Entry, fact: (kind: string, value: string) => string): string {
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
