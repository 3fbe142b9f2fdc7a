/** What a report says, from what was sent: cleaned, compared, read for facts, and judged for a possible minor. Pure. */
import type { ReportBody } from '../../contract/reports/reports.ts'
import { extract } from '../../extract/extract.ts'
import type { FactKind } from '../../model/fact.ts'
import type { FormAnswer, ReportContent } from '../../model/report.ts'
import { formSigns, knownSigns } from '../home/signs.ts'

export interface ReadFact {
  readonly kind: string
  readonly value: string
  readonly start: number
  readonly end: number
}

const shownKinds: ReadonlySet<FactKind> = new Set(['phone', 'email', 'handle', 'url', 'price', 'age', 'place', 'date'])
const mostFacts = 100
const headlineChars = 90
const adultFrom = 18

/** The content of a body, with its answers to added questions: texts trimmed, empty ones null, signs once each and in order. */
export function contentOf(body: ReportBody, answers: readonly FormAnswer[] = []): ReportContent {
  const { position = null, form = null, persons = {}, signs = [], misread = [] } = body
  const { minor = null } = body
  return {
    what: textOf(body.what),
    place: textOf(body.place),
    position: position === null ? null : { lat: position.lat, lon: position.lon, metres: position.metres },
    when: textOf(body.when),
    form,
    persons: Object.fromEntries(Object.entries(persons).toSorted(([a], [b]) => (a < b ? -1 : 1))),
    signs: [...new Set(signs)].toSorted(),
    minor: typeof minor === 'boolean' ? (minor ? 'yes' : 'no') : minor,
    ...(answers.length > 0 && { answers, asked: body.answers?.form ?? 0 }),
    misread: [...new Set(misread)].toSorted()
  }
}

/** The first sign that stands in no list, or null. */
export function unknownSign({ signs }: ReportContent): string | null {
  return signs.find((sign) => !knownSigns().has(sign)) ?? null
}

/** Nothing in it at all. */
export function isEmpty(content: ReportContent): boolean {
  const { what, place, position, when, signs, persons, form, minor } = content
  const people = Object.values(persons).some((count) => count !== null && count !== undefined)
  const answered = people || signs.length > 0 || (content.answers ?? []).length > 0
  return [what, place, position, when, form, minor].every((one) => one === null) && !answered
}

export function sameContent(a: ReportContent, b: ReportContent): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

/** What is read in the words of a report, without what the sender called wrong. */
export function factsOf(text: string | null, misread: readonly string[] = []): ReadFact[] {
  if (text === null) return []
  const facts = extract(text, { region: 'NL' }).filter(({ kind }) => shownKinds.has(kind))
  return facts
    .filter(({ kind, value }) => !misread.includes(`${kind} ${value}`))
    .slice(0, mostFacts)
    .map(({ kind, value, start, end }) => ({ kind, value, start, end }))
}

/** Said or doubted by the sender, ticked in the list for minors, or an age under eighteen in the words: until a person decides. */
export function mayBeMinor(content: ReportContent): boolean {
  if (content.minor === 'yes' || content.minor === 'doubt') return true
  if (content.signs.some((sign) => formSigns('minors').has(sign))) return true
  const texts = [content.what, ...(content.answers ?? []).map(({ says }) => says.nl)]
  return texts.some((one) =>
    factsOf(one, content.misread).some((fact) => fact.kind === 'age' && Number(fact.value) < adultFrom)
  )
}

/** The first words, else the place: what a list shows. */
export function headlineOf(content: ReportContent | null): string | null {
  const text =
    (content?.what ?? content?.place ?? content?.answers?.[0]?.says.nl ?? null)?.replaceAll(/\s+/g, ' ') ?? null
  if (text === null || text.length <= headlineChars) return text
  return `${text.slice(0, headlineChars).toWellFormed().trimEnd()}…`
}

function textOf(typed: string | null | undefined): string | null {
  const text = (typed ?? '').replaceAll('\0', '').toWellFormed().trim()
  return text === '' ? null : text
}
