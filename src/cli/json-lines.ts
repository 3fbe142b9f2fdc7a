/** JSON lines in, JSON lines out, as a stream: what a line says is judged alone, and a bad one is named and counted. */
import { accessSync, constants, createReadStream } from 'node:fs'
import { splitLines } from '../evidence/archives/lines/split-lines.ts'
import { UsageError, type CommandContext } from './command.ts'
import { exitCodes, type ExitCode } from './output.ts'

export type JsonObject = Readonly<Record<string, unknown>>

/** What one line gives: rows to write, none at all, or a text that says what is wrong with it. */
export type LineAnswer = readonly object[] | string

export interface LineReader {
  /** What a line must be, for who wrote another: `a JSON object with a "text"`. */
  readonly needs: string
  readonly answer: (value: JsonObject, line: number) => LineAnswer | Promise<LineAnswer>
}

/** A page of 50 MB in base64, with room for the rest of its line. */
const mostLineBytes = 80 * 1024 * 1024

/** Reads `file` (absent or `-`: standard input) line by line; a slow reader of what is written holds it back. Exit code 1 when any line was bad; throws `UsageError` where there is no such file. */
export async function eachJsonLine(
  { output }: Pick<CommandContext, 'output'>,
  file: string | undefined,
  { needs, answer }: LineReader
): Promise<ExitCode> {
  const source: AsyncIterable<Uint8Array> = file === undefined || file === '-' ? process.stdin : fileOf(file)
  let number = 0
  let bad = 0
  for await (const { bytes, tooLong } of splitLines(source, mostLineBytes)) {
    number++
    const answered = tooLong ? `longer than ${mostLineBytes} bytes` : await answerOf(bytes, number, needs, answer)
    if (typeof answered === 'string') {
      bad++
      output.say(`line ${number}: ${answered}: skipped`)
    } else for (const row of answered) await output.data(JSON.stringify(row))
  }
  if (bad > 0) output.say(`${bad} of ${number} lines could not be used.`)
  return bad === 0 ? exitCodes.done : exitCodes.problem
}

function fileOf(file: string): AsyncIterable<Uint8Array> {
  try {
    accessSync(file, constants.R_OK)
  } catch (error) {
    throw new UsageError(`The file ${file} cannot be read: ${(error as Error).message}.`)
  }
  return createReadStream(file)
}

async function answerOf(bytes: Buffer, line: number, needs: string, answer: LineReader['answer']): Promise<LineAnswer> {
  const text = bytes.toString('utf8').replace(/^\ufeff/, '')
  if (text.trim() === '') return []
  const value = parse(text)
  return value === null ? `not ${needs}` : answer(value, line)
}

function parse(text: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : null
  } catch {
    return null
  }
}
