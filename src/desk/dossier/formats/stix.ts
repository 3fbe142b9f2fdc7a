/** The dossier as a bundle of STIX 2.1: a report on the items, addresses seen, and what was observed. Pure. */
import type { DossierState, StateFact, StateItem } from '../state.ts'
import { closerOf, type Handling } from '../../../model/partners/handling.ts'
import { idOf, uuid5 } from './ids.ts'
import { codesIn, markingObjects, markingRefs } from '../exchange/markings.ts'

/** The name space of observable objects (STIX 2.1, section 2.9). */
const observables = '00abedb4-aa42-466c-9c01-fed23315a9b7'

type StixObject = Readonly<Record<string, unknown>> & { readonly id: string }

/** One object a line within the bundle, so that a large one can be read piece by piece. */
export function* stixOf(state: DossierState): Generator<string> {
  const objects = objectsOf(state)
  yield `{"type":"bundle","id":"bundle--${idOf(state.case.id, 'bundle')}","objects":[\n`
  let first = true
  for (const one of objects) {
    yield `${first ? '' : ',\n'}${JSON.stringify(one)}`
    first = false
  }
  yield '\n]}\n'
}

function* objectsOf(state: DossierState): Generator<StixObject> {
  const at = state.at
  const maker = `identity--${idOf('maker')}`
  const common = { spec_version: '2.1', created_by_ref: maker, created: at, modified: at }
  yield {
    type: 'identity',
    spec_version: '2.1',
    id: maker,
    created: at,
    modified: at,
    name: 'Baken',
    identity_class: 'system'
  }
  const codes = codesIn(state)
  yield* markingObjects(codes.values())
  const seen = new Map<string, StixObject>()
  // What stands in several items bears the closest of their codes.
  const closest = new Map<string, Handling>()
  const facts = Map.groupBy(state.facts, (one) => one.item)
  const captured = new Map(state.captures.map((one) => [one.id, one]))
  const refs: string[] = []
  const foundIn = (item: StateItem): StixObject[] => {
    const mine = facts.get(item.no) ?? []
    return [
      ...mine.flatMap((one) => observableOf(one) ?? []),
      ...[...new Set(mine.map((one) => captured.get(one.capture)?.url))].flatMap((url) =>
        url == null ? [] : [urlObject(url)]
      )
    ]
  }
  for (const item of codes.size === 0 ? [] : state.items)
    for (const { id } of foundIn(item)) {
      const code = codes.get(item.no)
      if (code !== undefined) closest.set(id, closerOf(code, closest.get(id) ?? code))
    }
  for (const item of state.items) {
    const found = foundIn(item)
    const fresh = found.filter((one) => !seen.has(one.id) && seen.set(one.id, one))
    for (const one of new Map(fresh.map((each) => [each.id, each])).values())
      yield { ...one, ...markingRefs(closest.get(one.id)) }
    const id = `note--${idOf(state.case.id, 'item', item.no, item.digest)}`
    refs.push(id)
    const about = [...new Set(found.map((one) => one.id))]
    const refsTo = { object_refs: about.length > 0 ? about : [maker] }
    yield { type: 'note', ...common, id, ...noteOf(item), ...refsTo, ...markingRefs(codes.get(item.no)) }
  }
  yield {
    type: 'report',
    ...common,
    id: `report--${idOf(state.case.id, 'report')}`,
    name: state.case.title,
    description: state.case.purpose,
    published: at,
    object_refs: refs.length > 0 ? refs : [maker],
    ...markingRefs(codes.size === 0 ? undefined : [...codes.values()].reduce(closerOf))
  }
}

function noteOf(item: StateItem): Readonly<Record<string, unknown>> {
  return {
    abstract: item.title === '' ? `${item.kind} ${item.ref}` : item.title,
    content: item.why,
    labels: [item.kind, item.confirmed ? 'confirmed' : 'unconfirmed'],
    external_references: [
      {
        source_name: 'baken',
        external_id: `item:${item.no}`,
        description: item.digest,
        hashes: { 'SHA-256': item.digest.replace('sha256:', '') }
      }
    ]
  }
}

function observableOf({ kind, value, state }: StateFact): StixObject | null {
  if (state === 'rejected') return null
  if (kind === 'email') return observable('email-addr', { value })
  if (kind === 'url') return urlObject(value)
  if (kind === 'handle') return observable('user-account', { account_login: value })
  // Telephone numbers have no object of their own in STIX 2.1: an account of that name, as its practice guide advises for what is missing.
  return kind === 'phone' ? observable('user-account', { account_login: value, account_type: 'phone' }) : null
}

function urlObject(value: string): StixObject {
  return observable('url', { value })
}

function observable(type: string, content: Readonly<Record<string, unknown>>): StixObject {
  const sorted = Object.fromEntries(Object.entries(content).toSorted(([a], [b]) => (a < b ? -1 : 1)))
  return { type, spec_version: '2.1', id: `${type}--${uuid5(observables, JSON.stringify(sorted))}`, ...content }
}
