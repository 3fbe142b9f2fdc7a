/** `baken user …`: local accounts with one role each, and the mandates that each may work under. */
import { readFileSync } from 'node:fs'
import { atConsole, type By } from '../../accountability/account-rules.ts'
import { activateUser, deactivateUser, setPassword, setRole } from '../../accountability/account-changes.ts'
import {
  addUser,
  grantMandate,
  listUsers,
  revokeMandate,
  type ListedUser,
  type UserOutcome
} from '../../accountability/users.ts'
import { roles, type Role } from '../../model/mandate.ts'
import type { Store } from '../../store/connect.ts'
import { textOption, UsageError, type Command, type CommandContext } from '../command.ts'
import { openForCommand } from '../ground.ts'
import { exitCodes, type ExitCode } from '../output.ts'
import { tableLines } from '../table.ts'

export const user: Command = {
  name: 'user',
  usage:
    'baken user add ID --name NAME --role ROLE [--mandate ID…] | list | grant ID MANDATE | revoke ID MANDATE | password ID | role ID ROLE | deactivate ID | activate ID [--reason TEXT]',
  summary: 'accounts: add and close them, set passwords and roles, and say under which mandates they may work',
  help: `
  add ID              the password is read from the first line of stdin
  list                all accounts
  grant ID MANDATE    lets the user work under a mandate; revoke takes it away, in open sessions too
  password ID         sets a new password, read from the first line of stdin; sessions of the user end
  role ID ROLE        gives the user another role; sessions of the user end
  deactivate ID       closes the account: nobody signs in with it, its sessions end, its name stays in the ledger; activate opens it again
  --name NAME         the name that colleagues know
  --role ROLE         one of ${roles.join(', ')}
  --mandate ID        may be given more than once
  --reason TEXT       why, for the ledger
The last administrator is not closed and keeps the role. Administrators do the same on the screen Administration.
Users change their own password on the screen: menu at the top right, Settings.`,
  options: {
    name: { type: 'string' },
    role: { type: 'string' },
    mandate: { type: 'string', multiple: true },
    reason: { type: 'string' }
  },
  async run(context) {
    const [verb = '', id, operand] = context.operands
    if (verb !== 'list' && verbs[verb] === undefined)
      throw new UsageError(`Say list, ${Object.keys(verbs).join(', ')}.`)
    if (verb !== 'list' && id === undefined) throw new UsageError('Name a user.')
    const act = verbs[verb]?.(context, id ?? '', operand)
    const opened = await openForCommand(context, 'read')
    if (opened.kind === 'ended') return opened.code
    try {
      if (act === undefined) return await list(context, await listUsers(opened.app.store))
      const outcome = await act.run(opened.app.store, { ...atConsole, reason: textOption(context, 'reason') })
      if (outcome.kind === 'done') {
        context.output.say(act.done)
        return exitCodes.done
      }
      for (const one of outcome.problems) context.output.say(`baken user: ${one.field}: ${one.problem}; ${one.remedy}.`)
      return exitCodes.usage
    } finally {
      await opened.app.close()
    }
  }
}

/** What a verb does, with the sentence that says that it was done. Wrong usage is found before the data folder is opened. */
interface Act {
  readonly done: string
  run(store: Store, by: By): Promise<UserOutcome>
}

const verbs: Readonly<Record<string, (context: CommandContext, id: string, operand: string | undefined) => Act>> = {
  add(context, id) {
    const given = newUser(context, id)
    const under = given.mandates?.length ? ` and may work under ${given.mandates.join(', ')}` : ''
    return { done: `The user ${id} (${given.role}) was added${under}.`, run: (store, by) => addUser(store, given, by) }
  },
  grant(_context, id, mandate = wanted('a mandate')) {
    return { done: `${id} may work under ${mandate} now.`, run: (store, by) => grantMandate(store, id, mandate, by) }
  },
  revoke(_context, id, mandate = wanted('a mandate')) {
    return {
      done: `${id} may no longer work under ${mandate}.`,
      run: (store, by) => revokeMandate(store, id, mandate, by)
    }
  },
  password(_context, id) {
    const password = firstLine()
    const done = `The password of ${id} was changed; sessions of ${id} have ended.`
    return { done, run: (store, by) => setPassword(store, id, password, by) }
  },
  role: changeRole,
  roles: changeRole,
  deactivate(_context, id) {
    return {
      done: `The account ${id} is closed; its sessions have ended.`,
      run: (store, by) => deactivateUser(store, id, by)
    }
  },
  activate(_context, id) {
    return { done: `The account ${id} is open again.`, run: (store, by) => activateUser(store, id, by) }
  }
}

function changeRole(_context: CommandContext, id: string, role: string = wanted('a role')): Act {
  if (!isRole(role)) throw new UsageError(`There is no role "${role}": choose from ${roles.join(', ')}.`)
  return {
    done: `${id} is ${role} now; sessions of ${id} have ended.`,
    run: (store, by) => setRole(store, id, role, by)
  }
}

async function list({ output }: CommandContext, users: readonly ListedUser[]): Promise<ExitCode> {
  const lines = output.json
    ? users.map((one) => JSON.stringify(one))
    : tableLines(
        ['user', 'name', 'role', 'mandates', 'account'],
        users.map((one) => [
          one.id,
          one.name,
          one.role,
          one.mandates.join(', ') || '-',
          one.active ? 'open' : 'closed'
        ]),
        'There are no users yet: baken user add.'
      )
  for (const line of lines) await output.data(line)
  return exitCodes.done
}

function newUser(context: CommandContext, id: string): Parameters<typeof addUser>[1] {
  const role = textOption(context, 'role')
  const name = textOption(context, 'name')
  if (name === undefined || role === undefined || !isRole(role))
    throw new UsageError(`Give --name and --role (${roles.join(', ')}).`)
  const mandates = Array.isArray(context.options.mandate) ? context.options.mandate.map(String) : []
  return { id, name, role, password: firstLine(), mandates }
}

function isRole(text: string): text is Role {
  return (roles as readonly string[]).includes(text)
}

function firstLine(): string {
  return readFileSync(0, 'utf8').split(/\r?\n/)[0] ?? ''
}

function wanted(what: string): never {
  throw new UsageError(`Name ${what}.`)
}
