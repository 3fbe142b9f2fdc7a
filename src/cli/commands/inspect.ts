/** `baken inspect url|robots|page|text`: explains a decision, without database, mandate or network. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { canonicalOrNull, canonicalUrl } from '../../crawl/canonical.ts'
import { textOption, UsageError, type Command, type CommandContext } from '../command.ts'
import { eachJsonLine } from '../json-lines.ts'
import { exitCodes, type ExitCode } from '../output.ts'

export const inspect: Command = {
  name: 'inspect',
  usage:
    'baken inspect url [--base B] REF… | robots --agent A --robots FILE URL… | page FILE --url U | page --jsonl [FILE] | text [--jsonl] [FILE|TEXT]',
  help: `
  url --base B REF…                    {"ref","url","canonical","refused"} a line
  robots --agent A --robots FILE URL…  {"url","allowed","rule"} a line
  page FILE --url U [--status N]       kind of page, title, text, main text, dates, links, adverts, facts
  page --jsonl [FILE]                  reads {"id","file","url","region"} lines, writes one such object a line
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
    const [what = '', ...operands] = context.operands
    switch (what) {
      case 'url':
        return inspectUrl(context, operands)
      case 'robots':
        return inspectRobotsFile(context, operands)
      case 'page':
        return context.options.jsonl === true ? inspectPages(context, operands[0]) : inspectPage(context, operands)
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
  const { inspectRobots } = await import('../../crawl/robots/robots.ts')
  for (const row of inspectRobots(readFileSync(file), agent, urls.length > 0 ? urls : linesOfStdin()))
    await context.output.data(JSON.stringify(row))
  return exitCodes.done
}

async function inspectPage(context: CommandContext, files: readonly string[]): Promise<ExitCode> {
  const [file] = files
  const address = textOption(context, 'url')
  if (file === undefined || address === undefined) throw new UsageError('Give a FILE and --url.')
  const page = pageOf(await loadPageSteps(), context, { id: null, file, url: address, region: undefined })
  if (typeof page === 'string') throw new UsageError(page)
  await context.output.data(JSON.stringify(page, null, context.output.json ? 0 : 2))
  return exitCodes.done
}

interface PageRow {
  readonly id: unknown
  readonly file: string
  readonly url: string
  readonly region: string | undefined
}

/** Pages by JSON lines; a file is looked for beside the list. What cannot be read is named on stderr, and the run goes on. */
async function inspectPages(context: CommandContext, list: string | undefined): Promise<ExitCode> {
  const steps = await loadPageSteps()
  const folder = list === undefined || list === '-' ? '.' : path.dirname(list)
  const needs = 'a JSON object with a "file" and a "url"'
  return eachJsonLine(context, list, {
    needs,
    answer({ id, file, url, region }) {
      if (typeof file !== 'string' || typeof url !== 'string') return `not ${needs}`
      const row = { id: id ?? null, file: path.resolve(folder, file), url, region: textOrNone(region) }
      const page = pageOf(steps, context, row)
      return typeof page === 'string' ? page : [{ id: row.id, ...page }]
    }
  })
}

/** What reading and extraction make of a file; a text says why it cannot be read. */
function pageOf(
  { readPage, extractFacts, extract }: PageSteps,
  context: CommandContext,
  row: PageRow
): object | string {
  const url = canonicalUrl(row.url)
  if (url.kind === 'refused') return `The address ${row.url} is refused: ${url.reason} (${url.detail}).`
  const seenAt = new Date().toISOString()
  let body: Buffer
  try {
    body = readFileSync(row.file)
  } catch (error) {
    return `The file ${row.file} cannot be read: ${(error as Error).message}.`
  }
  const page = readPage(
    { url: url.url, status: Number(textOption(context, 'status') ?? 200), headers: {}, body },
    { seenAt, canonical: canonicalOrNull }
  )
  const region = row.region ?? textOption(context, 'region') ?? 'NL'
  const adverts = page.adverts.map((advert) => ({
    ...advert,
    facts: extractFacts(advert, { region, language: page.language, seenAt }).facts
  }))
  return { ...page, adverts, facts: extract(page.text, { region, language: page.language, seenAt }) }
}

/*
 * What judges is loaded when it is asked for: an address needs no words and tables of extraction, a text no reader of pages.
 */

async function loadPageSteps() {
  const [{ readPage }, { extractFacts }, { extract }] = await Promise.all([
    import('../../read/read.ts'),
    import('../../extract/advert-facts.ts'),
    import('../../extract/extract.ts')
  ])
  return { readPage, extractFacts, extract }
}

type PageSteps = Awaited<ReturnType<typeof loadPageSteps>>

async function loadExtraction() {
  const { extract, likelyRegion } = await import('../../extract/extract.ts')
  return { extract, likelyRegion }
}

type Extraction = Awaited<ReturnType<typeof loadExtraction>>

async function inspectText(context: CommandContext, operands: readonly string[]): Promise<ExitCode> {
  const text = operands.length > 0 ? operands.join(' ') : readFileSync(0, 'utf8')
  const facts = factsOf(await loadExtraction(), text, textOption(context, 'region'))
  await context.output.data(JSON.stringify({ id: null, facts }))
  return exitCodes.done
}

async function inspectLines(context: CommandContext, file: string | undefined): Promise<ExitCode> {
  const extraction = await loadExtraction()
  const needs = 'a JSON object with a "text"'
  return eachJsonLine(context, file, {
    needs,
    answer: ({ id, text, region }) =>
      typeof text === 'string'
        ? [{ id: id ?? null, facts: factsOf(extraction, text, textOrNone(region) ?? textOption(context, 'region')) }]
        : `not ${needs}`
  })
}

function textOrNone(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

function factsOf({ extract, likelyRegion }: Extraction, text: string, region: string | undefined): object[] {
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
