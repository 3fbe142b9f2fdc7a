/** The dossier as a bundle of STIX 2.1: a report on the items, addresses seen, and what was observed. Pure. */
import type { DossierState, StateFact, StateItem } from '../state.ts'
import { idOf, uuid5 } from './ids.ts'

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
  const seen = new Map<string, StixObject>()
  const facts = Map.groupBy(state.facts, (one) => one.item)
  const captured = new Map(state.captures.map((one) => [one.id, one]))
  const refs: string[] = []
  for (const item of state.items) {
    const mine = facts.get(item.no) ?? []
    const found = [
      ...mine.flatMap((one) => observableOf(one) ?? []),
      ...[...new Set(mine.map((one) => captured.get(one.capture)?.url))].flatMap((url) =>
        url == null ? [] : [urlObject(url)]
      )
    ]
    const fresh = found.filter((one) => !seen.has(one.id) && seen.set(one.id, one))
    yield* new Map(fresh.map((one) => [one.id, one])).values()
    const id = `note--${idOf(state.case.id, 'item', item.no, item.digest)}`
    refs.push(id)
    const about = [...new Set(found.map((one) => one.id))]
    yield { type: 'note', ...common, id, ...noteOf(item), object_refs: about.length > 0 ? about : [maker] }
  }
  yield {
    type: 'report',
    ...common,
    id: `report--${idOf(state.case.id, 'report')}`,
    name: state.case.title,
    description: state.case.purpose,
    published: at,
    object_refs: refs.length > 0 ? refs : [maker]
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
