/** What another set of weights would make of the signals that nobody has decided on: computed from what they were weighed from last, not applied. */
import type { RuleEffects, TriedRules } from '../../contract/oversight/weigh-rules.ts'
import type { Tx } from '../../store/ground.ts'
import { stepsOfReasons } from '../../store/weighed/history.ts'
import { openInputs } from '../../store/weighed/inputs.ts'
import { decide } from '../../weigh/decide.ts'
import type { RuleSet } from '../../weigh/rules/rule-set.ts'
import { weighNetwork, type Weighed } from '../../weigh/weigh.ts'
import { mandateOf, type Desk } from '../adverts/vault.ts'
import { membersOf, openedIn } from './past.ts'

/** Signals and adverts that are weighed anew for it, the first of the queue. */
const mostSignals = 500
const mostAdverts = 20_000
const mostShown = 50

interface WeighedLast {
  readonly id: number
  readonly network_id: number | null
  readonly inputs: string | null
  readonly sealed: Buffer | null
}

interface Computed {
  readonly signal: number
  readonly before: Weighed
  readonly after: Weighed
  /** It would stay a signal. */
  readonly stays: boolean
}

/** Each signal is weighed under both sets by this program, so that only the sets differ. */
export async function effectsOf(tx: Tx, desk: Desk, before: RuleSet, after: RuleSet): Promise<TriedRules> {
  const { rows: counted } = await tx.query<{ n: number }>(
    `select count(*)::int as n from signal where state in ('new', 'taken', 'proposed') and merged_into is null and kind = 'network'`
  )
  const { rows } = await tx.query<WeighedLast>(
    `select s.id, h.network_id, h.inputs, h.sealed from signal s
     left join lateral (select network_id, inputs, sealed from signal_history h where h.signal_id = s.id order by h.id desc limit 1) h on true
     where s.state in ('new', 'taken', 'proposed') and s.merged_into is null and s.kind = 'network'
     order by s.raised desc, s.step desc, s.priority desc, s.id desc limit $1`,
    [mostSignals]
  )
  const computed: Computed[] = []
  let adverts = 0
  let lost = 0
  for (const row of rows) {
    if (adverts >= mostAdverts) break
    const one = await computedOf(tx, desk, row, before, after)
    if (one === null) lost++
    else {
      computed.push(one.outcome)
      adverts += one.adverts
    }
  }
  const steps = await stepsOfReasons(
    tx,
    computed.flatMap((one) => [one.before.reasons, one.after.reasons])
  )
  const ranked = computed.map((one, at) => ({
    signal: one.signal,
    from: { priority: one.before.priority, step: steps[2 * at] ?? 0 },
    to: one.stays ? { priority: one.after.priority, step: steps[2 * at + 1] ?? 0 } : null
  }))
  const changes = ranked.filter((one) => ways(one) !== 'same').toSorted((a, b) => moved(b) - moved(a))
  return {
    effects: { signals: counted[0]?.n ?? 0, computed: ranked.length, lost, ...sums(ranked) },
    changes: changes.slice(0, mostShown)
  }
}

type Ranked = TriedRules['changes'][number]

function ways({ from, to }: Ranked): 'rise' | 'fall' | 'same' | 'end' {
  if (to === null) return 'end'
  const by = to.step - from.step || to.priority - from.priority
  return by > 0 ? 'rise' : by < 0 ? 'fall' : 'same'
}

function moved({ from, to }: Ranked): number {
  return Math.abs(from.priority - (to?.priority ?? 0))
}

function sums(ranked: readonly Ranked[]): Pick<RuleEffects, 'rise' | 'fall' | 'same' | 'end' | 'steps'> {
  const count = (way: ReturnType<typeof ways>): number => ranked.filter((one) => ways(one) === way).length
  const steps = ranked.filter(({ from, to }) => to !== null && to.step !== from.step).length
  return { rise: count('rise'), fall: count('fall'), same: count('same'), end: count('end'), steps }
}

/** Null where what it rests on is not there any more. */
async function computedOf(
  tx: Tx,
  desk: Desk,
  { id, network_id: network, inputs: digest, sealed }: WeighedLast,
  before: RuleSet,
  after: RuleSet
): Promise<{ readonly outcome: Computed; readonly adverts: number } | null> {
  if (network === null || digest === null || sealed === null) return null
  const inputs = openInputs(desk.vault.keyring, mandateOf(desk.ground), network, { digest, sealed })
  const found = await membersOf(tx, desk, inputs.members)
  if (found.length < inputs.members.length) return null
  const members = found.map((one) => one.member)
  const context = { medianPerHour: new Map(inputs.medians), opened: openedIn(inputs) }
  const weighed = weighNetwork(members, context, after)
  return {
    outcome: {
      signal: id,
      before: weighNetwork(members, context, before),
      after: weighed,
      stays: decide(weighed, members.length)
    },
    adverts: members.length
  }
}
