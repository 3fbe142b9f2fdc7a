/** `baken bench NAME`: reproduces one published figure; the raw result goes to bench/results/. */
import { writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import path from 'node:path'
import { extract } from '../../extract/extract.ts'
import { makeFolder } from '../../run/make-folder.ts'
import { numberOption, textOption, UsageError, type Command } from '../command.ts'
import { exitCodes } from '../output.ts'

/** What every bench gets; figures come back as plain data. */
export interface BenchInput {
  readonly n: number
  readonly seed: number
  /** Link: facts are read out of the texts by `extract` instead of taken from the generator. */
  readonly extract?: (text: string) => readonly object[]
  /** Search and desk: the folder that keeps the filled store; worlds: the adverts and their truth. Null keeps nothing. */
  readonly keep: string | null
  /** Worlds: so many imports, and adverts in another order than that of their placing. */
  readonly imports: number
  readonly shuffle: boolean
  readonly say: (text: string) => void
}

type Bench = (input: BenchInput) => Promise<object>

interface Entry {
  readonly about: string
  readonly n: number
  readonly seed: number
  readonly load: () => Promise<Bench>
}

const folder = path.join(import.meta.dirname, '../../../bench')

const benches: Readonly<Record<string, Entry>> = {
  quality: {
    about: 'phones, networks and signals on a practice web of n adverts, against its truth',
    n: 3_600,
    seed: 11,
    load: () => load('quality.ts', 'runQualityBench')
  },
  pipeline: {
    about: 'pages a second and CPU seconds per 1,000 pages for the whole way, over n pages',
    n: 5_000,
    seed: 11,
    load: () => load('pipeline.ts', 'runPipelineBench')
  },
  crawl: {
    about: 'the same for `crawl --no-process`: fetch, links and sealed evidence only',
    n: 5_000,
    seed: 11,
    load: () => load('pipeline.ts', 'runCrawlBench')
  },
  import: {
    about: 'CPU seconds and memory of importing n adverts into an empty store, in one import and in ten',
    n: 10_000,
    seed: 13,
    load: () => load('import.ts', 'runImportBench')
  },
  start: {
    about:
      'CPU seconds of starting: --help, inspect, and the practice web to its first adverts and first signal (n runs)',
    n: 3,
    seed: 13,
    load: () => load('start.ts', 'runStartBench')
  },
  search: {
    about: 'time of searching words, phrases and facts among n adverts, beside SQLite FTS5',
    n: 100_000,
    seed: 13,
    load: () => load('search/bench.ts', 'runSearchBench')
  },
  desk: {
    about: 'time of every GET route of the interface on a store of n adverts with networks and signals',
    n: 100_000,
    seed: 13,
    load: () => load('desk/bench.ts', 'runDeskBench')
  },
  dossier: {
    about: 'time and memory of making the dossier of a case with n items, by the command',
    n: 10_000,
    seed: 13,
    load: () => load('dossier/bench.ts', 'runDossierBench')
  },
  evidence: {
    about:
      'the log of a million entries: growing it and proofs from it; time of erasing n captures that are due, with index, links, segments and tables',
    n: 100_000,
    seed: 13,
    load: () => load('evidence/bench.ts', 'runEvidenceBench')
  },
  proof: {
    about:
      'sealing, checking, opening and packing n captures of 18 kB; one opened out of a million; proofs from a log of ten million entries',
    n: 10_000,
    seed: 13,
    load: () => load('evidence/proof.ts', 'runProofBench')
  },
  extract: {
    about: 'phones in n labelled texts, beside libphonenumber-js alone; the other kinds of facts in n more',
    n: 4_000,
    seed: 61,
    load: () => load('extract/bench.ts', 'runExtractBench')
  },
  link: {
    about: 'templates and networks at n adverts, beside MinHash, SimHash and shared phones',
    n: 10_000,
    seed: 13,
    load: () => load('link/bench.ts', 'runLinkBench')
  },
  read: {
    about: 'kind and fields of 407 invented pages, written by hands that had not seen the reader',
    n: 407,
    seed: 0,
    load: () => load('read/bench.ts', 'runReadBench')
  },
  wcxb: {
    about: 'main text of 353 real pages, where their folder lies beside the checkout',
    n: 353,
    seed: 0,
    load: () => load('wcxb/bench.ts', 'runWcxbBench')
  },
  revisit: {
    about: 'a simulated month of n adverts: edits and disappearances noticed within a day, beside a fixed daily visit',
    n: 3_000,
    seed: 17,
    load: () => load('revisit.ts', 'runRevisitBench')
  },
  changes: {
    about: 'n weekly series each without a change, with weeks that hang together more or less, and with a planted step',
    n: 300,
    seed: 29,
    load: () => load('changes.ts', 'runChangesBench')
  },
  frontier: {
    about: 'bytes an address and time of a lease among n known ones; four processes empty it while they are killed',
    n: 1_000_000,
    seed: 7,
    load: () => load('frontier/bench.ts', 'runFrontierBench')
  },
  robustness: {
    about: 'linking of spun texts, of adverts in another order, and of the first thousand',
    n: 10_000,
    seed: 13,
    load: () => load('link/robustness.ts', 'runRobustnessBench')
  },
  worlds: {
    about: 'networks, templates and the order of the queue on a world of n adverts that no rule was fitted on',
    n: 3_000,
    seed: 2_611,
    load: () => load('worlds/bench.ts', 'runWorldsBench')
  },
  spark: {
    about:
      'n adverts extracted and linked again by Apache Spark on two workers, beside the steps alone; the same bytes',
    n: 10_000,
    seed: 13,
    load: () => load('spark/bench.ts', 'runSparkBench')
  }
}

export const bench: Command = {
  name: 'bench',
  usage: `baken bench ${Object.keys(benches).join('|')} [--n N] [--seed S] [--read] [--keep DIR] [--imports K] [--shuffle]`,
  help: `
${Object.entries(benches)
  .map(([name, one]) => `  ${name.padEnd(10)} ${one.about} (n ${one.n})`)
  .join('\n')}
  --n N      size (adverts, pages or texts); other than the default, the result is kept as NAME-N.json
  --seed S   another world
  --read     link: read the facts out of the texts, as the product does
  --keep DIR search, desk: keep the filled store there, and use it when it is filled; worlds: adverts and their truth
  --imports K  worlds: cut into so many imports, and compared with one
  --shuffle  worlds: in another order than that of placing, and compared with it
  --out DIR  where the raw result goes (default bench/results)`,
  options: {
    n: { type: 'string' },
    seed: { type: 'string' },
    keep: { type: 'string' },
    out: { type: 'string' },
    read: { type: 'boolean' },
    imports: { type: 'string' },
    shuffle: { type: 'boolean' }
  },
  withoutData: true,
  async run(context) {
    const [name] = context.operands
    const found = benches[name ?? '']
    if (found === undefined) throw new UsageError(`Say which: ${Object.keys(benches).join(', ')}.`)
    const run = await found.load()
    const n = numberOption(context, 'n', 1) ?? found.n
    const seed = numberOption(context, 'seed', 0) ?? found.seed
    const reads = context.options.read === true
    const keep = textOption(context, 'keep') ?? null
    const imports = numberOption(context, 'imports', 1) ?? 1
    const shuffle = context.options.shuffle === true
    const asked = { n, seed, keep, imports, shuffle, say: context.output.say }
    const result = await run({ ...asked, ...(reads && { extract: linkFacts }) })
    const out = textOption(context, 'out') ?? path.join(folder, 'results')
    makeFolder(out, 0o755)
    const raw = {
      bench: name,
      n,
      seed,
      at: new Date().toISOString(),
      node: process.version,
      cpus: availableParallelism(),
      ...result
    }
    const variant = [reads && '-read', imports > 1 && `-imports-${imports}`, shuffle && '-shuffled'].filter(Boolean)
    const file = `${name}${n === found.n ? '' : `-${n}`}${variant.join('')}.json`
    writeFileSync(path.join(out, file), `${JSON.stringify(raw, null, 2)}\n`)
    await context.output.data(JSON.stringify(raw, null, context.output.json ? 0 : 2))
    return exitCodes.done
  }
}

/** Facts as the linker's bench wants them. */
function linkFacts(text: string): readonly object[] {
  return extract(text, { region: 'NL' }).filter((fact) => ['phone', 'email', 'handle', 'url'].includes(fact.kind))
}

/** Benches are no part of the product: loaded only when asked for. */
async function load(file: string, name: string): Promise<Bench> {
  const module = (await import(path.join(folder, file))) as Record<string, Bench | undefined>
  const found = module[name]
  if (found === undefined) throw new Error(`bench/${file} has no ${name}`)
  return found
}
