/** What was read of a file of entities (STIX, FollowTheMoney), and its reports: each entity a line of words, the file and its digest above them. */
import type { ReportBody } from '../../../contract/reports/reports.ts'

export interface Entity {
  readonly id: string
  /** Of two with one id the later one holds; empty: it says none. */
  readonly version: string
  readonly kind: string
  readonly name: string
  readonly says: readonly (readonly [property: string, values: readonly string[]])[]
  /** Ids of others in the file, by what they are to it. */
  readonly refs: readonly (readonly [property: string, ids: readonly string[]])[]
  /** A person who may be under age by a date of birth. */
  readonly minor: boolean
}

type ReadEntity =
  | { readonly kind: 'entity'; readonly entity: Entity; readonly notes: readonly string[] }
  | { readonly kind: 'wrong'; readonly problems: readonly string[] }

export type EntityReader = (value: unknown) => ReadEntity

export interface Origin {
  /** "STIX 2.1", "FollowTheMoney". */
  readonly format: string
  readonly file: string
  readonly sha256: string
}

const most = { lineChars: 12_000, reportChars: 16_000 }

/** What a name of an id is where an entity has none. */
export type Names = ReadonlyMap<string, string>

/** The words of one entity; in pieces where they are too long for one report. */
function linesOfEntity({ id, kind, name, says, refs }: Entity, names: Names): string[] {
  const named = (ref: string): string => {
    const known = names.get(ref)
    return known === undefined ? `${ref} (not in the file)` : known === '' ? ref : `${known} (${ref})`
  }
  const parts = [
    ...says.map(([property, values]) => `${property}: ${values.join(', ')}`),
    ...refs.map(([property, ids]) => `${property}: ${ids.map(named).join(', ')}`)
  ]
  const line = `${kind}${name === '' ? '' : ` ${name}`} [${id}]${parts.length === 0 ? '' : ` ${parts.join('; ')}`}`
  const pieces: string[] = []
  for (let at = 0; at < line.length; at += most.lineChars)
    pieces.push(`${at === 0 ? '' : `[${id}] … `}${line.slice(at, at + most.lineChars)}`)
  return pieces
}

/** Reports of entities in the order of the file; the same file gives the same ones, under the same keys. */
export async function* reportsOf(
  entities: AsyncIterable<Entity>,
  names: Names,
  { format, file, sha256 }: Origin
): AsyncGenerator<ReportBody & { readonly key: string }, void, undefined> {
  const head = `${format} · ${file.slice(-200)} · sha256 ${sha256}`
  let [lines, chars, minor, no] = [[] as string[], 0, false, 0]
  const report = (): ReportBody & { readonly key: string } => {
    const what = [`${head} · ${++no}`, ...lines].join('\n')
    const made = { key: `file-${sha256.slice(0, 40)}-${no}`, what, ...(minor && { minor: 'doubt' as const }) }
    ;[lines, chars, minor] = [[], 0, false]
    return made
  }
  for await (const entity of entities) {
    for (const line of linesOfEntity(entity, names)) {
      if (chars + line.length > most.reportChars) yield report()
      lines.push(line)
      chars += line.length + 1
    }
    minor ||= entity.minor
  }
  if (lines.length > 0) yield report()
}
