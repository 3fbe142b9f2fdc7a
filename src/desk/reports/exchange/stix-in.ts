/**
 * Reads objects of STIX 2.1 bundles (OASIS, 10 June 2021): names, texts and references of any type, also of those that the standard does not
 * know. The pattern of a type is our own: that of the published schema takes exponential time on a long one.
 */
import type { EntityReader } from './entities.ts'

const typePattern = /^[a-z][a-z0-9-]{2,249}$/
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

const knownTypes: ReadonlySet<string> = new Set(
  'attack-pattern campaign course-of-action grouping identity incident indicator infrastructure intrusion-set location malware malware-analysis note observed-data opinion report threat-actor tool vulnerability relationship sighting language-content marking-definition extension-definition artifact autonomous-system directory domain-name email-addr email-message file ipv4-addr ipv6-addr mac-addr mutex network-traffic process software url user-account windows-registry-key x509-certificate'.split(
    ' '
  )
)
/** Of the object itself, not of what it tells. */
const bookkeeping: ReadonlySet<string> = new Set(['type', 'id', 'spec_version', 'modified', 'name', 'extensions'])
const markings: Readonly<Record<string, string>> = {
  '613f2e26-407d-48c7-9eca-b8e91df99dc9': 'TLP:WHITE',
  '34098fce-860f-48ae-8e50-ebd3cc5e41da': 'TLP:GREEN',
  'f88d31f6-486f-44da-b317-01333bde0b82': 'TLP:AMBER',
  '5e57c739-391a-4eb3-b6be-7d15ca92d5ed': 'TLP:RED'
}
const nestedChars = 500

/** The ids of the markings that the standard itself defines: they stand in no bundle. */
export const stixNames: ReadonlyMap<string, string> = new Map(
  Object.entries(markings).map(([id, name]) => [`marking-definition--${id}`, name])
)

export const readStix: EntityReader = (value) => {
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    return { kind: 'wrong', problems: ['it is no object'] }
  const object = value as Readonly<Record<string, unknown>>
  const { type, id, modified, created, name, extensions } = object
  if (typeof type !== 'string' || !typePattern.test(type)) return wrong('its "type" is no type of STIX')
  if (typeof id !== 'string' || !id.startsWith(`${type}--`) || !uuid.test(id.slice(type.length + 2)))
    return wrong(`its "id" is not ${type}-- and a UUID`)
  const says: [string, string[]][] = []
  const refs: [string, string[]][] = []
  for (const [key, given] of Object.entries(object)) {
    if (bookkeeping.has(key)) continue
    if (/_refs?$/.test(key)) {
      const ids = [given].flat()
      if (!ids.every((one) => typeof one === 'string')) return wrong(`"${key.slice(0, 60)}" is no reference`)
      refs.push([key.replace(/_refs?$/, ''), ids as string[]])
    } else says.push([key, [given].flat().map(wordsOf)])
  }
  if (type === 'relationship' && !['source', 'target'].every((end) => refs.some(([key]) => key === end)))
    return wrong('a relationship needs "source_ref" and "target_ref"')
  const own = Object.keys(extensions !== null && typeof extensions === 'object' ? extensions : {})
  if (own.length > 0) says.push(['extensions', [wordsOf(extensions)]])
  const version = typeof modified === 'string' ? modified : typeof created === 'string' ? created : ''
  const notes = [
    ...(knownTypes.has(type) ? [] : [`the type ${type} is not of STIX 2.1: its words are kept`]),
    ...own.map((one) => `the extension ${one.slice(0, 100)} is kept as words`)
  ]
  const named = typeof name === 'string' ? name : typeof object['value'] === 'string' ? object['value'] : ''
  return { kind: 'entity', entity: { id, version, kind: type, name: named, says, refs, minor: false }, notes }
}

function wordsOf(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '').slice(0, nestedChars)
}

function wrong(problem: string): { readonly kind: 'wrong'; readonly problems: readonly string[] } {
  return { kind: 'wrong', problems: [problem] }
}
