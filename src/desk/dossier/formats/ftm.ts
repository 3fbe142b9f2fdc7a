/** The dossier as entities of FollowTheMoney 4: one document for each item, with what its adverts mention. Pure. */
import type { DossierState, StateFact } from '../state.ts'
import { codesOf, noCodes } from '../../../model/partners/handling.ts'
import { idOf } from './ids.ts'
import { codesIn } from '../exchange/markings.ts'

/** Properties of `Analyzable` in which facts are named. */
const mentions: Readonly<Record<string, string>> = {
  phone: 'phoneMentioned',
  email: 'emailMentioned',
  place: 'locationMentioned',
  name: 'namesMentioned'
}

/** One entity a line. Facts that people rejected are not mentioned. */
export function* ftmOf(state: DossierState): Generator<string> {
  const facts = Map.groupBy(state.facts, (one) => one.item)
  const captured = new Map(state.captures.map((one) => [one.id, one]))
  const codes = codesIn(state)
  for (const item of state.items) {
    const mine = (facts.get(item.no) ?? []).filter((one) => one.state !== 'rejected')
    const seen = mine.flatMap((one) => captured.get(one.capture) ?? [])
    const properties = {
      title: texts([item.title]),
      recordId: [`item:${item.no}`],
      notes: texts([item.digest, item.why]),
      keywords: [item.kind, item.confirmed ? 'confirmed' : 'unconfirmed', ...codesOf(codes.get(item.no) ?? noCodes)],
      sourceUrl: texts(seen.map((one) => one.url ?? '')),
      retrievedAt: texts(seen.map((one) => one.seenAt.slice(0, 19))),
      ...mentioned(mine)
    }
    const held = Object.entries(properties).filter(([, values]) => values.length > 0)
    const entity = {
      id: idOf(state.case.id, 'item', item.no, item.digest),
      schema: 'Document',
      properties: Object.fromEntries(held)
    }
    yield `${JSON.stringify(entity)}\n`
  }
}

function mentioned(facts: readonly StateFact[]): Record<string, string[]> {
  const found: Record<string, string[]> = {}
  for (const { kind, value } of facts) {
    const name = mentions[kind]
    if (name !== undefined) found[name] = texts([...(found[name] ?? []), value])
  }
  return found
}

function texts(values: readonly string[]): string[] {
  return [...new Set(values.filter((one) => one !== ''))]
}
