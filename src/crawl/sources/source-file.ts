/** Reads a source file (YAML) into a source, or into named problems with their line and what to do. */
import { Errors } from 'typebox/value'
import { isMap, isPair, isScalar, LineCounter, parseDocument } from 'yaml'
import type { Document } from 'yaml'
import { completeSource } from './source-complete.ts'
import { hints, knownKeys, sourceSchema } from './source-schema.ts'
import type { SourceFile } from './source-schema.ts'
import type { Source } from '../../model/source.ts'

export interface SourceProblem {
  /** Dotted path in the file (`politeness.delay_ms`, `start.0`); the file name for the file as a whole. */
  readonly path: string
  readonly problem: string
  /** What to do. */
  readonly hint: string
  /** 1-based; null when the source did not come from a text. */
  readonly line: number | null
}

export type SourceResult =
  | { readonly kind: 'source'; readonly source: Source }
  | { readonly kind: 'invalid'; readonly problems: readonly SourceProblem[] }

/** More than any source file needs, little enough that no YAML trick costs anything. */
const maxFileChars = 100_000
const maxAliases = 20
const maxProblems = 50

/** Parses the text of a source file. Never throws; problems come in the order of the file, at most 50. */
export function parseSource(yamlText: string, fileName: string): SourceResult {
  const whole = (problem: string, hint: string, line = 1): SourceResult => ({
    kind: 'invalid',
    problems: [{ path: fileName, problem, hint, line }]
  })
  if (yamlText.length > maxFileChars)
    return whole(`longer than ${maxFileChars} characters`, 'check that this is a source file')
  if (yamlText.trim() === '') return whole('empty file', 'write at least id: and start:')
  const lines = new LineCounter()
  try {
    const document = parseDocument(yamlText, { lineCounter: lines, prettyErrors: false, logLevel: 'silent' })
    if (document.errors.length > 0) {
      return { kind: 'invalid', problems: yamlProblems(document, fileName, lines) }
    }
    if (!isMap(document.contents))
      return whole('not a mapping of keys and values', 'write lines such as id: practice-nl')
    const value: unknown = document.toJS({ maxAliasCount: maxAliases })
    return sourceFromValue(value, (path) => lineOf(document, path, lines))
  } catch (error) {
    // The yaml library throws on alias bombs, and the stack ends on absurd nesting.
    const message = error instanceof Error ? error.message : String(error)
    return whole(`not readable: ${message.slice(0, 200)}`, 'write plain YAML without aliases and deep nesting')
  }
}

/** Makes a source from an object of the same shape as the file, for sources that a program states. */
export function sourceFromObject(value: unknown): SourceResult {
  return sourceFromValue(value, () => null)
}

function sourceFromValue(value: unknown, line: (path: readonly string[]) => number | null): SourceResult {
  const problems = schemaProblems(value, line)
  if (problems.length > 0) return { kind: 'invalid', problems: inOrder(problems) }
  const completed = completeSource(value as SourceFile)
  if (completed.kind === 'source') return completed
  const placed = completed.problems.map(({ path, problem }) => ({
    path: path.join('.'),
    problem,
    hint: hintFor(path),
    line: line(path)
  }))
  return { kind: 'invalid', problems: inOrder(placed) }
}

/** One problem a line: the parser repeats itself for every bracket that stays open. */
function yamlProblems(document: Document, fileName: string, lines: LineCounter): SourceProblem[] {
  const byLine = new Map<number, SourceProblem>()
  for (const error of document.errors) {
    const { line } = lines.linePos(error.pos[0])
    if (byLine.has(line) || byLine.size >= maxProblems) continue
    const message = error.message.includes('call stack')
      ? 'nested too deep'
      : (error.message.split('\n', 1)[0] ?? error.code)
    const hint = 'mend the YAML at this line: indent with spaces, close brackets and quotes, each key once'
    byLine.set(line, { path: fileName, problem: `not YAML: ${message}`, hint, line })
  }
  return [...byLine.values()]
}

function schemaProblems(value: unknown, line: (path: readonly string[]) => number | null): SourceProblem[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return [
      {
        path: 'file',
        problem: 'not a mapping of keys and values',
        hint: 'write lines such as id: practice-nl',
        line: line([])
      }
    ]
  }
  const problems = new Map<string, SourceProblem>()
  const add = (path: readonly string[], problem: string, hint: string): void => {
    // A union reports each of its members and then itself: one problem a place is enough.
    const name = path.join('.')
    if (!problems.has(name)) problems.set(name, { path: name, problem, hint, line: line(path) })
  }
  for (const key of Object.keys(value))
    if (!Object.hasOwn(sourceSchema.properties, key)) add([key], 'unknown key', unknownKeyHint([key]))
  for (const key of sourceSchema.required) if (!Object.hasOwn(value, key)) add([key], 'missing', hintFor([key]))
  // Key by key, because the library stops after its first eight errors.
  for (const [key, schema] of Object.entries(sourceSchema.properties)) {
    if (!Object.hasOwn(value, key)) continue
    const stated: unknown = Reflect.get(value, key)
    for (const error of Errors(schema, stated)) {
      if (error.keyword === 'additionalProperties') continue
      const path = [
        key,
        ...error.instancePath
          .split('/')
          .slice(1)
          .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
      ]
      if (error.schemaPath.endsWith('/additionalProperties')) add(path, 'unknown key', unknownKeyHint(path))
      else add(path, wordsFor(path, value, error.message), hintFor(path))
    }
  }
  return [...problems.values()]
}

function wordsFor(path: readonly string[], root: unknown, message: string): string {
  let value: unknown = root
  for (const part of path) value = typeof value === 'object' && value !== null ? Reflect.get(value, part) : undefined
  const shown =
    value === null
      ? 'nothing'
      : Array.isArray(value)
        ? 'a list'
        : typeof value === 'object'
          ? 'a mapping'
          : JSON.stringify(value)
  const why =
    message === 'must match a schema in anyOf' || message.startsWith('must be equal')
      ? 'not one of the allowed values'
      : message
  return `${(shown ?? 'nothing').slice(0, 80)}: ${why}`
}

function hintFor(path: readonly string[]): string {
  for (let length = path.length; length > 0; length--) {
    const hint = hints[path.slice(0, length).join('.')]
    if (hint !== undefined) return hint
  }
  return 'see the example of a source file in the documentation'
}

function unknownKeyHint(path: readonly string[]): string {
  const parent = path.slice(0, -1).join('.')
  const known = knownKeys[parent] ?? []
  const key = path.at(-1) ?? ''
  const near = known.find((name) => similar(name, key))
  return near !== undefined ? `did you mean ${near}?` : `remove it; known here: ${known.join(', ')}`
}

/** Same letters after dropping case and separators, or one character more, less or other. */
function similar(a: string, b: string): boolean {
  const x = a.toLowerCase().replace(/[^a-z]/g, '')
  const y = b.toLowerCase().replace(/[^a-z]/g, '')
  if (x === y) return true
  if (Math.abs(x.length - y.length) > 1 || Math.min(x.length, y.length) < 2) return false
  let start = 0
  while (start < x.length && x[start] === y[start]) start++
  let end = 0
  while (end < Math.min(x.length, y.length) - start && x[x.length - 1 - end] === y[y.length - 1 - end]) end++
  return Math.max(x.length, y.length) - start - end <= 1 || [...x].sort().join('') === [...y].sort().join('')
}

/** Line of the key at a path, else of the nearest thing above it that is there. */
function lineOf(document: Document, path: readonly string[], lines: LineCounter): number {
  let line = 1
  for (let length = 1; length <= path.length; length++) {
    const parent: unknown = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true)
    const key = path[length - 1] ?? ''
    const pair = isMap(parent)
      ? parent.items.find((item) => isPair(item) && isScalar(item.key) && String(item.key.value) === key)
      : undefined
    const node: unknown = pair !== undefined ? pair.key : document.getIn(path.slice(0, length), true)
    const range: unknown = typeof node === 'object' && node !== null ? Reflect.get(node, 'range') : undefined
    if (!Array.isArray(range)) return line
    line = lines.linePos(Number(range[0])).line
  }
  return line
}

function inOrder(problems: SourceProblem[]): SourceProblem[] {
  return problems.sort((a, b) => (a.line ?? 0) - (b.line ?? 0)).slice(0, maxProblems)
}
