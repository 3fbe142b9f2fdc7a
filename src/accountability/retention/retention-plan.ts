/** The plan of erasing: what goes on which day, by which rule, and what holds it; a look that changes nothing. */
import { epochDay, type Keyring } from '../../evidence/keys.ts'
import type { MandateId } from '../../model/ids.ts'
import type { Store } from '../../store/connect.ts'
import type { Tx } from '../../store/ground.ts'
import { reportRetention } from '../../model/report.ts'
import type { MandateLine } from '../mandates/mandates.ts'
import { caseKeptYears, dueCases, reportCopies } from './case-clocks.ts'
import { closesAt, keptAfterEndDays, nextOpened } from './close-ended.ts'
import { workLeft } from './close-work.ts'
import { eachLine, readDue, type DueBatch, type Place } from './due.ts'
import { heldByOthers } from './holds.ts'
import { dueOfMinors, knowledgeKeptDays, type MinorKind } from './minor-clocks.ts'
import { dueOfPartners, partnersKeptYears, type PartnerPart } from './partner-clocks.ts'
import { dueReports } from './report-clocks.ts'

export interface PlanLine {
  readonly mandate: MandateId
  readonly what: 'captures' | 'adverts' | 'reports' | 'cases' | 'copies' | MinorKind | PartnerPart | 'work' | 'key'
  readonly count: number
  /** Which rule says so, in words. */
  readonly rule: string
  /** What keeps it, as `signal:12`, `request:5`, `judgement:3`, `fact:7.2`, `advert:9` (opened); of a closed case `court`, `dossier`, `prosecutor`, `referral`, `job`, of the file of a minor also `transition`, of what is known of partners `disclosure`, `agreement`; null: nothing, it goes. */
  readonly heldBy: string | null
  /** The key, for lines about one. */
  readonly name?: string
}

const batchCaptures = 2_000
const mostReports = 100_000

/**
 * What would be erased, or held, by a run at `on`. Days that lie ahead are told by what holds now: a signal that is taken tomorrow
 * is not in it.
 */
export async function planErasing(store: Store, keyring: Keyring, on: Date): Promise<PlanLine[]> {
  const lines = await eachLine(store, async (tx, of) => [
    ...(await capturesOf(tx, of.line, of.eraseAfterDays, on)),
    ...(await openedOf(tx, of.line, on)),
    ...(await reportsOf(tx, of, on)),
    ...(await casesOf(tx, of.line, on)),
    ...(await minorsOf(tx, of.line, on)),
    ...(await partnersOf(tx, of.line, on)),
    ...(await workOf(tx, of.line, on)),
    ...(await keysOf(tx, keyring, of.line, of.eraseAfterDays, on))
  ])
  return lines.flat()
}

/** Whether a run at this moment would end anything, under any mandate: captures, reports, cases, copies, files of minors, decisions on partners, work, or a key that waits to go. */
export async function isAnythingDue(store: Store, on: Date): Promise<boolean> {
  const found = await eachLine(
    store,
    async (tx, of) =>
      (await dueOf(tx, on)).some((batch) => batch.due.length > 0) ||
      [
        ...(await reportsOf(tx, of, on)),
        ...(await casesOf(tx, of.line, on)),
        ...(await minorsOf(tx, of.line, on)),
        ...(await partnersOf(tx, of.line, on))
      ].some((line) => line.heldBy === null) ||
      (await workOf(tx, of.line, on)).length > 0 ||
      (await retiredOf(tx, of.line)).length > 0
  )
  return found.includes(true)
}

async function dueOf(tx: Tx, on: Date): Promise<DueBatch[]> {
  const batches: DueBatch[] = []
  let after: Place | null = null
  do {
    const batch: DueBatch = await readDue(tx, on, after, batchCaptures)
    batches.push(batch)
    after = batch.next
  } while (after !== null)
  return batches
}

async function capturesOf(tx: Tx, mandate: MandateId, days: number, on: Date): Promise<PlanLine[]> {
  const counts = new Map<string, number>()
  const add = (why: string): void => void counts.set(why, (counts.get(why) ?? 0) + 1)
  for (const batch of await dueOf(tx, on)) {
    batch.due.forEach(() => add(''))
    for (const why of [...batch.opened.values(), ...batch.held.values()]) add(why)
  }
  const rule = `not opened within ${days} days`
  return [...counts].map(([why, count]) => ({
    mandate,
    what: 'captures',
    count,
    rule,
    heldBy: why === '' ? null : why
  }))
}

/** Opened adverts of a mandate that has ended for half a year by then. */
async function openedOf(tx: Tx, mandate: MandateId, on: Date): Promise<PlanLine[]> {
  const at = await closesAt(tx, mandate)
  if (at === null || at > on) return []
  const counts = new Map<string | null, number>()
  const add = (why: string | null): void => void counts.set(why, (counts.get(why) ?? 0) + 1)
  for (let after: number | null = 0; after !== null;) {
    const opened: Awaited<ReturnType<typeof nextOpened>> = await nextOpened(tx, after)
    const held = await heldByOthers(tx, opened.ids)
    for (const id of opened.ids) add(held.get(id) ?? null)
    after = opened.next
  }
  const rule = `opened, and its mandate ended ${keptAfterEndDays} days ago`
  return [...counts].map(([heldBy, count]) => ({ mandate, what: 'adverts', count, rule, heldBy }))
}

async function reportsOf(tx: Tx, of: MandateLine, on: Date): Promise<PlanLine[]> {
  const counts = new Map<string, PlanLine>()
  for (const { draft, heldBy } of await dueReports(tx, of, on, mostReports)) {
    const rule = draft
      ? `drafts that nobody touched for ${of.eraseAfterDays} days`
      : `refused ${of.eraseAfterDays} days ago, kept or linked ${reportRetention.keptDays} days ago`
    const known = counts.get(`${rule} ${heldBy ?? ''}`)
    const line: PlanLine = { mandate: of.line, what: 'reports', count: (known?.count ?? 0) + 1, rule, heldBy }
    counts.set(`${rule} ${heldBy ?? ''}`, line)
  }
  return [...counts.values()]
}

/** Closed cases whose clock ended by then, and copies in cases of reports that lost their words. */
async function casesOf(tx: Tx, mandate: MandateId, on: Date): Promise<PlanLine[]> {
  const due = Map.groupBy(await dueCases(tx, mandate, on, mostReports), (one) => one.heldBy)
  const rule = `closed ${caseKeptYears} years ago: pinned copies, dossiers and referrals lose their words`
  const cases = [...due].map(([heldBy, some]) => ({
    mandate,
    what: 'cases' as const,
    count: some.length,
    rule,
    heldBy
  }))
  const { go, stay } = await reportCopies(tx, mandate)
  const copy = (count: number, heldBy: string | null): PlanLine[] =>
    count === 0
      ? []
      : [{ mandate, what: 'copies', count, rule: 'pinned in a case, of reports that lost their words', heldBy }]
  return [...cases, ...copy(go, null), ...copy(stay, 'case')]
}

const rulesOfMinors: Readonly<Record<MinorKind, string>> = {
  minors: `files of minors, closed and their last transition answered ${keptAfterEndDays} days ago`,
  questions: `to the expert group: with the file that asked, or ${keptAfterEndDays} days after the last word`,
  knowledge: `pages that were followed, or to be looked at again, ${knowledgeKeptDays} days ago`
}

async function minorsOf(tx: Tx, mandate: MandateId, on: Date): Promise<PlanLine[]> {
  const due = Map.groupBy(await dueOfMinors(tx, mandate, on, mostReports), (one) => `${one.what} ${one.heldBy ?? ''}`)
  return [...due.values()].flatMap((some) => {
    const [one] = some
    if (one === undefined) return []
    return [{ mandate, what: one.what, count: some.length, rule: rulesOfMinors[one.what], heldBy: one.heldBy }]
  })
}

const rulesOfPartners: Readonly<Record<PartnerPart, string>> = {
  agreements: `decisions on partners, ended ${partnersKeptYears} years ago`,
  partners: `partner organisations, whose last decision ended ${partnersKeptYears} years ago`,
  obstacles: `obstacles of the expert group, answered ${partnersKeptYears} years ago`
}

async function partnersOf(tx: Tx, mandate: MandateId, on: Date): Promise<PlanLine[]> {
  const due = Map.groupBy(await dueOfPartners(tx, mandate, on, mostReports), (one) => `${one.what} ${one.heldBy ?? ''}`)
  return [...due.values()].flatMap((some) => {
    const [one] = some
    if (one === undefined) return []
    return [{ mandate, what: one.what, count: some.length, rule: rulesOfPartners[one.what], heldBy: one.heldBy }]
  })
}

/** What people kept to work with under a line that has ended for half a year by then. */
async function workOf(tx: Tx, mandate: MandateId, on: Date): Promise<PlanLine[]> {
  const at = await closesAt(tx, mandate)
  if (at === null || at > on) return []
  const { searches, lists, questions, handoffs, research, exchanges } = await workLeft(tx, mandate)
  const count = searches + lists + questions + handoffs + research + exchanges
  const rule = `searches, lists, questions, handed addresses, research and exchanges, and their mandate ended ${keptAfterEndDays} days ago`
  return count === 0 ? [] : [{ mandate, what: 'work', count, rule, heldBy: null }]
}

/** Keys that wrap nothing any more, and those of days that end until then. */
async function keysOf(tx: Tx, keyring: Keyring, mandate: MandateId, days: number, on: Date): Promise<PlanLine[]> {
  const retired = await retiredOf(tx, mandate)
  const oldest = epochDay(new Date(on.getTime() - (days + 1) * 86_400_000).toISOString())
  const past = keyring.epochs().filter((one) => one.mandate === mandate && one.day < oldest)
  const key = (name: string, rule: string): PlanLine => ({ mandate, what: 'key', count: 1, rule, heldBy: null, name })
  return [
    ...retired.map((name) => key(name, 'nothing is sealed under it any more: destroyed by the next run')),
    ...past
      .map((one) => `epoch/${mandate}-${one.day}`)
      .filter((name) => !retired.includes(name))
      .map((name) => key(name, 'the last of its day is due: destroyed by the run after the rows'))
  ]
}

async function retiredOf(tx: Tx, mandate: MandateId): Promise<string[]> {
  const { rows } = await tx.query<{ name: string }>(
    'select name from retired_key where mandate_id = $1 order by name',
    [mandate]
  )
  return rows.map((row) => row.name)
}
