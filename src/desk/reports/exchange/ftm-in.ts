/** Reads entities of FollowTheMoney, one a line, by its schemata of version 4 (data/ftm-schemata.tsv, of the published model; version 3 reads the same). */
import { readFileSync } from 'node:fs'
import type { EntityReader } from './entities.ts'

interface Schema {
  /** Name and type of every property, also of those that it extends. */
  readonly properties: ReadonlyMap<string, string>
}

let known: ReadonlyMap<string, Schema> | null = null

function schemata(): ReadonlyMap<string, Schema> {
  if (known !== null) return known
  const text = readFileSync(new URL('../../../../data/ftm-schemata.tsv', import.meta.url), 'utf8')
  const rows = new Map(
    text
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => {
        const [name = '', parents = '', properties = ''] = line.split('\t')
        return [name, { parents: parents.split(' ').filter((one) => one !== ''), properties }]
      })
  )
  const all = (name: string): [string, string][] => {
    const row = rows.get(name)
    const own = (row?.properties ?? '').split(' ').filter((one) => one !== '')
    return [...(row?.parents ?? []).flatMap(all), ...own.map((one) => one.split(':') as [string, string])]
  }
  known = new Map([...rows.keys()].map((name) => [name, { properties: new Map(all(name)) }]))
  return known
}

const nameOf = ['name', 'title', 'fileName', 'phone', 'email', 'full'] as const
const mostChars = 4_000
const adultFrom = 18

export const readFtm: EntityReader = (value) => {
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    return { kind: 'wrong', problems: ['it is no object'] }
  const { id, schema: named, properties } = value as Readonly<Record<string, unknown>>
  const problems: string[] = []
  if (typeof id !== 'string' || id === '' || id.length > 300) problems.push('it has no "id"')
  const schema = typeof named === 'string' ? schemata().get(named) : undefined
  if (schema === undefined) problems.push(`there is no schema ${JSON.stringify(named ?? null).slice(0, 80)}`)
  if (properties === null || typeof properties !== 'object' || Array.isArray(properties))
    problems.push('its "properties" are no object of lists')
  if (problems.length > 0 || schema === undefined) return { kind: 'wrong', problems }
  const says: [string, string[]][] = []
  const refs: [string, string[]][] = []
  const notes: string[] = []
  const given = Object.entries(properties as Readonly<Record<string, unknown>>)
  for (const [property, values] of given) {
    const type = schema.properties.get(property)
    const words = Array.isArray(values) ? values : null
    if (words === null || !words.every((one) => typeof one === 'string')) {
      problems.push(`the property ${property.slice(0, 60)} is no list of texts`)
      continue
    }
    const texts = (words as string[]).map((one) => one.slice(0, mostChars))
    if (type === 'date' && !texts.every((one) => /^\d{4}(?:-\d\d(?:-\d\d(?:[T ].*)?)?)?$/.test(one)))
      problems.push(`the property ${property} holds no date`)
    if (type === undefined) notes.push(`${String(named)} has no property ${property.slice(0, 60)}: its words are kept`)
    if (type === 'entity') refs.push([property, texts])
    else says.push([property, texts])
  }
  if (problems.length > 0) return { kind: 'wrong', problems }
  const first = (property: string): string => says.find(([one]) => one === property)?.[1][0] ?? ''
  const name = nameOf.map(first).find((one) => one !== '') ?? ''
  const born = first('birthDate').slice(0, 4)
  const minor = born !== '' && new Date().getFullYear() - Number(born) <= adultFrom
  return {
    kind: 'entity',
    entity: { id: id as string, version: '', kind: String(named), name, says, refs, minor },
    notes
  }
}
