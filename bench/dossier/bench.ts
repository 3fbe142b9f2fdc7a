/** `baken bench dossier`: time, CPU seconds and memory of `baken dossier` on a case with n items, adverts with their captures and some networks. */
import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import path from 'node:path'
import { openStore, type FillInput } from '../filled/store.ts'
import { writeParts } from '../import.ts'
import { rounded, startCommand, type CommandCost } from '../processes.ts'
import { caseOf } from './case.ts'

interface Made {
  readonly no: number
  readonly digest: string
  readonly bytes: number
}

/** Imports n adverts, pins them all in one case, and makes its dossier twice as users do, each in a command of its own. */
export async function runDossierBench(input: Omit<FillInput, 'keep'>): Promise<object> {
  const folder = mkdtempSync(path.join(tmpdir(), 'baken-bench-'))
  const dataDir = path.join(folder, 'data')
  try {
    const filled = performance.now()
    const files = await writeParts(folder, input.n, input.seed)
    await startCommand(['import', ...files, '--demo', '--data', dataDir]).ended
    input.say(`${input.n} adverts are in`)
    const id = await pinned(dataDir, input)
    const fillSeconds = Math.round((performance.now() - filled) / 1_000)
    input.say(`${input.n} items are pinned after ${fillSeconds} s`)
    const first = await make(dataDir, id, path.join(folder, 'first'))
    input.say(
      `made in ${first.figures.wallSeconds} s, ${first.figures.cpuSeconds} CPU s, ${first.figures.nodePeakMb} MB`
    )
    const again = await make(dataDir, id, path.join(folder, 'again'))
    const verified = await startCommand(['verify', path.join(folder, 'first', 'dossier-1.zip')]).ended
    return {
      items: input.n,
      fillSeconds,
      bytes: first.made.bytes,
      first: first.figures,
      again: again.figures,
      same: again.made.digest === first.made.digest,
      verify: figuresOf(verified),
      load: loadavg()
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function pinned(dataDir: string, { n, say }: Omit<FillInput, 'keep'>): Promise<string> {
  const app = await openStore(dataDir)
  try {
    const id = await caseOf(app, n, say)
    // As a database that has run for a day knows it.
    await app.store.owner.query('vacuum (analyze)')
    return id
  } finally {
    await app.close()
  }
}

async function make(
  dataDir: string,
  id: string,
  out: string
): Promise<{ readonly made: Made; readonly figures: ReturnType<typeof figuresOf> }> {
  const args = ['dossier', id, '--out', out, '--as', 'detective', '--reason', 'bench', '--data', dataDir]
  const cost = await startCommand(args, 0, 'oefenen-detective\n').ended
  return { made: JSON.parse(cost.stdout) as Made, figures: figuresOf(cost) }
}

function figuresOf({ wallSeconds, cpuSeconds, nodePeakMb }: CommandCost) {
  return { wallSeconds: rounded(wallSeconds), cpuSeconds: rounded(cpuSeconds), nodePeakMb }
}
