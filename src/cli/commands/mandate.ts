/** `baken mandate add|list|withdraw`: the grounds under which anything may be done. */
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { addMandate, listMandates, withdrawMandate } from '../../accountability/mandates.ts'
import { mandateId } from '../../model/ids.ts'
import { textOption, UsageError, type Command } from '../command.ts'
import { openForCommand } from '../ground.ts'
import { exitCodes } from '../output.ts'

export const mandate: Command = {
  name: 'mandate',
  usage: 'baken mandate add FILE.yaml | list | withdraw ID --reason TEXT',
  summary: 'add, list or withdraw mandates',
  help: `
  add FILE.yaml   keys: id, legal_basis, purpose, forms, sources, granted_by, from, until, keep (sealed), erase_after_days (28)
  list            all mandates, newest first
  withdraw ID     from now on nothing runs under it; --reason says why`,
  options: { reason: { type: 'string' } },
  async run(context) {
    const [verb, operand] = context.operands
    if (verb === undefined || !['add', 'list', 'withdraw'].includes(verb))
      throw new UsageError('Say add, list or withdraw.')
    if (verb !== 'list' && operand === undefined)
      throw new UsageError(verb === 'add' ? 'Name a mandate file.' : 'Name a mandate.')
    const input: unknown = verb === 'add' ? parse(readFileSync(operand ?? '', 'utf8'), { maxAliasCount: 20 }) : null
    const opened = await openForCommand(context, false)
    if (opened.kind === 'ended') return opened.code
    const { store } = opened.app
    try {
      if (verb === 'list') {
        for (const one of await listMandates(store)) {
          await context.output.data(
            context.output.json
              ? JSON.stringify(one)
              : `${one.id}\t${one.from} to ${one.until}\t${one.legalBasis}\t${one.purpose}${one.withdrawnAt === null ? '' : '\twithdrawn'}`
          )
        }
        return exitCodes.done
      }
      if (verb === 'add') {
        const added = await addMandate(store, input)
        if (added.kind === 'refused') {
          for (const one of added.problems)
            context.output.say(`${operand}: ${one.field}: ${one.problem}. ${one.remedy}`)
          return exitCodes.usage
        }
        await context.output.data(JSON.stringify(added.mandate))
        return exitCodes.done
      }
      const id = mandateId(operand ?? '')
      const reason = textOption(context, 'reason')
      if (id === null || reason === undefined) throw new UsageError('Name a mandate and give --reason.')
      const outcome = await withdrawMandate(store, id, reason)
      if (outcome.kind === 'refused') {
        context.output.say(
          outcome.reason === 'unknown-mandate'
            ? `There is no mandate "${id}".`
            : `The mandate "${id}" was withdrawn before.`
        )
        return exitCodes.problem
      }
      return exitCodes.done
    } finally {
      await opened.app.close()
    }
  }
}
