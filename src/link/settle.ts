/** Settling: from all that is known, in an order that does not depend on arrival, every value is judged and every network built anew. */
import type { Change } from './change.ts'
import { valueKinds } from '../model/value-kind.ts'
import { apartHands, noteApart, settleApart } from './networks/apart.ts'
import { settleTemplates } from './networks/groups.ts'
import { judgeWhole, type Samples } from './hubs/value-status.ts'
import { rebuildStrong } from './networks/strong.ts'
import { advertFlag, type LinkState } from './state.ts'
import { wholeOf } from './whole.ts'

/**
 * The standing of a value rests on mentions and texts, that of an account also on the standing of the other kinds, and what is told
 * apart within a value on the standing of all: judged in this order nothing rests on what follows from it. Then components are
 * joined in order of days, what the hands of a template have in common is looked at, and networks follow.
 */
export function settleAll(state: LinkState, samples: Samples, change: Change): void {
  samples.clear()
  const whole = wholeOf(state)
  change.whole = whole
  settleTemplates(state, whole.order, change)
  const account = valueKinds.indexOf('account')
  const accounts: number[] = []
  const others: number[] = []
  for (let value = 0; value < state.values.kind.length; value++)
    (state.values.kind.data[value] === account ? accounts : others).push(value)
  judgeWhole(state, [...others, ...accounts], whole, change)
  const before = handsOf(state)
  const wereApart = apartHands(state.apart, before)
  rebuildStrong(state, whole.order, change)
  const now = handsOf(state)
  change.hands = { before, now }
  settleApart(state, whole)
  noteApart(state, wereApart, now, change)
}

/** The lowest advert of each component, by its label; -1 where an advert is no label. */
function handsOf(state: LinkState): Int32Array {
  const { s, flags } = state.adverts
  const first = new Int32Array(flags.length).fill(-1)
  for (let advert = 0; advert < flags.length; advert++) {
    const label = s.data[advert]!
    if ((flags.data[advert]! & advertFlag.known) !== 0 && first[label]! < 0) first[label] = advert
  }
  return first
}
