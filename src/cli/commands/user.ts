/** `baken user …`: local accounts with one role each, and the mandates that each may work under. */
import { readFileSync } from 'node:fs'
import { atConsole, type By, type UserOutcome } from '../../accountability/accounts/account-rules.ts'
import {
  activateUser,
  deactivateUser,
  oneTimePassword,
  setPassword,
  setRole
} from '../../accountability/accounts/account-changes.ts'
import {
  addUser,
  grantMandate,
  listUsers,
  revokeMandate,
  type ListedUser,
  type NewUser
} from '../../accountability/accounts/users.ts'
import { roles, type Role } from '../../model/mandate.ts'
import type { Store } from '../../store/connect.ts'
import { textOption, UsageError, type Command, type CommandContext } from '../command.ts'
import { openForCommand } from '../ground.ts'
import { exitCodes, type ExitCode } from '../output.ts'
import { tableLines } from '../table.ts'

export const user: Command = {
  name: 'user',
  usage:
    'baken user add ID --name NAME --role ROLE [--mandate ID…] | list | grant ID MANDATE | revoke ID MANDATE | password ID [--one-time] | role ID ROLE | deactivate ID | activate ID [--reason TEXT]',
  help: `
  add ID              without a password Baken makes a one-time one, shown once and good for three days: its owner chooses another at
                      the first sign-in, before anything else. A password on the first line of stdin is the owner's own and stays
  list                all accounts
  grant ID MANDATE    lets the user work under a mandate; revoke takes it away, in open sessions too
  password ID         gives a one-time password, or sets the one on the first line of stdin; sessions of the user end
  --one-time          the password on stdin was typed by another than its owner: it is a one-time one too
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
    reason: { type: 'string' },
    'one-time': { type: 'boolean' }
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
        if (act.password !== undefined) await tellPassword(context, id ?? '', act.password)
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
  /** The password that it gives, where it gives one. */
  readonly password?: Given
  run(store: Store, by: By): Promise<UserOutcome>
}

interface Given {
  readonly password: string
  /** Until when a one-time password is good (ISO 8601); null for one that its owner chose. */
  readonly until: string | null
  /** Baken made it: it is shown, once. */
  readonly made: boolean
}

const verbs: Readonly<Record<string, (context: CommandContext, id: string, operand: string | undefined) => Act>> = {
  add(context, id) {
    const { person, password } = newUser(context, id)
    const under = person.mandates.length > 0 ? ` and may work under ${person.mandates.join(', ')}` : ''
    const given = { ...person, password: password.password, passwordUntil: password.until }
    return {
      done: `The user ${id} (${person.role}) was added${under}.`,
      password,
      run: (store, by) => addUser(store, given, by)
    }
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
  password(context, id) {
    const password = passwordGiven(context)
    return {
      done: `The password of ${id} was changed; sessions of ${id} have ended.`,
      password,
      run: (store, by) => setPassword(store, id, password, by)
    }
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

function newUser(
  context: CommandContext,
  id: string
): { readonly person: Required<Pick<NewUser, 'id' | 'name' | 'role' | 'mandates'>>; readonly password: Given } {
  const role = textOption(context, 'role')
  const name = textOption(context, 'name')
  if (name === undefined || role === undefined || !isRole(role))
    throw new UsageError(`Give --name and --role (${roles.join(', ')}).`)
  const mandates = Array.isArray(context.options.mandate) ? context.options.mandate.map(String) : []
  return { person: { id, name, role, mandates }, password: passwordGiven(context) }
}

/** The first line of stdin; where nothing is piped in, a one-time password that nobody chose. */
function passwordGiven(context: CommandContext): Given {
  const made = oneTimePassword()
  const typed = process.stdin.isTTY ? '' : (readFileSync(0, 'utf8').split(/\r?\n/)[0] ?? '')
  if (typed === '') return { ...made, made: true }
  return { password: typed, until: context.options['one-time'] === true ? made.until : null, made: false }
}

/** A password that Baken made goes to stdout, alone on its line; whose it is and how long it holds is said beside it. */
async function tellPassword({ output }: CommandContext, id: string, { password, until, made }: Given): Promise<void> {
  if (until === null) return
  output.say(`It is a one-time password, good until ${until}: ${id} chooses another at the first sign-in.`)
  if (made) await output.data(output.json ? JSON.stringify({ id, password, until }) : password)
}

function isRole(text: string): text is Role {
  return (roles as readonly string[]).includes(text)
}

function wanted(what: string): never {
  throw new UsageError(`Name ${what}.`)
}
