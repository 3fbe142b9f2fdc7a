/** `baken mandate`: the grounds under which anything may be done, added by the operator or made by two persons. */
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { dayIn, lastDay } from '../../accountability/days.ts'
import {
  addMandate,
  listMandates,
  withdrawMandate,
  type AddMandateOutcome,
  type TwoPersons
} from '../../accountability/mandates/mandates.ts'
import { mandateId } from '../../model/ids.ts'
import type { Mandate } from '../../model/mandate.ts'
import type { App } from '../../run/app.ts'
import { textOption, UsageError, type Command, type CommandContext } from '../command.ts'
import { openForCommand } from '../ground.ts'
import { exitCodes, type ExitCode } from '../output.ts'
import { decide, proposals, propose } from '../mandate-steps.ts'
import { tableLines } from '../table.ts'

export const mandate: Command = {
  name: 'mandate',
  usage:
    'baken mandate add FILE.yaml [--proposed-by NAME --confirmed-by NAME] | renew ID FILE.yaml [--reason TEXT] | list | withdraw ID --reason TEXT | propose FILE.yaml --as USER --reason TEXT | proposals | confirm|refuse|take-back NUMBER --as USER --reason TEXT',
  help: `
  add FILE.yaml        keys: id, legal_basis, purpose, forms, sources, granted_by, from, until, keep (sealed), erase_after_days (28),
                       zone (Europe/Amsterdam), succeeds
  renew ID FILE.yaml   as add, with "succeeds: ID": sources, adverts, networks, judgements, signals and requests go on under the new one,
                       for the same users; dates of erasing stay. One that was withdrawn is renewed with --reason only
  list                 all mandates, newest first
  withdraw ID          from now on nothing runs under it; --reason says why
add and renew are one step by whoever owns the machine; --proposed-by and --confirmed-by note the two persons who decided. In two steps:
  propose FILE.yaml    an administrator (--as USER, password on the first line of stdin) proposes it; nothing runs under it yet
  proposals            what was proposed, and what became of it
  confirm NUMBER       another administrator confirms it: it holds from then on. Also refuse NUMBER, and take-back NUMBER by who proposed it`,
  options: {
    reason: { type: 'string' },
    as: { type: 'string' },
    'proposed-by': { type: 'string' },
    'confirmed-by': { type: 'string' }
  },
  async run(context) {
    const [verb, ...operands] = context.operands
    const verbs: Readonly<Record<string, (context: CommandContext, operands: readonly string[]) => Run>> = {
      list,
      add,
      renew,
      withdraw,
      propose,
      proposals,
      confirm: (...given) => decide('confirm', ...given),
      refuse: (...given) => decide('refuse', ...given),
      'take-back': (...given) => decide('take-back', ...given)
    }
    const chosen = Object.hasOwn(verbs, verb ?? '') ? verbs[verb ?? ''] : undefined
    if (chosen === undefined) throw new UsageError(`Say ${Object.keys(verbs).join(', ')}.`)
    const run = chosen(context, operands)
    const opened = await openForCommand(context, 'read')
    if (opened.kind === 'ended') return opened.code
    try {
      return await run(opened.app)
    } finally {
      await opened.app.close()
    }
  }
}

export type Run = (app: App) => Promise<ExitCode>

function list(context: CommandContext): Run {
  return async ({ store }) => {
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
  const options = { reason: textOption(context, 'reason'), persons: personsOf(context) }
  return async ({ store }) => told(context, file, await addMandate(store, input, options))
}

function renew(context: CommandContext, [id, file]: readonly string[]): Run {
  if (id === undefined || file === undefined)
    throw new UsageError('Name the mandate to renew and the file of the new one.')
  const input = readInput(file)
  const options = { succeeds: id, reason: textOption(context, 'reason'), persons: personsOf(context) }
  return async ({ store }) => told(context, file, await addMandate(store, input, options))
}

/** The two persons who decided elsewhere, as the operator names them. */
function personsOf(context: CommandContext): TwoPersons | null {
  const [proposedBy, confirmedBy] = ['proposed-by', 'confirmed-by'].map((name) =>
    textOption(context, name)?.trim().slice(0, 200)
  )
  if (proposedBy === undefined && confirmedBy === undefined) return null
  if (!proposedBy || !confirmedBy || proposedBy.toLowerCase() === confirmedBy.toLowerCase())
    throw new UsageError('Name two persons: --proposed-by and --confirmed-by.')
  return { proposedBy, confirmedBy }
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
  return async ({ store }) => {
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

function stateOf(one: Mandate & { readonly inForce: boolean }): string {
  if (one.withdrawnAt !== null) return 'withdrawn'
  if (Date.parse(one.from) > Date.now()) return 'not begun'
  return one.inForce ? 'in force' : 'ended'
}
