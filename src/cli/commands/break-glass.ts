/** `baken break-glass`: reading under other mandates for some hours, asked by one person and approved by another. */
import {
  askBreakGlass,
  decideBreakGlass,
  listBreakGlass,
  type BreakGlassOutcome
} from '../../accountability/mandates/break-glass.ts'
import type { App } from '../../run/app.ts'
import { numberOperand, numberOption, textOption, UsageError, type Command, type CommandContext } from '../command.ts'
import { openForCommand } from '../ground.ts'
import { exitCodes, type ExitCode } from '../output.ts'
import { asPerson } from '../person.ts'
import { tableLines } from '../table.ts'

type Run = (app: App) => Promise<ExitCode>

export const breakGlass: Command = {
  name: 'break-glass',
  usage:
    'baken break-glass ask --mandate ID,ID… [--hours N] | list | approve NUMBER | refuse NUMBER | end NUMBER, each with --as USER --reason TEXT',
  help: `
  ask            an analyst, detective or coordinator asks to read under mandates for --hours (4; at most 24)
  list           who asked, who approved, until when, and how much was read; closed: the account of who asked was closed
  approve N      a coordinator or administrator, never who asked, approves; refuse N. Nobody decided within a day: it lapses
  end N          ends it before its time
  --as USER      who you are; the password is read from the first line of stdin
While it holds, that person may choose these mandates on the screens, and export their content at once: baken export KIND --break-glass N --as
USER. Every reading is in the ledger, and auditors see it all under "Verantwoording".`,
  options: {
    mandate: { type: 'string' },
    hours: { type: 'string' },
    as: { type: 'string' },
    reason: { type: 'string' }
  },
  async run(context) {
    const [verb, operand] = context.operands
    const run = verbOf(context, verb, operand)
    const opened = await openForCommand(context, 'read')
    if (opened.kind === 'ended') return opened.code
    try {
      return await run(opened.app)
    } finally {
      await opened.app.close()
    }
  }
}

function verbOf(context: CommandContext, verb: string | undefined, operand: string | undefined): Run {
  if (verb === 'list') return list(context)
  if (verb === 'ask') {
    const mandates = (textOption(context, 'mandate') ?? '').split(',').flatMap((one) => one.trim() || [])
    const hours = numberOption(context, 'hours', 1) ?? 4
    if (mandates.length === 0 || mandates.length > 100 || hours > 24)
      throw new UsageError('Name the mandates with --mandate ID,ID and at most 24 --hours.')
    return asPerson(context, ({ store }, by) => askBreakGlass(store, { mandates, hours }, by), told(context))
  }
  if (verb !== 'approve' && verb !== 'refuse' && verb !== 'end')
    throw new UsageError('Say ask, list, approve, refuse or end.')
  const number = numberOperand(operand, 'Give its number: baken break-glass list.')
  return asPerson(context, ({ store }, by) => decideBreakGlass(store, number, verb, by), told(context))
}

function list(context: CommandContext): Run {
  return async ({ store }) => {
    const { list: all } = await listBreakGlass(store, 'console')
    const lines = context.output.json
      ? all.map((one) => JSON.stringify(one))
      : tableLines(
          ['number', 'state', 'mandates', 'asked by', 'decided by', 'until', 'acts', 'reason'],
          all.map((one) => [
            String(one.id),
            one.state,
            one.mandates.join(', '),
            one.askedBy,
            one.decidedBy ?? '-',
            one.until ?? '-',
            String(one.acts),
            one.reason
          ]),
          'Nobody asked for break-glass.'
        )
    for (const line of lines) await context.output.data(line)
    return exitCodes.done
  }
}

const refusals = {
  'not-found': 'There is none of this number, or not for you. Coordinators and administrators decide.',
  'second-person':
    'Another person must approve it: a coordinator or an administrator, and none who made or let in the account of the other within the last week, nor two whom the same administrator made or let in.',
  'wrong-state': 'It was decided before, has lapsed, or is over. See: baken break-glass list.',
  'unknown-mandate': 'One of the mandates is not in force. See: baken mandate list.',
  'no-content-role': 'Only analysts, detectives and coordinators read content.'
} as const

function told({ output }: CommandContext): (outcome: BreakGlassOutcome) => ExitCode {
  return (outcome) => {
    const refused = outcome.kind === 'refused'
    output.say(
      refused ? `baken: refused. ${refusals[outcome.reason]}` : `Done, as number ${outcome.id}; it is in the ledger.`
    )
    return refused ? exitCodes.refused : exitCodes.done
  }
}
