/** The command `baken`: finds the command, reads its options, runs it, and ends with its exit code. */
import { useBundles } from '../run/packages/bundles.ts'
import { readSettings } from '../run/settings.ts'
import { lostConnection } from '../store/lost-connection.ts'
import { withoutPasswords } from '../model/addresses/userinfo.ts'
import { readOptions, UsageError, type Command } from './command.ts'
import { commands, type CommandRow } from './commands.ts'
import { createOutput, exitCodes, ReaderGone, type ExitCode } from './output.ts'

useBundles()
// The last net: what no part expected is told in a sentence. Everything committed survives an end at any moment.
process.on('uncaughtException', (error: Error) => {
  const debug = process.env.BAKEN_DEBUG === '1' ? `${error.stack ?? ''}\n` : ''
  process.stderr.write(withoutPasswords(`baken: ${lostConnection(error) ?? error.message}\n${debug}`))
  process.exit(exitCodes.problem)
})
// A command that waits for something is not done, also when no socket or timer is open any more.
const waiting = setInterval(() => {}, 60_000)
process.exitCode = await main(process.argv.slice(2))
clearInterval(waiting)
// A slow reader: what the pipe has not taken yet (up to 64 KB) would be lost with the process.
for (const stream of [process.stdout, process.stderr]) await new Promise((resolve) => stream.write('', resolve))
// Sockets and timers of a stopped part must not hold the command open.
if (process.exitCode !== undefined) process.exit()

async function main(args: readonly string[]): Promise<ExitCode> {
  const output = createOutput(args.includes('--json'))
  // Options may stand before the command: the folder after --data is not its name.
  const at = args.findIndex((arg, index) => !arg.startsWith('-') && args[index - 1] !== '--data')
  const name = at < 0 ? undefined : args[at]
  if (name === undefined) {
    process.stdout.write(overview())
    return args.length === 0 || args.includes('--help') || args.includes('-h') ? exitCodes.done : exitCodes.usage
  }
  const row = commands.find((one) => one.name === name)
  if (row === undefined) {
    output.say(`baken: there is no command "${name}". The commands are: ${commands.map((one) => one.name).join(', ')}.`)
    return exitCodes.usage
  }
  return runCommand(
    row,
    args.filter((_, index) => index !== at)
  )
}

async function runCommand(row: CommandRow, args: readonly string[]): Promise<ExitCode> {
  const command = await row.load()
  const output = createOutput(args.includes('--json'))
  let dataDir: string | null = null
  try {
    const { values, positionals } = readOptions(command, args)
    if (values.help === true) {
      process.stdout.write(helpOf(row, command))
      return exitCodes.done
    }
    const settings = readSettings(
      process.env,
      typeof values.data === 'string' ? values.data : undefined,
      command.withoutData === true
    )
    if (settings.kind === 'refused') {
      output.say(`baken: ${settings.message}`)
      return exitCodes.usage
    }
    dataDir = settings.settings.dataDir
    const stop = new AbortController()
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        if (stop.signal.aborted && signal === 'SIGINT') process.exit(130)
        output.say(signal === 'SIGINT' ? 'Stopping in order (Ctrl-C again: at once).' : 'Stopping in order.')
        stop.abort()
      })
    }
    return await command.run({
      settings: settings.settings,
      output,
      options: values,
      operands: positionals,
      stop: stop.signal
    })
  } catch (error) {
    output.settle()
    if (error instanceof ReaderGone) return exitCodes.done
    return explain(error as Error & { code?: string }, command, dataDir)
  }
}

/** What went wrong, in words; the stack only for what should never happen. */
async function explain(error: Error & { code?: string }, command: Command, dataDir: string | null): Promise<ExitCode> {
  if (error instanceof UsageError || error.code?.startsWith('ERR_PARSE_ARGS') === true) {
    process.stderr.write(`baken ${command.name}: ${withoutPasswords(error.message)}\nUsage: ${command.usage}\n`)
    return exitCodes.usage
  }
  const { diskRoom } = await import('../run/disk-room.ts')
  const room = dataDir === null ? '' : diskRoom(error, dataDir)
  const debug = `${error.stack ?? ''}\n${(error as { where?: string }).where ?? ''}\n`
  process.stderr.write(
    withoutPasswords(
      `baken ${command.name}: ${lostConnection(error) ?? error.message}${room}\n${process.env.BAKEN_DEBUG === '1' ? debug : ''}`
    )
  )
  return exitCodes.problem
}

function overview(): string {
  const width = Math.max(...commands.map((one) => one.name.length))
  const rows = commands.map((one) => `  ${one.name.padEnd(width)}  ${one.summary}`).join('\n')
  return `Baken searches public sources for signals of human trafficking, lawful by construction.\n\nUsage: baken COMMAND [options]\n\n${rows}\n
All commands take --data DIR (or BAKEN_DATA), --json and --help.
Exit codes: 0 done, 1 found a problem, 2 wrong usage, 3 refused (mandate, scope, safety).\n`
}

function helpOf({ summary }: CommandRow, command: Command): string {
  return `${summary}\n\nUsage: ${command.usage}\n\n${command.help.trim()}\n
  --data DIR   where everything lives (default: BAKEN_DATA, else a folder per user)
  --json       machine-readable output
  --help       this text

Exit codes: 0 done, 1 found a problem, 2 wrong usage, 3 refused (mandate, scope, safety).\n`
}
