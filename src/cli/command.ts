/** The shape of a command: name, words, options, and what it does (its summary stands in commands.ts). Adding one = one file and one row in commands.ts. */
import { parseArgs, type ParseArgsConfig } from 'node:util'
import type { Settings } from '../run/settings.ts'
import type { ExitCode, Output } from './output.ts'

export interface CommandContext {
  readonly settings: Settings
  readonly output: Output
  readonly options: Readonly<Record<string, string | boolean | string[] | undefined>>
  readonly operands: readonly string[]
  /** Aborted on Ctrl-C, SIGTERM and SIGHUP: end in order. */
  readonly stop: AbortSignal
}

export interface Command {
  readonly name: string
  readonly usage: string
  /** Further lines of `--help`: options and what they do. */
  readonly help: string
  readonly options: NonNullable<ParseArgsConfig['options']>
  /** True for commands that need no data folder (inspect, verify of a path). */
  readonly withoutData?: boolean
  run(context: CommandContext): Promise<ExitCode>
}

/** Thrown for wrong usage found while running; printed with the usage, exit code 2. */
export class UsageError extends Error {}

/** A text option, or undefined. */
export function textOption(context: CommandContext, name: string): string | undefined {
  const value = context.options[name]
  return typeof value === 'string' ? value : undefined
}

/** A whole number option of at least `least`, or undefined; a wrong one is wrong usage. */
export function numberOption(context: CommandContext, name: string, least: number): number | undefined {
  const text = textOption(context, name)
  if (text === undefined) return undefined
  const value = Number(text)
  if (!Number.isInteger(value) || value < least)
    throw new UsageError(`--${name} wants a whole number of ${least} or more, not "${text}".`)
  return value
}

/** The number that an operand is, 1 or more; anything else is wrong usage, and `missing` says what to give. */
export function numberOperand(operand: string | undefined, missing: string): number {
  const number = Number(operand)
  if (!Number.isSafeInteger(number) || number < 1) throw new UsageError(missing)
  return number
}

const globalOptions = {
  data: { type: 'string' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false }
} as const

/** Options and operands of a command line, without the name of the command. Throws an error with words for a wrong one. */
export function readOptions(
  command: Pick<Command, 'options'>,
  args: readonly string[]
): { readonly values: CommandContext['options']; readonly positionals: string[] } {
  const options = { ...globalOptions, ...command.options }
  const { values, positionals, tokens } = parseArgs({
    args: [...args],
    options,
    allowPositionals: true,
    strict: true,
    tokens: true
  })
  requireOnce(options, tokens)
  return { values: values as CommandContext['options'], positionals }
}

/** An option with one value is given once: of two, neither is meant more than the other. */
function requireOnce(
  options: Command['options'],
  tokens: readonly { readonly kind: string; readonly name?: string; readonly value?: string | undefined }[]
): void {
  const given = new Map<string, string>()
  for (const { kind, name, value } of tokens) {
    if (kind !== 'option' || name === undefined || value === undefined || options[name]?.multiple === true) continue
    const before = given.get(name)
    if (before !== undefined)
      throw new UsageError(`--${name} takes one value and was given twice ("${before}" and "${value}"): give it once.`)
    given.set(name, value)
  }
}
