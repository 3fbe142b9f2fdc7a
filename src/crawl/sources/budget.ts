/** Budgets as people write them in source and mandate files, and whether one is spent. */
import type { Budget, Limits, Spent } from '../../model/source.ts'
import { parseDurationMs, parseSizeBytes } from '../quantity.ts'

const none: Limits = { pages: null, bytes: null, ms: null }
/** What may stand in a budget, for messages. */
export const budgetHint =
  'write limits of a day and of a run: budget: { day: { pages: 5000, bytes: 500MB, time: 2h }, run: { pages: 1000 } }'

/** The first limit that is reached; null when more may be asked. */
export function spentUp(limits: Limits, spent: Spent): keyof Spent | null {
  for (const name of ['pages', 'bytes', 'ms'] as const) {
    const most = limits[name]
    if (most !== null && spent[name] >= most) return name
  }
  return null
}

/** Reads a budget from a parsed file; null when anything in it is no budget: an unknown key, a size or duration that is none, nothing at all. */
export function parseBudget(input: unknown): Budget | null {
  const parts = entriesOf(input, ['day', 'run'])
  if (parts === null || parts.size === 0) return null
  const day = parts.has('day') ? parseLimits(parts.get('day')) : none
  const run = parts.has('run') ? parseLimits(parts.get('run')) : none
  return day === null || run === null ? null : { day, run }
}

function parseLimits(input: unknown): Limits | null {
  const given = entriesOf(input, ['pages', 'bytes', 'time'])
  if (given === null || given.size === 0) return null
  const texts = new Map([...given].map(([name, value]) => [name, String(value)]))
  const read = (name: string, parse: (text: string) => number | null): number | null | undefined => {
    const text = texts.get(name)
    if (text === undefined) return null
    const value = parse(text)
    return value === null || value <= 0 ? undefined : value
  }
  const pages = read('pages', (text) => (/^\d{1,12}$/.test(text) ? Number(text) : null))
  const bytes = read('bytes', parseSizeBytes)
  const ms = read('time', parseDurationMs)
  return pages === undefined || bytes === undefined || ms === undefined ? null : { pages, bytes, ms }
}

function entriesOf(input: unknown, known: readonly string[]): Map<string, unknown> | null {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return null
  const entries = new Map<string, unknown>(Object.entries(input).filter((pair) => pair[1] !== undefined))
  return [...entries.keys()].every((key) => known.includes(key)) ? entries : null
}
