/** The steps of `baken mandate` that take two persons: propose, and confirm, refuse or take back. */
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import {
  decideProposal,
  listProposals,
  proposeMandate,
  type ProposalOutcome
} from '../accountability/mandates/mandate-proposals.ts'
import type { App } from '../run/app.ts'
import { numberOperand, UsageError, type CommandContext } from './command.ts'
import { exitCodes, type ExitCode } from './output.ts'
import { asPerson } from './person.ts'
import { tableLines } from './table.ts'

type Run = (app: App) => Promise<ExitCode>

export function propose(context: CommandContext, [file]: readonly string[]): Run {
  if (file === undefined) throw new UsageError('Name a mandate file.')
  const input: unknown = parse(readFileSync(file, 'utf8'), { maxAliasCount: 20 })
  return asPerson(context, ({ store }, by) => proposeMandate(store, input, by), told(context))
}

export function decide(decision: Decision, context: CommandContext, [operand]: readonly string[]): Run {
  const number = numberOperand(operand, 'Give the number of a proposal: baken mandate proposals.')
  return asPerson(context, ({ store }, by) => decideProposal(store, number, decision, by), told(context))
}

export function proposals(context: CommandContext): Run {
  return async ({ store }) => {
    const { proposals: all } = await listProposals(store, 'console')
    const lines = context.output.json
      ? all.map((one) => JSON.stringify(one))
      : tableLines(
          ['number', 'mandate', 'state', 'proposed by', 'decided by', 'until', 'purpose'],
          all.map((one) => [
            String(one.id),
            one.mandate.id,
            one.state,
            one.proposedBy,
            one.decidedBy ?? '-',
            one.mandate.lastDay ?? one.mandate.until,
            one.mandate.purpose
          ]),
          'No mandate was proposed: baken mandate propose FILE.yaml --as USER --reason TEXT.'
        )
    for (const line of lines) await context.output.data(line)
    return exitCodes.done
  }
}

type Decision = Parameters<typeof decideProposal>[2]

const refusals = {
  'not-administrator': 'Only an administrator proposes and confirms mandates.',
  'not-found': 'There is no such proposal. See: baken mandate proposals.',
  'second-person':
    'Another administrator must confirm it: not who proposed it, nor an account that this person made or let in within the last week, or that was made or let in by the same administrator.',
  'wrong-state': 'It was decided before, has lapsed, or ends before it could begin. See: baken mandate proposals.',
  'bad-mandate': 'This is no mandate as it should be.'
} as const

function told({ output }: CommandContext): (outcome: ProposalOutcome) => ExitCode {
  return (outcome) => {
    if (outcome.kind === 'refused') {
      for (const one of outcome.problems ?? []) output.say(`${one.field}: ${one.problem}; ${one.remedy}.`)
      output.say(`baken: refused. ${refusals[outcome.reason]}`)
      return outcome.reason === 'bad-mandate' ? exitCodes.usage : exitCodes.refused
    }
    output.say(
      outcome.kind === 'proposed'
        ? `Proposed as number ${outcome.id}. It holds once another administrator confirms it: baken mandate confirm ${outcome.id} --as USER --reason TEXT.`
        : 'Done, and in the ledger.'
    )
    return exitCodes.done
  }
}
