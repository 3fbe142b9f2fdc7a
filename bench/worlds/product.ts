/** A world through the product, as users run it: imports by command into a fresh folder, and what its exports then say. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { WeighReason } from '../../src/weigh/weigh.ts'
import { rounded, startCommand } from '../processes.ts'

/** A signal of the queue, in the order in which the queue is exported. */
export interface FoundSignal {
  readonly network: number
  readonly priority: number
}

/** A row of the exported signals, those that ended among them. */
export interface SignalRow extends FoundSignal {
  readonly state: string
  readonly class: string | null
  readonly first_seen: string | null
  readonly last_seen: string | null
  readonly reasons: readonly WeighReason[]
}

/** What the product made of a world, by the place of each advert in it. */
export interface Outcome {
  readonly networks: readonly (string | null)[]
  readonly templates: readonly (string | null)[]
  /** Adverts whose content the product opened. */
  readonly opened: ReadonlySet<number>
  readonly signals: readonly FoundSignal[]
  readonly rows: readonly SignalRow[]
  readonly missing: number
  readonly cpuSeconds: number
  readonly wallSeconds: number
}

interface World {
  /** Lines of adverts by the place of each in the world. */
  readonly lines: readonly string[]
  readonly ids: readonly string[]
}

/** Imports the lines in the given order, cut into so many imports. */
export async function outcomeOf(
  world: World,
  order: readonly number[],
  imports: number,
  say: (text: string) => void
): Promise<Outcome> {
  const folder = mkdtempSync(path.join(tmpdir(), 'baken-bench-'))
  const dataDir = path.join(folder, 'data')
  try {
    let [cpuSeconds, wallSeconds] = [0, 0]
    for (let part = 0; part < imports; part++) {
      const from = Math.floor((part * order.length) / imports)
      const to = Math.floor(((part + 1) * order.length) / imports)
      const file = path.join(folder, `part-${part}.jsonl`)
      writeFileSync(
        file,
        order
          .slice(from, to)
          .map((nth) => `${world.lines[nth]}\n`)
          .join('')
      )
      const cost = await startCommand(['import', file, '--demo', '--data', dataDir]).ended
      cpuSeconds += cost.cpuSeconds
      wallSeconds += cost.wallSeconds
      say(`import ${part + 1} of ${imports}: ${rounded(cost.wallSeconds)} s`)
    }
    const read = await readOutcome(dataDir, world.ids)
    return { ...read, cpuSeconds: rounded(cpuSeconds), wallSeconds: rounded(wallSeconds) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function readOutcome(
  dataDir: string,
  ids: readonly string[]
): Promise<Omit<Outcome, 'cpuSeconds' | 'wallSeconds'>> {
  const placeOf = new Map(ids.map((id, nth) => [id, nth]))
  const networks: (string | null)[] = ids.map(() => null)
  const templates: (string | null)[] = ids.map(() => null)
  let known = 0
  for (const row of await exported<{ advert: string; network: number | null; template: number | null }>(
    'networks',
    dataDir
  )) {
    const nth = placeOf.get(row.advert)
    if (nth === undefined) continue
    known++
    networks[nth] = row.network === null ? null : String(row.network)
    templates[nth] = row.template === null ? null : String(row.template)
  }
  const opened = new Set<number>()
  for (const row of await exported<{ id: string; state: string }>('adverts', dataDir, '--sealed')) {
    const nth = placeOf.get(row.id)
    if (nth !== undefined && row.state === 'open') opened.add(nth)
  }
  const signals = await exported<SignalRow>('signals', dataDir)
  const live = signals.filter((one) => one.state !== 'ended').map(({ network, priority }) => ({ network, priority }))
  return { networks, templates, opened, signals: live, rows: signals, missing: ids.length - known }
}

async function exported<T>(kind: string, dataDir: string, ...more: string[]): Promise<T[]> {
  const { stdout } = await startCommand(['export', kind, '--data', dataDir, ...more]).ended
  return stdout
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as T)
}
