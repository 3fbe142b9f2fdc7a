/** `baken user add|list|grant|revoke`: local accounts with one role each, and the mandates that each may work under. */
import { readFileSync } from 'node:fs'
import { addUser, grantMandate, listUsers, revokeMandate } from '../../accountability/users.ts'
import { roles, type Role } from '../../model/mandate.ts'
import { textOption, UsageError, type Command, type CommandContext } from '../command.ts'
import { openForCommand } from '../ground.ts'
import { exitCodes } from '../output.ts'

export const user: Command = {
  name: 'user',
  usage: 'baken user add ID --name NAME --role ROLE [--mandate ID…] | list | grant ID MANDATE | revoke ID MANDATE',
  summary: 'add users, and say under which mandates they may work',
  help: `
  add ID          the password is read from the first line of stdin
  --role ROLE     one of ${roles.join(', ')}
  --mandate ID    may be given more than once`,
  options: { name: { type: 'string' }, role: { type: 'string' }, mandate: { type: 'string', multiple: true } },
  async run(context) {
    const [verb, id, mandateName] = context.operands
    if (verb === undefined || !['add', 'list', 'grant', 'revoke'].includes(verb))
      throw new UsageError('Say add, list, grant or revoke.')
    if (verb !== 'list' && id === undefined) throw new UsageError('Name a user.')
    const added = verb === 'add' ? newUser(context, id ?? '') : null
    const opened = await openForCommand(context, false)
    if (opened.kind === 'ended') return opened.code
    const { store } = opened.app
    try {
      if (verb === 'list') {
        for (const one of await listUsers(store)) await context.output.data(JSON.stringify(one))
        return exitCodes.done
      }
      if (verb !== 'add' && mandateName === undefined) throw new UsageError('Name a mandate.')
      const outcome =
        added !== null
          ? await addUser(store, added)
          : await (verb === 'grant' ? grantMandate : revokeMandate)(store, id ?? '', mandateName ?? '')
      if (outcome.kind === 'done') return exitCodes.done
      for (const one of outcome.problems) context.output.say(`${one.field}: ${one.problem}. ${one.remedy}`)
      return exitCodes.usage
    } finally {
      await opened.app.close()
    }
  }
}

function newUser(context: CommandContext, id: string): Parameters<typeof addUser>[1] {
  const role = textOption(context, 'role')
  const name = textOption(context, 'name')
  if (name === undefined || !(roles as readonly string[]).includes(role ?? ''))
    throw new UsageError(`Give --name and --role (${roles.join(', ')}).`)
  const password = readFileSync(0, 'utf8').split('\n')[0] ?? ''
  const mandates = Array.isArray(context.options.mandate) ? context.options.mandate.map(String) : []
  return { id, name, role: role as Role, password, mandates }
}
