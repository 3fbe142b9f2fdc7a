/** Names what happened to networks in one change: made, merged, split, ended, waiting at the guard. */
import type { Change } from '../change.ts'
import { valueKey } from './edges.ts'
import type { NetworkEvent } from '../event.ts'
import type { LinkState } from '../state.ts'

/** Events of one change: those noted on the way, and those that follow from which adverts went from which network to which. */
export function networkEvents(
  state: LinkState,
  change: Change,
  moves: readonly { from: number | null; to: number | null }[],
  pendingBefore: ReadonlySet<string>
): NetworkEvent[] {
  const events: NetworkEvent[] = [...change.events]
  const seen = new Set<string>()
  const say = (kind: NetworkEvent['kind'], network: number, others: number[], key = ''): void => {
    const name = `${kind}:${network}:${others.join()}:${key}`
    if (seen.has(name)) return
    seen.add(name)
    events.push({ kind, network, others, key, because: '' })
  }
  const exists = (id: number): boolean => state.netLabel.data[id]! >= 0
  const grown = new Set(moves.filter((move) => move.from !== null).map((move) => move.to))
  for (const { from, to } of moves) {
    if (from !== null && to !== null) {
      if (exists(from)) say('split', from, [to])
      else say('merge', to, [from])
    } else if (from !== null && !exists(from)) say('ended', from, [])
    else if (to !== null && !grown.has(to) && isNew(moves, state, to)) say('made', to, [])
  }
  for (const [key, waiting] of state.people.pending) {
    if (!pendingBefore.has(key)) say('guard-queued', 0, [waiting.a, waiting.b], valueKey(state, waiting.value))
  }
  for (const key of pendingBefore) {
    if (!state.people.pending.has(key)) say('guard-ended', 0, [], valueKey(state, Number(key.split(':')[0])))
  }
  return events
}

/** A network is new when all its adverts moved into it just now. */
function isNew(moves: readonly { to: number | null }[], state: LinkState, id: number): boolean {
  const size = state.adverts.nSize.data[state.netLabel.data[id]!]
  return moves.reduce((count, move) => count + (move.to === id ? 1 : 0), 0) === size
}
