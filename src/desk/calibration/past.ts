/** A priority of the past: as it was noted then, and weighed anew from what it rested on, where that is still there and the rules are the same. */
import { isDeepStrictEqual } from 'node:util'
import { act } from '../../accountability/acts.ts'
import type { PastPriority } from '../../contract/oversight/past-priority.ts'
import type { Tx } from '../../store/ground.ts'
import { openReading } from '../../store/sealed/readings.ts'
import {
  historyAt,
  historyMarks,
  stepsOfReasons,
  type HistoryMark,
  type HistoryRow
} from '../../store/weighed/history.ts'
import { memberDigest, openInputs, type MemberInput, type WeighInputs } from '../../store/weighed/inputs.ts'
import { rulesOfVersion } from '../../store/weighed/rule-versions.ts'
import { readingsOf } from '../../store/weighing.ts'
import { weighMember, type WeighMember } from '../../weigh/member.ts'
import { adoptedSet } from '../../weigh/rules/rule-set.ts'
import { weighNetwork, weighVersion } from '../../weigh/weigh.ts'
import { mandateOf, type Desk } from '../adverts/vault.ts'
import { refusedAct, type Outcome } from '../outcome.ts'
import { reasonsInOrder } from '../signals/signal-rows.ts'

const mostTimes = 200

/** Refused as `not-found` where the signal is not there, or was not weighed yet at that moment. Reads no content that is shown. */
export async function readPast(
  { pool, ground, vault }: Desk,
  signal: number,
  at: Date
): Promise<Outcome<PastPriority>> {
  return act<Outcome<PastPriority>>(pool, ground, async (tx) => {
    const row = await historyAt(tx, signal, at)
    if (row === null) return refusedAct('not-found')
    const marks = await historyMarks(tx, signal, mostTimes)
    const remade = await remake(tx, { pool, ground, vault }, row)
    const value: PastPriority = {
      signal,
      asked: at.toISOString(),
      weighedAt: row.at,
      until: untilOf(marks, row),
      priority: row.priority,
      step: row.step,
      class: row.class,
      version: row.weigh_version,
      adopted: row.adopted,
      reasons: reasonsInOrder(row.reasons),
      rules: row.rules,
      inputs: row.inputs,
      row: row.id,
      remade,
      times: marks.map(({ weigh_version: version, ...mark }) => ({ ...mark, version }))
    }
    const detail = { at: value.asked, row: row.id, remade: remade.verdict }
    return { result: { kind: 'done', value }, entry: { act: 'signal.past', subject: `signal:${signal}`, detail } }
  })
}

/** When it was weighed otherwise; of rows older than the list reaches it is the oldest in it. */
function untilOf(marks: readonly HistoryMark[], row: HistoryRow): string | null {
  return marks.filter((one) => one.at > row.at).at(-1)?.at ?? null
}

type Remade = PastPriority['remade']

async function remake(tx: Tx, desk: Desk, row: HistoryRow): Promise<Remade> {
  if (row.inputs === null || row.sealed === null || row.network_id === null)
    return { verdict: row.sealed?.length === 0 ? 'erased' : 'not-noted', adverts: 0, erased: 0, changed: 0 }
  const { keyring } = desk.vault
  const mandate = mandateOf(desk.ground)
  const inputs = openInputs(keyring, mandate, row.network_id, { digest: row.inputs, sealed: row.sealed })
  const members = await membersOf(tx, desk, inputs.members)
  const counted = {
    adverts: inputs.members.length,
    erased: inputs.members.length - members.length,
    changed: members.filter(({ input, member }) => memberDigest(keyring, mandate, member) !== input.digest).length
  }
  const rules = await rulesOfVersion(tx, row.adopted)
  if (row.weigh_version !== weighVersion || rules === null) return { verdict: 'other-rules', ...counted }
  if (counted.erased > 0) return { verdict: 'erased', ...counted }
  if (counted.changed > 0) return { verdict: 'changed', ...counted }
  const weighed = weighNetwork(
    members.map((one) => one.member),
    {
      medianPerHour: new Map(inputs.medians),
      opened: openedIn(inputs)
    },
    adoptedSet(rules.signs)
  )
  const reasons: unknown = JSON.parse(JSON.stringify(weighed.reasons))
  const [step] = await stepsOfReasons(tx, [reasons])
  const same =
    weighed.class.name === row.class &&
    Math.fround(weighed.priority) === Math.fround(row.priority) &&
    step === row.step &&
    isDeepStrictEqual(reasons, row.reasons)
  return { verdict: same ? 'same' : 'differs', ...counted }
}

export function openedIn({ members }: WeighInputs): ReadonlySet<number> {
  return new Set(members.flatMap((one) => (one.opened ? one.advert : [])))
}

/** What weighing knows now of the adverts that were weighed then, of those that are still there. */
export async function membersOf(
  tx: Tx,
  { vault }: Desk,
  inputs: readonly MemberInput[]
): Promise<{ readonly input: MemberInput; readonly member: WeighMember }[]> {
  const sealed = await readingsOf(
    tx,
    inputs.map((one) => one.sighting)
  )
  return inputs.flatMap((input) => {
    const stored = sealed.get(input.sighting)
    const reading = stored === undefined ? null : openReading(vault.keyring, stored)
    if (reading === null) return []
    const { advert, site, firstDay, lastDay, template } = input
    const known = { advert, site, firstDay, lastDay, template, rejected: new Set(input.rejected) }
    return { input, member: weighMember(reading, known) }
  })
}
