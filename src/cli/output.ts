/** How commands speak: data to stdout, words and progress to stderr, a quiet end into `head`. */

import { withoutPasswords } from '../model/addresses/userinfo.ts'

/** Exit codes, documented in README and `--help`. */
export const exitCodes = { done: 0, problem: 1, usage: 2, refused: 3 } as const
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]

export interface Output {
  readonly json: boolean
  /** One line of data. Resolves when the reader took it, so that a slow reader holds the source back. */
  data(line: string): Promise<void>
  /** Words for a person, on stderr. */
  say(text: string): void
  /** The progress line: rewritten on a terminal with a bar for the share done (0 to 1), one plain line every few seconds in a pipe. */
  progress(text: string, share?: number): void
  /** Ends a progress line. */
  settle(): void
}

/** The reader of stdout has gone (`| head`): that is its right. Thrown so that a command ends in order, its database server too; exit code 0. */
export class ReaderGone extends Error {}

const pipeEveryMs = 5_000

export function createOutput(json: boolean): Output {
  const terminal = process.stderr.isTTY === true
  let shown = false
  let saidAt = 0
  let gone = false
  const blocked = new Set<(error: Error) => void>()
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    gone = true
    for (const reject of blocked) reject(new ReaderGone())
    blocked.clear()
  })
  process.stderr.on('error', () => {})
  const settle = (): void => {
    if (shown) process.stderr.write('\n')
    shown = false
  }
  return {
    json,
    data: (line) =>
      new Promise((resolve, reject) => {
        if (gone) reject(new ReaderGone())
        else if (process.stdout.write(`${line}\n`)) resolve()
        else {
          blocked.add(reject)
          process.stdout.once('drain', () => (blocked.delete(reject), resolve()))
        }
      }),
    say(text) {
      settle()
      process.stderr.write(`${withoutPasswords(text)}\n`)
    },
    progress(said, share) {
      const text = withoutPasswords(said)
      if (terminal) {
        process.stderr.write(
          `\r\u001b[2K${`${share === undefined ? '' : `${bar(share)}  `}${text}`.slice(0, (process.stderr.columns ?? 100) - 1)}`
        )
        shown = true
      } else if (Date.now() - saidAt >= pipeEveryMs) {
        saidAt = Date.now()
        process.stderr.write(`${text}\n`)
      }
    },
    settle
  }
}

/** Tells why a command does nothing; what it ends with. */
export function refuse(output: Output, message: string): ExitCode {
  output.say(`baken: refused. ${message}`)
  return exitCodes.refused
}

const barWidth = 20

function bar(share: number): string {
  const full = Math.round(Math.max(0, Math.min(1, share)) * barWidth)
  return `${'█'.repeat(full)}${'░'.repeat(barWidth - full)}`
}
