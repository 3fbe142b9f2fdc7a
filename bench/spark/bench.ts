/** `baken bench spark`: n adverts read, extracted and linked again, by the steps one after another and by the Spark job on two workers; the rows must be the same bytes. */
import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import { endedSeconds, rounded } from '../processes.ts'
import { lineOf, makeWorld } from '../worlds/world.ts'
import { sparkMissing, submitRelink } from './submit.ts'

const program = path.join(import.meta.dirname, '../../bin/baken.js')
const steps = ['extract', 'fingerprint', 'link-components'] as const
const master = 'local-cluster[2,1,2048]'
const parts = 8

interface Took {
  readonly seconds: number
  /** Of all processes below this one, Java and the steps among them. */
  readonly cpuSeconds: number
}

export async function runSparkBench(input: {
  readonly n: number
  readonly seed: number
  readonly say: (text: string) => void
}): Promise<object> {
  const missing = sparkMissing()
  if (missing !== null) return { adverts: input.n, skipped: missing }
  const folder = mkdtempSync(path.join(tmpdir(), 'baken-bench-'))
  const at = (name: string): string => path.join(folder, name)
  try {
    writeFileSync(at('key'), Buffer.alloc(32, 7))
    await writeAdverts(at('adverts.jsonl'), input.n, input.seed)
    const alone: Record<string, Took> = {}
    let from = 'adverts.jsonl'
    for (const step of steps) {
      alone[step] = await took(() => direct(step, at(from), at(step), at('key')))
      from = step
      input.say(`${step}: ${alone[step].seconds} s`)
    }
    const spark = await took(() => {
      const ran = submitRelink({
        master,
        baken: `'${process.execPath}' '${program}'`,
        key: at('key'),
        parts,
        out: at('out'),
        inputs: [at('adverts.jsonl')]
      })
      if (ran.code !== 0) throw new Error(`The Spark job ended with ${ran.code}: ${ran.stderr.slice(-2_000)}`)
    })
    const same: Record<string, boolean> = {}
    for (const step of steps) same[step] = (await digestOf([at(step)])) === (await digestOf(partsOf(at(`out/${step}`))))
    return { adverts: input.n, master, parts, alone, spark, sameBytes: same }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function writeAdverts(file: string, n: number, seed: number): Promise<void> {
  const out = createWriteStream(file)
  for (const [nth, advert] of makeWorld(n, seed).entries())
    if (!out.write(`${JSON.stringify({ ...lineOf(advert, nth), region: 'NL' })}\n`)) await once(out, 'drain')
  out.end()
  await finished(out)
}

async function direct(step: string, from: string, to: string, key: string): Promise<void> {
  const keyed = step === 'fingerprint' ? ['--key', key] : []
  const child = spawn(process.execPath, [program, 'step', step, ...keyed, from], {
    stdio: ['ignore', 'pipe', 'inherit']
  })
  const out = createWriteStream(to)
  child.stdout.pipe(out)
  const closed = new Promise<number | null>((resolve) => child.once('close', resolve))
  const [code] = await Promise.all([closed, finished(out)])
  if (code !== 0) throw new Error(`baken step ${step} ended with ${code}`)
}

async function took(work: () => void | Promise<void>): Promise<Took> {
  const [startedMs, cpu] = [performance.now(), endedSeconds()]
  await work()
  return { seconds: rounded((performance.now() - startedMs) / 1_000), cpuSeconds: rounded(endedSeconds() - cpu) }
}

function partsOf(folder: string): string[] {
  const names = readdirSync(folder).filter((name) => name.startsWith('part-'))
  return names.toSorted().map((name) => path.join(folder, name))
}

async function digestOf(files: readonly string[]): Promise<string> {
  const hash = createHash('sha256')
  for (const file of files) for await (const piece of createReadStream(file)) hash.update(piece as Buffer)
  return hash.digest('hex')
}
