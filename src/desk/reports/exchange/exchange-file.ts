/** A file of entities of others, read twice: once to judge the whole of it, then as reports; a million entities are held by their ids and names only. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import type { ReportBody } from '../../../contract/reports/reports.ts'
import { reportsOf, type Entity, type EntityReader } from './entities.ts'
import { readFtm } from './ftm-in.ts'
import { JsonFault, linesOf, objectsOf, type JsonPiece } from './json-objects.ts'
import { readStix, stixNames } from './stix-in.ts'

type ExchangeFormat = 'stix' | 'ftm'

export type ExchangeFile =
  | {
      readonly kind: 'reports'
      readonly entities: number
      readonly reports: AsyncIterable<ReportBody & { readonly key: string }>
      /** What was odd, each kind once with its count: references that lead nowhere, unknown types, versions that were replaced. */
      readonly notes: readonly string[]
    }
  | { readonly kind: 'wrong'; readonly problems: readonly string[] }

const most = { problems: 20, notes: 50, entities: 5_000_000, nameChars: 80 }

const formats = {
  stix: { name: 'STIX 2.1', pieces: objectsOf, read: readStix, piece: 'object', names: stixNames },
  ftm: { name: 'FollowTheMoney', pieces: linesOf, read: readFtm, piece: 'line', names: new Map<string, string>() }
} as const

/** By what the beginning of a text says; null: neither. */
export function exchangeFormat(head: string): ExchangeFormat | null {
  if (/^\s*\{\s*(?:"[^"]{0,200}"\s*:\s*"[^"]{0,200}"\s*,\s*){0,20}"type"\s*:\s*"bundle"/.test(head)) return 'stix'
  const [line = ''] = head.trimStart().split('\n')
  return line.startsWith('{') && /"schema"\s*:/.test(line) && /"properties"\s*:/.test(line) ? 'ftm' : null
}

/** One wrong object refuses the file, by number or line, and nothing of it is sent. Throws for a file that cannot be read. */
export async function readExchange(file: string, format: ExchangeFormat): Promise<ExchangeFile> {
  const { name, piece, names: fixed } = formats[format]
  const survey = newSurvey(fixed)
  const digest = createHash('sha256')
  try {
    for await (const one of piecesOf(file, format, digest)) {
      survey.look(one, piece, formats[format].read)
      if (survey.ids.size > most.entities)
        return { kind: 'wrong', problems: [`It holds more than ${most.entities} entities: divide it.`] }
    }
  } catch (error) {
    if (!(error instanceof JsonFault)) throw error
    survey.wrong(`It is not whole: ${error.message}.`)
  }
  if (survey.ids.size === 0 && survey.problems === 0) survey.wrong('It holds no entities.')
  if (survey.problems > 0) return { kind: 'wrong', problems: survey.said() }
  const origin = { format: name, file: basename(file), sha256: digest.digest('hex') }
  const reports = reportsOf(chosen(file, format, survey.ids), survey.names, origin)
  return { kind: 'reports', entities: survey.ids.size, reports, notes: survey.notes() }
}

interface Held {
  /** Which piece holds, and its version and digest, to tell a newer one from a contradiction. */
  no: number
  version: string
  digest: string
}

function newSurvey(fixed: ReadonlyMap<string, string>) {
  const ids = new Map<string, Held>()
  const names = new Map<string, string>(fixed)
  const refs = new Map<string, number>()
  const problems: string[] = []
  const noted = new Map<string, number>()
  let count = 0
  const note = (words: string): void => {
    if (noted.size < 10_000 || noted.has(words)) noted.set(words, (noted.get(words) ?? 0) + 1)
  }
  const wrong = (problem: string): void => {
    count++
    if (problems.length < most.problems) problems.push(problem)
  }
  return {
    ids,
    names,
    wrong,
    get problems() {
      return count
    },
    look({ no, text }: JsonPiece, piece: string, read: EntityReader): void {
      const parsed = parse(text)
      if (parsed === undefined) return wrong(`${piece} ${no} is not JSON.`)
      const found = read(parsed)
      if (found.kind === 'wrong') return found.problems.forEach((one) => wrong(`${piece} ${no}: ${one}.`))
      const { entity } = found
      found.notes.forEach(note)
      const digest = createHash('sha1').update(text).digest('base64')
      const before = ids.get(entity.id)
      if (before !== undefined && before.digest !== digest) {
        if (before.version === entity.version)
          return wrong(
            `${piece} ${no}: ${entity.id.slice(0, 100)} stands at ${piece} ${before.no} too, and says something else.`
          )
        note('an older version of an entity is left out')
      } else if (before !== undefined) note('an entity stands twice and is taken once')
      if (before !== undefined && before.version >= entity.version) return
      ids.set(entity.id, { no, version: entity.version, digest })
      names.set(entity.id, entity.name.slice(0, most.nameChars))
      for (const [, to] of entity.refs) for (const ref of to) refs.set(ref, (refs.get(ref) ?? 0) + 1)
    },
    said: () => (count > problems.length ? [...problems, `And ${count - problems.length} more.`] : problems),
    notes(): string[] {
      const dangling = [...refs].filter(([ref]) => !names.has(ref))
      const all = [...noted].map(([words, times]) => (times === 1 ? words : `${words} (${times} times)`))
      const [first] = dangling
      if (first !== undefined)
        all.push(
          `${dangling.length} references lead to nothing in the file, the first to ${first[0].slice(0, 100)}: each is marked in its report`
        )
      return all.length > most.notes ? [...all.slice(0, most.notes), `and ${all.length - most.notes} more kinds`] : all
    }
  }
}

/** The entities that hold, in the order of the file. */
async function* chosen(
  file: string,
  format: ExchangeFormat,
  ids: ReadonlyMap<string, Held>
): AsyncGenerator<Entity, void, undefined> {
  for await (const { no, text } of piecesOf(file, format, null)) {
    const found = formats[format].read(parse(text))
    if (found.kind === 'entity' && ids.get(found.entity.id)?.no === no) yield found.entity
  }
}

function piecesOf(
  file: string,
  format: ExchangeFormat,
  digest: ReturnType<typeof createHash> | null
): AsyncIterable<JsonPiece> {
  async function* texts(): AsyncGenerator<string, void, undefined> {
    const decoder = new TextDecoder('utf-8')
    for await (const chunk of createReadStream(file, { highWaterMark: 1024 * 1024 })) {
      digest?.update(chunk as Buffer)
      yield decoder.decode(chunk as Buffer, { stream: true })
    }
    yield decoder.decode()
  }
  return formats[format].pieces(texts())
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
