/** The shape of a command: name, words, options, and what it does (its summary stands in commands.ts). Adding one = one file and one row in commands.ts. */
import type { ParseArgsConfig } from 'node:util'
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
