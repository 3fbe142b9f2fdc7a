/** The rules of weighing as versions: proposed by one person with what they would change, adopted or refused by another; then all is weighed again. */
import { act } from '../../accountability/acts.ts'
import { isSecondPerson } from '../../accountability/second-person.ts'
import type {
  ProposeRulesBody,
  RuleChange,
  RuleEffects,
  RuleVersion,
  TriedRules,
  TryRulesBody,
  WeighRules
} from '../../contract/oversight/weigh-rules.ts'
import { lockClass } from '../../store/locks.ts'
import type { Tx } from '../../store/ground.ts'
import { changeRules, rulesThatHold, weighAllAgain } from '../../store/weighed/rule-versions.ts'
import { indicators } from '../../weigh/indicators.ts'
import {
  adoptedSet,
  boundsOf,
  differences,
  mostPractice,
  setDigest,
  setOf,
  shippedSet,
  signsOf,
  signSteps,
  stepsFor,
  type RuleSet,
  type SignWeight
} from '../../weigh/rules/rule-set.ts'
import { weighVersion } from '../../weigh/weigh.ts'
import { rulesDigest } from '../../weigh/wording.ts'
import { mandateOf, type Desk, type Vault } from '../adverts/vault.ts'
import { reasonGiven, refusedAct, type Outcome } from '../outcome.ts'
import { openWords, sealWords } from '../sealed-words.ts'
import { effectsOf } from './rule-effects.ts'
import { titleOf } from './titles.ts'

const mostVersions = 100
export const shippedDigest = setDigest(signsOf(shippedSet))

interface StoredVersion {
  readonly version: number
  readonly state: RuleVersion['state']
  readonly signs: readonly SignWeight[]
  readonly digest: string
  readonly base: number
  readonly program: number
  readonly shipped: string
  readonly effects: RuleEffects
  readonly sealed: Buffer
  readonly by: string
  readonly at: string
  readonly decided_by: string | null
  readonly decided_at: string | null
  readonly decided_sealed: Buffer | null
}

/** Why the whole was proposed, and each sign changed. */
interface Words {
  readonly reason: string
  readonly because: Readonly<Record<string, string>>
}

export async function readRules({ pool, ground, vault }: Desk): Promise<WeighRules> {
  return act(pool, ground, async (tx) => {
    const result = await rulesNow(tx, { pool, ground, vault })
    return {
      result,
      entry: { act: 'weigh-rules.read', detail: { holds: result.holds, versions: result.versions.length } }
    }
  })
}

async function setThatHolds(tx: Tx): Promise<{ readonly version: number; readonly set: RuleSet }> {
  const { version, signs } = await rulesThatHold(tx)
  return { version, set: adoptedSet(signs) }
}

async function stored(tx: Tx): Promise<StoredVersion[]> {
  const { rows } = await tx.query<StoredVersion>(
    `select version, state, signs, digest, base, weigh_version as program, shipped, effects, sealed, by, at, decided_by, decided_at, decided_sealed
     from weigh_rules where mandate_id = (select ground_content()) order by version desc limit $1`,
    [mostVersions]
  )
  return rows
}

export async function rulesNow(tx: Tx, { ground, vault }: Desk): Promise<WeighRules> {
  const rows = await stored(tx)
  const { version: holds, set } = await setThatHolds(tx)
  const before = new Map(rows.map((row) => [row.version, row.signs]))
  const held = rows.find((row) => row.version === holds)
  return {
    program: weighVersion,
    shipped: shippedDigest,
    holds,
    newer: held !== undefined && held.shipped !== shippedDigest && held.digest !== shippedDigest,
    mostPractice,
    signs: strongestFirst(shippedSet).map(({ of, step, points }) => ({
      of,
      title: titleOf(of),
      evidence: indicators.get(of)?.evidence ?? '',
      low: indicators.get(of)?.useRule === 'score_low',
      steps: stepsFor(of).map((one) => {
        const [least, most] = boundsOf(of, one)
        return { step: one, least, most }
      }),
      shipped: { step, points },
      now: weightOf(set.get(of)) ?? { step: 'off', points: 0 }
    })),
    versions: rows.map((row) => versionOf(vault, mandateOf(ground), row, before.get(row.base) ?? signsOf(shippedSet)))
  }
}

/** Signs as a reader meets them, the highest step first. */
function strongestFirst(set: RuleSet): SignWeight[] {
  const place = ({ step }: SignWeight): number => signSteps.indexOf(step)
  return signsOf(set).toSorted((a, b) => place(a) - place(b))
}

function weightOf(
  sign: SignWeight | null | undefined
): { readonly step: SignWeight['step']; readonly points: number } | null {
  return sign === null || sign === undefined ? null : { step: sign.step, points: sign.points }
}

function placeOf(
  mandate: ReturnType<typeof mandateOf>,
  version: number,
  label: 'weigh-rules' | 'weigh-rules-decision'
) {
  return { mandate, label, context: String(version) }
}

function versionOf(
  vault: Vault,
  mandate: ReturnType<typeof mandateOf>,
  row: StoredVersion,
  before: readonly SignWeight[]
): RuleVersion {
  const words = openWords<Words>(vault, placeOf(mandate, row.version, 'weigh-rules'), row.sealed)
  const { version, state, base, digest, program, by, at, effects, signs } = row
  const said = row.decided_sealed
  return {
    version,
    state,
    base,
    digest,
    program,
    by,
    at,
    reason: words.reason,
    decidedBy: row.decided_by,
    decidedAt: row.decided_at,
    decidedBecause:
      said === null ? null : openWords<string>(vault, placeOf(mandate, version, 'weigh-rules-decision'), said),
    effects,
    changes: changesOf(before, signs, words.because),
    signs
  }
}

function changesOf(
  before: readonly SignWeight[],
  after: readonly SignWeight[],
  because: Words['because']
): RuleChange[] {
  return differences(before, after).map(({ of, from, to }) => ({
    of,
    title: titleOf(of),
    from: weightOf(from),
    to: weightOf(to),
    because: because[of] ?? null
  }))
}

type Asked = TryRulesBody['changes'][number]

/** The set that holds with these signs otherwise; null where that is no set, or no other one. */
function otherSet(holds: RuleSet, changes: readonly Asked[]): RuleSet | null {
  const other = new Map(changes.map(({ of, step, points }) => [of, { of, step, points }]))
  const signs = [...signsOf(holds).filter((one) => !other.has(one.of)), ...other.values()]
  const made = setOf(signs)
  if (made.kind === 'none' || other.size !== changes.length || differences(signsOf(holds), signs).length === 0)
    return null
  return made.set
}

/** What other weights would change; nothing is changed. `changed`: another version holds than was looked at; `not-found`: a later one. `rules-unfit`: they are no set. */
export async function tryRules(desk: Desk, body: TryRulesBody): Promise<Outcome<TriedRules>> {
  return act<Outcome<TriedRules>>(desk.pool, desk.ground, async (tx) => {
    const holds = await setThatHolds(tx)
    if (holds.version !== body.base) return refusedAct(body.base > holds.version ? 'not-found' : 'changed')
    const other = otherSet(holds.set, body.changes)
    if (other === null) return refusedAct('rules-unfit')
    const value = await effectsOf(tx, desk, holds.set, other)
    const detail = { base: body.base, digest: setDigest(signsOf(other)), ...value.effects }
    return { result: { kind: 'done', value }, entry: { act: 'weigh-rules.try', detail } }
  })
}

/** `wrong-state`: another proposal waits. `reason-missing`: of the whole, or of a sign that would count otherwise. */
export async function proposeRules(desk: Desk, body: ProposeRulesBody): Promise<Outcome<WeighRules>> {
  const { pool, ground, vault } = desk
  return act<Outcome<WeighRules>>(pool, ground, async (tx) => {
    await oneAtATime(tx)
    const holds = await setThatHolds(tx)
    if (holds.version !== body.base) return refusedAct(body.base > holds.version ? 'not-found' : 'changed')
    const rows = await stored(tx)
    if (rows.some((row) => row.state === 'proposed')) return refusedAct('wrong-state')
    const other = otherSet(holds.set, body.changes)
    if (other === null) return refusedAct('rules-unfit')
    const reason = reasonGiven(body.reason)
    const because = body.changes.map(({ of, because: why }) => [of, reasonGiven(why)] as const)
    if (reason === null || because.some(([, why]) => why === null)) return refusedAct('reason-missing')
    const mandate = mandateOf(ground)
    const version = (rows[0]?.version ?? 0) + 1
    const signs = signsOf(other)
    const digest = setDigest(signs)
    const { effects } = await effectsOf(tx, desk, holds.set, other)
    const words = { reason, because: Object.fromEntries(because) }
    const { sealed } = sealWords(vault, placeOf(mandate, version, 'weigh-rules'), words)
    await tx.query(
      `insert into weigh_rules (mandate_id, version, signs, digest, base, weigh_version, tables, shipped, effects, sealed, by)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        mandate,
        version,
        JSON.stringify(signs),
        digest,
        body.base,
        weighVersion,
        rulesDigest,
        shippedDigest,
        JSON.stringify(effects),
        sealed,
        ground.user
      ]
    )
    const changes = differences(signsOf(holds.set), signs).map(({ of, from, to }) => ({
      of,
      from: weightOf(from),
      to: weightOf(to)
    }))
    const entry = { act: 'weigh-rules.propose', detail: { version, base: body.base, digest, changes, effects } }
    return { result: { kind: 'done', value: await rulesNow(tx, desk) }, entry }
  })
}

async function oneAtATime(tx: Tx): Promise<void> {
  await tx.query('select pg_advisory_xact_lock($1, hashtext((select ground_content())))', [lockClass.ruleProposal])
}

export interface RulesDecision {
  readonly version: number
  readonly decision: 'adopt' | 'refuse' | 'withdraw'
  readonly reason: string
}

/**
 * Adopted or refused by a second person, or withdrawn by the first. Once adopted, every network is weighed again under it. `changed`: the
 * program has other signs than it was proposed for, or another version holds.
 */
export async function decideRules(desk: Desk, input: RulesDecision): Promise<Outcome<WeighRules>> {
  const { pool, ground, vault } = desk
  const { version, decision } = input
  return act<Outcome<WeighRules>>(pool, ground, async (tx) => {
    await oneAtATime(tx)
    const row = (await stored(tx)).find((one) => one.version === version)
    if (row === undefined) return refusedAct('not-found')
    const reason = reasonGiven(input.reason)
    if (reason === null) return refusedAct('reason-missing')
    if (row.state !== 'proposed') return refusedAct('wrong-state')
    const adopts = decision === 'adopt'
    if (decision === 'withdraw' ? row.by !== ground.user : !(await isSecondPerson(tx, row, ground.user)))
      return refusedAct('second-person')
    if (adopts) {
      await changeRules(tx)
      if ((await rulesThatHold(tx)).version !== row.base || setOf(row.signs).kind === 'none')
        return refusedAct('changed')
    }
    const { sealed } = sealWords(vault, placeOf(mandateOf(ground), version, 'weigh-rules-decision'), reason)
    await tx.query(
      `update weigh_rules set state = $2, decided_by = $3, decided_at = now(), decided_sealed = $4
       where mandate_id = (select ground_content()) and version = $1`,
      [version, states[decision], ground.user, sealed]
    )
    if (adopts) await weighAllAgain(tx)
    const detail = { version, base: row.base, digest: row.digest, by: row.by }
    return {
      result: { kind: 'done', value: await rulesNow(tx, desk) },
      entry: { act: `weigh-rules.${decision}`, detail }
    }
  })
}

const states = { adopt: 'adopted', refuse: 'refused', withdraw: 'withdrawn' } as const
