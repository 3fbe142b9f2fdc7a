/** `baken bench NAME`: reproduces one published figure; the raw result goes to bench/results/. */
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { numberOption, textOption, UsageError, type Command } from '../command.ts'
import { exitCodes } from '../output.ts'

/** What every bench gets; figures come back as plain data. */
export interface BenchInput {
  readonly n: number | undefined
  readonly seed: number | undefined
  readonly say: (text: string) => void
}

type Bench = (input: BenchInput) => Promise<object>

const folder = path.join(import.meta.dirname, '../../../bench')

const benches: Readonly<Record<string, { readonly about: string; readonly load: () => Promise<Bench> }>> = {
  quality: {
    about: 'phones, networks and signals on the practice web against its truth',
    load: () => load('quality.ts', 'runQualityBench')
  },
  pipeline: {
    about: 'pages a second and CPU seconds per 1,000 pages for the whole way',
    load: () => load('pipeline.ts', 'runPipelineBench')
  },
  extract: {
    about: 'facts found in a labelled set, beside libphonenumber-js alone',
    load: () => load('extract/bench.ts', 'runExtractBench')
  },
  link: {
    about: 'templates and networks at n adverts, beside MinHash, SimHash and shared phones',
    load: () => load('link/bench.ts', 'runLinkBench')
  }
}

export const bench: Command = {
  name: 'bench',
  usage: `baken bench ${Object.keys(benches).join('|')} [--n N] [--seed S]`,
  summary: 'reproduce one published figure, raw result into bench/results/',
  help: `
${Object.entries(benches)
  .map(([name, one]) => `  ${name.padEnd(10)} ${one.about}`)
  .join('\n')}
  --n N      size (adverts or pages)
  --seed S   another world
  --out DIR  where the raw result goes (default bench/results)`,
  options: { n: { type: 'string' }, seed: { type: 'string' }, out: { type: 'string' } },
  withoutData: true,
  async run(context) {
    const [name] = context.operands
    const found = benches[name ?? '']
    if (found === undefined) throw new UsageError(`Say which: ${Object.keys(benches).join(', ')}.`)
    const run = await found.load()
    const result = await run({
      n: numberOption(context, 'n', 1),
      seed: numberOption(context, 'seed', 0),
      say: context.output.say
    })
    const out = textOption(context, 'out') ?? path.join(folder, 'results')
    mkdirSync(out, { recursive: true })
    const raw = { bench: name, at: new Date().toISOString(), node: process.version, ...result }
    writeFileSync(path.join(out, `${name}.json`), `${JSON.stringify(raw, null, 2)}\n`)
    await context.output.data(JSON.stringify(raw, null, context.output.json ? 0 : 2))
    return exitCodes.done
  }
}

/** Benches are no part of the product: loaded only when asked for. */
async function load(file: string, name: string): Promise<Bench> {
  const module = (await import(path.join(folder, file))) as Record<string, Bench | undefined>
  const found = module[name]
  if (found === undefined) throw new Error(`bench/${file} has no ${name}`)
  return found
}
