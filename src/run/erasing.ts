/** The erasing of the role `jobs`: what is due goes everywhere, in steps that a kill may interrupt and the next run goes on with. */
import { rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import {
  createClockWatch,
  systemClocks,
  type Clocks,
  type ClockVerdict,
  type ClockWatch
} from '../accountability/retention/clocks.ts'
import { linesOfMandates } from '../accountability/mandates/mandates.ts'
import { isAnythingDue } from '../accountability/retention/retention-plan.ts'
import { eraseCases } from '../accountability/retention/case-clocks.ts'
import { eraseMinors } from '../accountability/retention/minor-clocks.ts'
import { erasePartners } from '../accountability/retention/partner-clocks.ts'
import { eraseReports } from '../accountability/retention/report-clocks.ts'
import { eraseDue, type RetentionReport } from '../accountability/retention/retention.ts'
import type { Keyring } from '../evidence/keys.ts'
import type { Store } from '../store/connect.ts'
import { rewriteTables } from '../store/rewrite-tables.ts'
import { dropErasedSegments } from './evidence/drop-segments.ts'
import { eraseLinks } from './link/erase-links.ts'

export interface ErasingParts {
  readonly store: Store
  readonly keyring: Keyring
  readonly evidenceDir: string
  /** Tells the operator, in sentences. */
  readonly say: (text: string) => void
  readonly clocks?: Clocks
  /** Called after each step that is committed; for tests that stop there. */
  readonly reached?: (step: string) => Promise<void>
  /** How many captures go in one transaction; 500 without it. */
  readonly atOnce?: number
}

export interface ErasingOutcome extends RetentionReport {
  /** Segments that left the disk. */
  readonly segments: readonly string[]
  /** The clocks differed, and nothing was erased. */
  readonly stopped: boolean
}

const nothing: ErasingOutcome = { erased: [], keys: [], segments: [], stopped: false }

/*
 * One run, in this order. Whatever step a kill interrupts, the next run finds what is left by itself:
 * 1. keys that the run before retired are destroyed (their rows are gone since then);
 * 2. rows of captures and adverts that are due, in batches, each with its ledger entry;
 * 3. reports whose clock ended and that nothing holds lose words, files and key;
 * 4. closed cases whose clock ended lose words, copies, dossiers and referrals, as do copies of reports that lost theirs;
 * 5. closed files of minors, questions to the expert group and pages of knowledge lose their words likewise;
 * 6. decisions on partners that ended long ago, and their organisations, lose their words;
 * 7. links: each mandate's linker loses the erased adverts, its log and snapshots begin anew under another key, the old key is retired;
 *    (of a mandate whose state does not open the rest goes on, and the run ends with that error);
 * 8. segments in which nothing is left leave the disk;
 * 9. tables are written anew, so that pages and write-ahead log hold no bytes of erased rows.
 */
export function createErasing(parts: ErasingParts): () => Promise<ErasingOutcome> {
  const watch = createClockWatch(parts.store, parts.clocks ?? systemClocks)
  return async () => {
    const verdict = await watch.judge()
    if (verdict.kind === 'apart') return stop(parts, watch, verdict)
    rmSync(alarmFile(parts.evidenceDir), { force: true })
    return run(parts, verdict.now)
  }
}

async function run(parts: ErasingParts, now: Date): Promise<ErasingOutcome> {
  const { store, keyring, evidenceDir } = parts
  const reached = parts.reached ?? (async () => {})
  const report = await eraseDue(store, keyring, now, reached, parts.atOnce)
  if ((await eraseReports(store, now)) > 0) await reached('reports')
  if ((await eraseCases(store, now)) > 0) await reached('cases')
  if ((await eraseMinors(store, now)) > 0) await reached('minors')
  if ((await erasePartners(store, now)) > 0) await reached('partners')
  const failed: unknown[] = []
  for (const id of await linesOfMandates(store)) {
    const gone = await eraseLinks(store, keyring, id, now.toISOString()).catch((error: unknown) => {
      failed.push(error)
      return 0
    })
    if (gone > 0) await reached('links')
  }
  const segments = await dropErasedSegments(store, evidenceDir, now, reached)
  if ((await rewriteTables(store, now)) !== null) await reached('tables')
  if (failed.length > 0) throw failed[0]
  return { ...report, segments, stopped: false }
}

/** Stands beside the evidence while erasing is stopped, for `baken doctor`, which opens no database. */
export function alarmFile(evidenceDir: string): string {
  return path.join(path.dirname(evidenceDir), 'clock-alarm.json')
}

/** Nothing is erased; when anything would be due, the operator is told, once, and the ledger says what each clock showed. */
async function stop(
  parts: ErasingParts,
  watch: ClockWatch,
  verdict: Extract<ClockVerdict, { kind: 'apart' }>
): Promise<ErasingOutcome> {
  const { readings, latest, alarmed } = verdict
  if (!alarmed) {
    if (!(await isAnythingDue(parts.store, latest))) return nothing
    await watch.alarm(readings)
  }
  const show = (ms: number | null): string => (ms === null ? 'none' : new Date(ms).toISOString())
  writeFileSync(alarmFile(parts.evidenceDir), JSON.stringify({ since: new Date(readings.process).toISOString() }), {
    mode: 0o600
  })
  parts.say(
    `Nothing is erased: the clocks differ by more than an hour, or did so and nobody has said which is right.\n` +
      `This process says ${show(readings.process)}, the database ${show(readings.database)}, the ledger expects ${show(readings.ledger)}.\n` +
      'Set the clock right; when it is right (the machine was off, for example), run: baken retention confirm-clock --reason TEXT'
  )
  return { ...nothing, stopped: true }
}
