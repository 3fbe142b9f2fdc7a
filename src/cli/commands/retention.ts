/** `baken retention plan|confirm-clock`: what is erased when and what holds it, and a person's word that the clock is right. */
import { clearAlarm } from '../../accountability/retention/clocks.ts'
import { planErasing } from '../../accountability/retention/retention-plan.ts'
import { textOption, UsageError, type Command } from '../command.ts'
import { openForCommand } from '../ground.ts'
import { exitCodes } from '../output.ts'

export const retention: Command = {
  name: 'retention',
  usage: 'baken retention plan [--on DATE] | confirm-clock --reason TEXT',
  help: `
  plan            what a run now would erase or hold; changes nothing
  --on DATE       the same for a day ahead (2026-03-01, or with a time), by what holds now
  confirm-clock   ends the alarm that stopped erasing: the clock of this machine is right; --reason says why it jumped`,
  options: { on: { type: 'string' }, reason: { type: 'string' } },
  async run(context) {
    const [verb] = context.operands
    if (verb !== 'plan' && verb !== 'confirm-clock') throw new UsageError('Say plan or confirm-clock.')
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

function dayOf(text: string | undefined): Date {
  if (text === undefined) return new Date()
  const day = /^\d{4}-\d\d-\d\d(?:T[\d:.]+Z?)?$/.test(text)
    ? new Date(text.length === 10 ? `${text}T23:59:59Z` : text)
    : null
  if (day === null || Number.isNaN(day.getTime()))
    throw new UsageError(`--on wants a date such as 2026-03-01, not "${text}".`)
  return day
}
