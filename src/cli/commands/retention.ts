/** `baken retention`: what is erased when and what holds it, and a person's word that the clock is right, that a case or the file of a minor is kept, or that holds end. */
import { clearAlarm } from '../../accountability/retention/clocks.ts'
import { endHolds, keepLonger, keptBecause, type KeptBecause } from '../../accountability/retention/hold-acts.ts'
import { planErasing } from '../../accountability/retention/retention-plan.ts'
import { textOption, UsageError, type Command, type CommandContext } from '../command.ts'
import { openForCommand } from '../ground.ts'
import { exitCodes, type ExitCode } from '../output.ts'

/** Nobody keeps anything for longer at once; it can be said again. */
const mostKeptYears = 30

export const retention: Command = {
  name: 'retention',
  usage:
    'baken retention plan [--on DATE] | confirm-clock --reason TEXT | keep ID --until DAY --because court|dossier --reason TEXT | release ID --reason TEXT | end-holds MANDATE --reason TEXT',
  help: `
  plan            what a run now would erase or hold; changes nothing
  --on DATE       the same for a day ahead (2026-03-01, or with a time), by what holds now
  confirm-clock   ends the alarm that stopped erasing: the clock of this machine is right; --reason says why it jumped
  keep ID         keeps a closed case, or the file of a minor, until a day though its term is over: a court ordered it, or somebody relies on a dossier
  release ID      lets go what keep kept
  end-holds ID    ends what still holds things under a mandate that ended, with all its renewals: nobody else can`,
  options: {
    on: { type: 'string' },
    reason: { type: 'string' },
    until: { type: 'string' },
    because: { type: 'string' }
  },
  async run(context) {
    const [verb, named] = context.operands
    if (verb === 'keep' || verb === 'release' || verb === 'end-holds') return onHolds(context, verb, named)
    if (verb !== 'plan' && verb !== 'confirm-clock')
      throw new UsageError('Say plan, confirm-clock, keep, release or end-holds.')
    if (named !== undefined) throw new UsageError(`${verb} takes no name.`)
    const on = dayOf(textOption(context, 'on'))
    const reason = textOption(context, 'reason')?.trim() ?? ''
    if (verb === 'confirm-clock' && reason === '') throw new UsageError('Give --reason: why did the clock jump?')
    const opened = await openForCommand(context, 'read')
    if (opened.kind === 'ended') return opened.code
    const { app } = opened
    const { output } = context
    try {
      if (verb === 'confirm-clock') {
        if (await clearAlarm(app.store, 'console', reason)) {
          output.say('The alarm is over: the next run erases what is due.')
          return exitCodes.done
        }
        output.say('No alarm stands: there is nothing to confirm.')
        return exitCodes.problem
      }
      for (const line of await planErasing(app.store, app.keyring, on)) {
        const held = line.heldBy === null ? 'goes' : `stays, held by ${line.heldBy}`
        const what = line.what === 'key' ? `key ${line.name ?? ''}` : `${line.count} ${line.what}`
        await output.data(output.json ? JSON.stringify(line) : `${line.mandate}\t${what}\t${held}\t${line.rule}`)
      }
      return exitCodes.done
    } finally {
      await app.close()
    }
  }
}

/** Keeps a case or the file of a minor, lets it go, or ends the holds of a line that has ended. */
async function onHolds(context: CommandContext, verb: 'keep' | 'release' | 'end-holds', named = ''): Promise<ExitCode> {
  const what = verb === 'end-holds' ? 'a mandate' : 'a case'
  if (named === '') throw new UsageError(`Name ${what}: baken retention ${verb} ID`)
  const reason = textOption(context, 'reason')?.trim() ?? ''
  if (reason === '') throw new UsageError('Give --reason: it stands in the ledger.')
  if (context.operands.length > 2) throw new UsageError(`Name one ${what.slice(2)} at a time.`)
  if (verb !== 'keep' && ['until', 'because'].some((name) => textOption(context, name) !== undefined))
    throw new UsageError('--until and --because belong to keep.')
  const kept = verb === 'keep' ? keptOf(context) : null
  const opened = await openForCommand(context, 'read')
  if (opened.kind === 'ended') return opened.code
  const { output } = context
  const { store, close } = { store: opened.app.store, close: () => opened.app.close() }
  try {
    if (verb === 'end-holds') {
      const ended = await endHolds(store, named, reason)
      if (ended === 'ended') output.say(`What people had in hand under ${named} holds nothing any more.`)
      if (ended === 'in-force')
        output.say(`${named}, or a renewal of it, is in force or will be: its own people end what holds.`)
      if (ended === 'unknown') output.say(`There is no line of mandates ${named}: baken mandate list names them.`)
      return ended === 'ended' ? exitCodes.done : exitCodes.problem
    }
    const noun = await keepLonger(store, named, kept, reason)
    if (noun !== null) {
      const what = noun === 'case' ? 'The case' : 'The file'
      output.say(kept === null ? `${what} follows its own clock again.` : `${what} is kept until ${kept.until}.`)
      return exitCodes.done
    }
    output.say(`There is no case or file of a minor ${named} with words in it.`)
    return exitCodes.problem
  } finally {
    await close()
  }
}

function keptOf(context: CommandContext): { readonly until: string; readonly because: KeptBecause } {
  const until = textOption(context, 'until') ?? ''
  const day = endOfDay(until)
  const most = Date.now() + mostKeptYears * 366 * 86_400_000
  if (!(day > Date.now() && day < most))
    throw new UsageError(`--until wants a day ahead, at most ${mostKeptYears} years, such as 2031-03-01.`)
  const because = keptBecause.find((one) => one === textOption(context, 'because'))
  if (because === undefined) throw new UsageError(`--because wants ${keptBecause.join(' or ')}.`)
  return { until, because }
}

/** In ms; NaN for what is no day: a computer takes 30 February for 2 March, and the database does not read it at all. */
function endOfDay(text: string): number {
  const ms = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T23:59:59Z`) : Number.NaN
  return Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== text ? Number.NaN : ms
}

function dayOf(text: string | undefined): Date {
  if (text === undefined) return new Date()
  const day = /^\d{4}-\d\d-\d\d(?:T[\d:.]+Z?)?$/.test(text)
    ? new Date(Number.isNaN(endOfDay(text.slice(0, 10))) ? Number.NaN : text.length === 10 ? `${text}T23:59:59Z` : text)
    : null
  if (day === null || Number.isNaN(day.getTime()))
    throw new UsageError(`--on wants a date such as 2026-03-01, not "${text}".`)
  return day
}
