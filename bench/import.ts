/** `baken bench import`: CPU seconds and memory of importing n generated adverts into an empty store, in one import and in ten. */
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { once } from 'node:events'
import { generate, type BenchAdvert } from './link/generate.ts'
import { rounded, startCommand, type CommandCost } from './processes.ts'

const parts = 10

interface Imported {
  readonly records: number
  readonly added: number
  readonly adverts: number
  readonly networks: number
  readonly signals: number
}

/** Runs `baken import` as users do, each time as a command of its own. */
export async function runImportBench(input: {
  readonly n: number
  readonly seed: number
  readonly say: (text: string) => void
}): Promise<object> {
  const folder = mkdtempSync(path.join(tmpdir(), 'baken-bench-'))
  try {
    const files = await writeParts(folder, input.n, input.seed)
    const one = await importAll(path.join(folder, 'one'), [files], input.say)
    const ten = await importAll(
      path.join(folder, 'ten'),
      files.map((file) => [file]),
      input.say
    )
    return { adverts: input.n, oneImport: one, tenImports: ten }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function importAll(
  dataDir: string,
  commands: readonly (readonly string[])[],
  say: (text: string) => void
): Promise<object> {
  const costs: CommandCost[] = []
  let records = 0
  let last: Imported | null = null
  for (const files of commands) {
    const cost = await startCommand(['import', ...files, '--demo', '--data', dataDir]).ended
    last = JSON.parse(cost.stdout.trim().split('\n').at(-1) ?? '') as Imported
    records += last.records
    costs.push(cost)
    say(`${last.records} records: ${rounded(cost.cpuSeconds)} CPU s, ${cost.nodePeakMb} MB`)
  }
  const cpu = costs.reduce((sum, cost) => sum + cost.cpuSeconds, 0)
  return {
    imports: commands.length,
    records,
    cpuSeconds: rounded(cpu),
    cpuSecondsPer1000: rounded((cpu / records) * 1000),
    wallSeconds: rounded(costs.reduce((sum, cost) => sum + cost.wallSeconds, 0)),
    nodePeakMb: Math.max(...costs.map((cost) => cost.nodePeakMb)),
    adverts: last?.adverts,
    networks: last?.networks,
    signals: last?.signals
  }
}

/** The adverts of one world as ten files of JSON lines, in order of their days. */
export async function writeParts(folder: string, n: number, seed: number): Promise<string[]> {
  const files: string[] = []
  let out: ReturnType<typeof createWriteStream> | null = null
  for (const advert of generate(n, seed)) {
    if (advert.id >= Math.ceil((files.length * n) / parts)) {
      if (out !== null) await ended(out)
      const file = path.join(folder, `part-${files.length}.jsonl`)
      files.push(file)
      out = createWriteStream(file)
    }
    if (out?.write(`${JSON.stringify(lineOf(advert))}\n`) === false) await once(out, 'drain')
  }
  if (out !== null) await ended(out)
  return files
}

async function ended(out: ReturnType<typeof createWriteStream>): Promise<void> {
  out.end()
  await once(out, 'finish')
}

function lineOf(advert: BenchAdvert): object {
  return {
    id: `a${advert.id}`,
    url: `http://${advert.site}/advert/${advert.id}`,
    site: advert.site,
    ...(advert.account !== null && { account: advert.account }),
    title: advert.title,
    body: advert.body,
    city: advert.place,
    seller: advert.name,
    seen_at: new Date(advert.day * 86_400_000 + (advert.id % 86_400) * 1000).toISOString(),
    images: advert.pictures.map((one, nth) => ({
      url: `http://${advert.site}/picture/${advert.id}-${nth}.jpg`,
      pdq: one.pdq,
      quality: one.quality
    }))
  }
}
