/** Lists of signs as data: the official one in the words of the prosecution service with an English reading, and those for forms of exploitation. */
import { readFileSync } from 'node:fs'
import type { SignList, Signs } from '../../contract/desk/signs.ts'
import { indicators } from '../../weigh/indicators.ts'

type Heading = Signs['headings'][number]
type Group = Heading['groups'][number]

/** Where somebody comes from proves nothing, and is weighed nowhere in Baken. */
const origin = {
  nl: 'Nooit op zichzelf: herkomst zegt niets over een mens, en telt in Baken nergens mee.',
  en: 'Never by itself: origin says nothing about a person, and counts nowhere in Baken.'
}
const withCaution: Readonly<Record<string, typeof origin>> = {
  'Is afkomstig uit een bronland': origin,
  'De combinatie: niet EU, huwelijk of verblijf bij partner en kort nadien werken in de prostitutie': origin
}

let known: Signs | null = null
let known4: ReadonlyMap<SignList, Signs> | null = null
let allIds: ReadonlySet<string> | null = null

const formNames = {
  labour: { nl: 'Arbeidsuitbuiting', en: 'Labour exploitation' },
  criminal: { nl: 'Criminele uitbuiting', en: 'Criminal exploitation' },
  minors: { nl: 'Jongeren', en: 'Young people' }
} as const
type Form = keyof typeof formNames

/** A list by its name. Throws when a line names no indicator of `data/indicators.csv`, whose source it has. */
export function signsOf(list: SignList): Signs {
  known4 ??= new Map<SignList, Signs>([
    ['official', officialSigns()],
    ...(['labour', 'criminal', 'minors'] as const).map((form) => [form, listOf(form)] as const)
  ])
  return known4.get(list) ?? officialSigns()
}

/** Ids of the signs of one form. */
export function formSigns(form: Form): ReadonlySet<string> {
  return new Set(
    signsOf(form).headings.flatMap((one) => one.groups.flatMap((group) => group.signs.map(({ id }) => id)))
  )
}

/** Ids of the signs of every list. */
export function knownSigns(): ReadonlySet<string> {
  allIds ??= new Set([
    ...(['labour', 'criminal', 'minors'] as const).flatMap((form) => [...formSigns(form)]),
    ...officialSigns().headings.flatMap((one) => one.groups.flatMap((group) => group.signs.map(({ id }) => id)))
  ])
  return allIds
}

/** The signs of a form, with every source that they come from. */
function listOf(form: Form): Signs {
  const rows = fileOf('signs-forms.tsv')
    .split('\n')
    .map((line) => line.split('\t'))
    .filter(([list]) => list === form)
  const sources = new Map<string, Group['signs'][number][]>()
  for (const [, id = '', nl = '', en = ''] of rows) {
    const indicator = indicators.get(id)
    if (indicator === undefined || en === '')
      throw new Error(`data/signs-forms.tsv: "${id}" is no indicator with words`)
    sources.set(indicator.source, [...(sources.get(indicator.source) ?? []), { id, nl, en, caution: null }])
  }
  const all = [...sources.values()].flat()
  return {
    source: [...sources.keys()].join('; '),
    version: 'data/indicators.csv',
    headings: [{ id: form, ...formNames[form], groups: [{ under: null, signs: all }] }]
  }
}

/** Headings (`1. …`), sub-headings (`1a. …`) and signs (`– …`) in their order. Throws when a line has no English reading. */
export function officialSigns(): Signs {
  known ??= {
    source: 'Aanwijzing mensenhandel, bijlage 3 (BWBR0025105)',
    version: '2009-01-01 – 2012-12-31',
    headings: headingsOf(fileOf('aanwijzing-mensenhandel-bijlage3.md'), englishOf(fileOf('signs-official.tsv')))
  }
  return known
}

function headingsOf(text: string, english: ReadonlyMap<string, string>): Heading[] {
  const both = (nl: string): { nl: string; en: string } => {
    const en = english.get(nl)
    if (en === undefined) throw new Error(`data/signs-official.tsv has no English for "${nl}"`)
    return { nl, en }
  }
  const headings: (Omit<Heading, 'groups'> & {
    groups: (Omit<Group, 'signs'> & { signs: Group['signs'][number][] })[]
  })[] = []
  for (const line of text.split('\n')) {
    const [, number, head] = /^(\d)\.\s*(.+)$/.exec(line.trim()) ?? []
    const [, under] = /^\d[a-z]\.\s*(.+)$/.exec(line.trim()) ?? []
    const [, sign] = /^–\s*(.+)$/.exec(line.trim()) ?? []
    const last = headings.at(-1)
    if (number !== undefined && head !== undefined) headings.push({ id: number, ...both(head), groups: [] })
    else if (under !== undefined) last?.groups.push({ under: both(under), signs: [] })
    else if (sign !== undefined && last !== undefined) {
      if (last.groups.length === 0) last.groups.push({ under: null, signs: [] })
      const place = last.groups.reduce((sum, one) => sum + one.signs.length, 1)
      last.groups.at(-1)?.signs.push({ id: `${last.id}.${place}`, ...both(sign), caution: withCaution[sign] ?? null })
    }
  }
  // A sub-heading with nothing under it ("no control of the own identity papers") is a sign itself.
  for (const heading of headings)
    for (const [nth, group] of heading.groups.entries())
      if (group.under !== null && group.signs.length === 0)
        heading.groups[nth] = {
          under: null,
          signs: [{ id: `${heading.id}.${'abc'[nth]}`, ...group.under, caution: null }]
        }
  return headings
}

function englishOf(table: string): Map<string, string> {
  const rows = table.split('\n').slice(1)
  return new Map(rows.map((line) => [line.split('\t')[0] ?? '', line.split('\t')[1] ?? '']))
}

function fileOf(name: string): string {
  return readFileSync(new URL(`../../../data/${name}`, import.meta.url), 'utf8')
}
