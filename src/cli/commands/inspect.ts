/** `baken inspect url|robots|page|text`: explains a decision, without database, mandate or network. */
import { createReadStream, readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { canonicalOrNull, canonicalUrl } from '../../crawl/canonical.ts'
import { inspectRobots } from '../../crawl/robots.ts'
import { extract, likelyRegion } from '../../extract/extract.ts'
import { extractFacts, read } from '../../pipeline.ts'
import { textOption, UsageError, type Command, type CommandContext } from '../command.ts'
import { exitCodes, type ExitCode } from '../output.ts'

export const inspect: Command = {
  name: 'inspect',
  usage:
    'baken inspect url [--base B] REF… | robots --agent A --robots FILE URL… | page FILE --url U | text [--jsonl] [FILE|TEXT]',
  summary: 'explain what Baken makes of an address, robots.txt, page or text',
  help: `
  url --base B REF…                    {"ref","url","canonical","refused"} a line
  robots --agent A --robots FILE URL…  {"url","allowed","rule"} a line
  page FILE --url U [--status N]       kind of page, title, text, dates, links, adverts, facts
  text                                 reads a text from stdin, or TEXT; --region NL
  text --jsonl [FILE]                  reads {"id","text","region"} lines, writes {"id","facts":[...]} lines`,
  options: {
    base: { type: 'string' },
    agent: { type: 'string' },
    robots: { type: 'string' },
    url: { type: 'string' },
    status: { type: 'string' },
    jsonl: { type: 'boolean' },
    region: { type: 'string' }
  },
  withoutData: true,
  async run(context) {
    const [what, ...operands] = context.operands
    switch (what) {
      case 'url':
        return inspectUrl(context, operands)
      case 'robots':
        return inspectRobotsFile(context, operands)
      case 'page':
        return inspectPage(context, operands)
      case 'text':
        return context.options.jsonl === true ? inspectLines(context, operands[0]) : inspectText(context, operands)
      default:
        throw new UsageError('Say what to inspect: url, robots, page or text.')
    }
  }
}

async function inspectUrl(context: CommandContext, refs: readonly string[]): Promise<ExitCode> {
  const base = textOption(context, 'base')
  for (const ref of refs.length > 0 ? refs : linesOfStdin()) {
    const result = canonicalUrl(ref, base)
    const row =
      result.kind === 'url'
        ? { ref, url: resolved(ref, base), canonical: result.url, refused: null }
        : { ref, url: resolved(ref, base), canonical: null, refused: result.reason, detail: result.detail }
    await context.output.data(JSON.stringify(row))
  }
  return exitCodes.done
}

function resolved(ref: string, base: string | undefined): string | null {
  return URL.canParse(ref, base) ? new URL(ref, base).href : null
}

async function inspectRobotsFile(context: CommandContext, urls: readonly string[]): Promise<ExitCode> {
  const file = textOption(context, 'robots')
  const agent = textOption(context, 'agent') ?? 'Baken'
  if (file === undefined) throw new UsageError('Give --robots FILE.')
  for (const row of inspectRobots(readFileSync(file), agent, urls.length > 0 ? urls : linesOfStdin()))
    await context.output.data(JSON.stringify(row))
  return exitCodes.done
}

async function inspectPage(context: CommandContext, files: readonly string[]): Promise<ExitCode> {
  const [file] = files
  const address = textOption(context, 'url')
  if (file === undefined || address === undefined) throw new UsageError('Give a FILE and --url.')
  const url = canonicalUrl(address)
  if (url.kind === 'refused') throw new UsageError(`--url ${address} is refused: ${url.reason} (${url.detail}).`)
  const seenAt = new Date().toISOString()
  const body = readFileSync(file)
  const page = read(
    { url: url.url, status: Number(textOption(context, 'status') ?? 200), headers: {}, body },
    { seenAt, canonical: (ref, base) => canonicalOrNull(ref, base) }
  )
  const region = textOption(context, 'region') ?? 'NL'
  const adverts = page.adverts.map((advert) => ({
    ...advert,
    facts: extractFacts(advert, { region, language: page.language, seenAt }).facts
  }))
  const facts = extract(page.text, { region, language: page.language, seenAt })
  await context.output.data(JSON.stringify({ ...page, adverts, facts }, null, context.output.json ? 0 : 2))
  return exitCodes.done
}

async function inspectText(context: CommandContext, operands: readonly string[]): Promise<ExitCode> {
  const text = operands.length > 0 ? operands.join(' ') : readFileSync(0, 'utf8')
  await context.output.data(JSON.stringify({ id: null, facts: factsOf(text, textOption(context, 'region')) }))
  return exitCodes.done
}

/** JSONL in, JSONL out, streamed; a bad line is named on stderr and the run goes on. */
async function inspectLines(context: CommandContext, file: string | undefined): Promise<ExitCode> {
  const lines = createInterface({
    input: file === undefined || file === '-' ? process.stdin : createReadStream(file),
    crlfDelay: Number.POSITIVE_INFINITY
  })
  let number = 0
  let bad = 0
  for await (const line of lines) {
    number++
    if (line.trim() === '') continue
    const row = parseLine(line)
    if (row === null) {
      bad++
      context.output.say(`line ${number}: not a JSON object with a "text": skipped`)
      continue
    }
    await context.output.data(
      JSON.stringify({ id: row.id, facts: factsOf(row.text, row.region ?? textOption(context, 'region')) })
    )
  }
  return bad === 0 ? exitCodes.done : exitCodes.problem
}

function parseLine(line: string): { id: unknown; text: string; region: string | undefined } | null {
  try {
    const row: unknown = JSON.parse(line)
    if (typeof row !== 'object' || row === null) return null
    const { id, text, region } = row as { id?: unknown; text?: unknown; region?: unknown }
    return typeof text === 'string'
      ? { id: id ?? null, text, region: typeof region === 'string' ? region : undefined }
      : null
  } catch {
    return null
  }
}

function factsOf(text: string, region: string | undefined): object[] {
  return extract(text, { region: region ?? likelyRegion(text) }).map(
    ({ kind, value, raw, start, end, spans, method, confidence, attributes }) => ({
      kind,
      value,
      raw,
      start,
      end,
      ...(spans !== undefined && { spans }),
      method,
      confidence,
      ...(attributes !== undefined && { attributes })
    })
  )
}

function linesOfStdin(): string[] {
  return readFileSync(0, 'utf8')
    .split(/\r?\n/)
    .filter((line) => line !== '')
}
