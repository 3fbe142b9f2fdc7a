/** The dossier as an event of MISP (core format): what was observed as attributes, each with the codes of its item as tags. Nobody's name is in it. Pure. */
import { closerOf } from '../../../model/partners/handling.ts'
import type { DossierState, StateFact } from '../state.ts'
import { idOf } from '../formats/ids.ts'
import { codesIn, mispTags } from './markings.ts'

/** Types and categories of MISP for kinds of facts that say how to reach somebody. */
const attributes: Readonly<Record<string, readonly [type: string, category: string]>> = {
  phone: ['phone-number', 'Other'],
  email: ['email', 'Social network'],
  url: ['url', 'Network activity'],
  handle: ['text', 'Social network']
}

/** One attribute a line. For the own organisation alone (`distribution` 0), as long as who takes it in says nothing else; nothing in it is to be blocked. */
export function* mispOf(state: DossierState): Generator<string> {
  const codes = codesIn(state)
  const all = [...codes.values()]
  const timestamp = String(Math.floor(Date.parse(state.at) / 1000))
  const event = {
    uuid: idOf(state.case.id, 'misp'),
    info: state.case.title,
    date: state.at.slice(0, 10),
    timestamp,
    threat_level_id: '4',
    analysis: '0',
    distribution: '0',
    published: false,
    Tag: all.length === 0 ? [] : mispTags(all.reduce(closerOf))
  }
  yield `{"Event":${JSON.stringify(event).slice(0, -1)},"Attribute":[\n`
  let first = true
  const seen = new Set<string>()
  for (const fact of state.facts) {
    const known = attributes[fact.kind]
    const uuid = idOf(state.case.id, 'misp', fact.item, fact.kind, fact.value)
    if (known === undefined || fact.state === 'rejected' || seen.has(uuid)) continue
    seen.add(uuid)
    const attribute = { uuid, ...attributeOf(fact, known), timestamp, Tag: mispTags(codes.get(fact.item)) }
    yield `${first ? '' : ',\n'}${JSON.stringify(attribute)}`
    first = false
  }
  yield '\n]}}\n'
}

function attributeOf({ item, value }: StateFact, [type, category]: readonly [string, string]) {
  return { type, category, value, to_ids: false, distribution: '0', comment: `item:${item}` }
}
