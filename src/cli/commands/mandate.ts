/** `baken mandate add|renew|list|withdraw`: the grounds under which anything may be done. */
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { dayIn, lastDay } from '../../accountability/days.ts'
import { addMandate, listMandates, withdrawMandate, type AddMandateOutcome } from '../../accountability/mandates.ts'
import { mandateId } from '../../model/ids.ts'
import type { Mandate } from '../../model/mandate.ts'
import type { Store } from '../../store/connect.ts'
import { textOption, UsageError, type Command, type CommandContext } from '../command.ts'
import { openForCommand } from '../ground.ts'
import { exitCodes, type ExitCode } from '../output.ts'
import { tableLines } from '../table.ts'

export const mandate: Command = {
  name: 'mandate',
  usage: 'baken mandate add FILE.yaml | renew ID FILE.yaml [--reason TEXT] | list | withdraw ID --reason TEXT',
  summary: 'add, renew, list or withdraw mandates',
  help: `
  add FILE.yaml        keys: id, legal_basis, purpose, forms, sources, granted_by, from, until, keep (sealed), erase_after_days (28),
                       zone (Europe/Amsterdam), succeeds
  renew ID FILE.yaml   as add, with "succeeds: ID": sources, adverts, networks, judgements, signals and requests go on under the new one,
                       for the same users; dates of erasing stay. One that was withdrawn is renewed with --reason only
  list                 all mandates, newest first
  withdraw ID          from now on nothing runs under it; --reason says why`,
  options: { reason: { type: 'string' } },
  async run(context) {
    const [verb, ...operands] = context.operands
    if (verb !== 'add' && verb !== 'renew' && verb !== 'list' && verb !== 'withdraw')
      throw new UsageError('Say add, renew, list or withdraw.')
    const run = { list, add, renew, withdraw }[verb](context, operands)
    const opened = await openForCommand(context, 'read')
    if (opened.kind === 'ended') return opened.code
    try {
      return await run(opened.app.store)
    } finally {
      await opened.app.close()
    }
  }
}

type Run = (store: Store) => Promise<ExitCode>

function list(context: CommandContext): Run {
  return async (store) => {
    const mandates = await listMandates(store)
    const lines = context.output.json
      ? mandates.map((one) => JSON.stringify(one))
      : tableLines(
          ['mandate', 'from', 'until', 'state', 'renews', 'legal basis', 'purpose'],
          mandates.map((one) => [
            one.id,
            dayIn(new Date(one.from), one.zone),
            endOf(one),
            stateOf(one),
            one.succeeds ?? '-',
            one.legalBasis,
            one.purpose
          ]),
          'There are no mandates yet: baken mandate add FILE.yaml.'
        )
    for (const line of lines) await context.output.data(line)
    return exitCodes.done
  }
}

function add(context: CommandContext, [file]: readonly string[]): Run {
  if (file === undefined) throw new UsageError('Name a mandate file.')
  const input = readInput(file)
  return async (store) => told(context, file, await addMandate(store, input, { reason: textOption(context, 'reason') }))
}

function renew(context: CommandContext, [id, file]: readonly string[]): Run {
  if (id === undefined || file === undefined)
    throw new UsageError('Name the mandate to renew and the file of the new one.')
  const input = readInput(file)
  const reason = textOption(context, 'reason')
  return async (store) => told(context, file, await addMandate(store, input, { succeeds: id, reason }))
}

async function told(context: CommandContext, file: string, added: AddMandateOutcome): Promise<ExitCode> {
  const { output } = context
  if (added.kind === 'refused') {
    for (const one of added.problems) output.say(`${file}: ${one.field}: ${one.problem}; ${one.remedy}.`)
    return added.problems.some((one) => one.problem.endsWith('was withdrawn')) ? exitCodes.refused : exitCodes.usage
  }
  const { mandate: made } = added
  if (output.json) await output.data(JSON.stringify(made))
  const renews = made.succeeds === null ? '' : `, renews ${made.succeeds} with all that stands under it,`
  output.say(
    `The mandate ${made.id} was added${renews} and holds from ${dayIn(new Date(made.from), made.zone)} until ${endOf(made)}.`
  )
  return exitCodes.done
}

function withdraw(context: CommandContext, [operand]: readonly string[]): Run {
  const id = mandateId(operand ?? '')
  const reason = textOption(context, 'reason')
  if (id === null || reason === undefined || reason.trim() === '')
    throw new UsageError('Name a mandate and give --reason.')
  return async (store) => {
    const outcome = await withdrawMandate(store, id, reason)
    if (outcome.kind === 'refused') {
      context.output.say(
        outcome.reason === 'unknown-mandate'
          ? `There is no mandate "${id}". See: baken mandate list.`
          : `The mandate "${id}" was withdrawn before.`
      )
      return exitCodes.problem
    }
    context.output.say(`The mandate ${id} was withdrawn: nothing runs under it from now on.`)
    return exitCodes.done
  }
}

function readInput(file: string): unknown {
  return parse(readFileSync(file, 'utf8'), { maxAliasCount: 20 })
}

/** The last day in the mandate's zone ("2026-12-31, included"), or the moment at which it ends. */
export function endOf(one: Pick<Mandate, 'until' | 'zone'>): string {
  const day = lastDay(one.until, one.zone)
  return day === null ? one.until : `${day}, that day included`
}

function stateOf(one: Mandate): string {
  if (one.withdrawnAt !== null) return 'withdrawn'
  const now = Date.now()
  if (Date.parse(one.from) > now) return 'not begun'
  return now < Date.parse(one.until) ? 'in force' : 'ended'
}
