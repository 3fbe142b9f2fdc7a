/** `baken peer`: exchanges with other instances, agreed by two persons, and the question whether a value is known there. */
import { readFileSync } from 'node:fs'
import { askPeer, type Sending } from '../../../desk/peers/exchange.ts'
import { ownKeyOf } from '../../../desk/peers/messages.ts'
import { addPeer, decidePeer, listPeers } from '../../../desk/peers/peers.ts'
import { askOutside } from '../../../run/evidence/outside-answer.ts'
import { asMember, type At } from '../../as-member.ts'
import { textOption, UsageError, type Command, type CommandContext } from '../../command.ts'
import { exitCodes, refuse, type ExitCode } from '../../output.ts'

const answerLimits = { waitMs: 30_000, mostBytes: 65_536 }

/** Sends a question over HTTP; null: no answer, or a refusal. */
export const sendToPeer: Sending = async (address, question) => {
  const request = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(question) }
  const answer = await askOutside(address, request, answerLimits)
  if (answer.kind !== 'answer' || answer.status !== 200) return null
  try {
    return JSON.parse(answer.body.toString('utf8')) as unknown
  } catch {
    return null
  }
}

export const peer: Command = {
  name: 'peer',
  usage:
    'baken peer key | list | add NAME --url URL --key FILE.pem --secret FILE --until YYYY-MM-DD | confirm ID | end ID | ask ID VALUE…, each with --as USER and, but for key and list, --reason TEXT',
  help: `
  key            the public key of this instance (Ed25519), for the other side, and its fingerprint, to be compared by voice
  list           the exchanges, with how often each side asked, one JSON object a line
  add NAME       proposes an exchange (role coordinator): address, public key and last day of the other instance
  confirm ID     a second person (coordinator or prosecutor) confirms it; end ID ends it at once
  ask ID VALUE   asks whether numbers, addresses or accounts stand in confirmed items of open cases there: hit or no hit, nothing else
  --url URL      of the other instance, such as https://baken.example
  --key FILE     its public key, as its "baken peer key" writes it
  --secret FILE  64 hexadecimal digits that both sides have, handed over by persons: openssl rand -hex 32
  --until DAY    the last day of the exchange
  --as USER      who you are; the password is the first line of stdin, the code of a second factor the second
  --reason TEXT  why, for the ledger
  --mandate ID   where more than one is in force
No value leaves: what is sent are tokens under the shared secret, signed. A question is answered once, within five minutes of its time, fifty a day, and
both sides have it in their ledgers. What a handling code keeps within its team is never a hit. What follows a hit is for people to decide.`,
  options: {
    url: { type: 'string' },
    key: { type: 'string' },
    secret: { type: 'string' },
    until: { type: 'string' },
    as: { type: 'string' },
    reason: { type: 'string' },
    mandate: { type: 'string' }
  },
  async run(context) {
    const [verb = '', operand = '', ...rest] = context.operands
    const work = workOf(context, verb, operand, rest)
    const roles =
      verb === 'confirm' || verb === 'end' ? (['coordinator', 'prosecutor'] as const) : (['coordinator'] as const)
    return asMember(context, { roles, otherwise: 'agrees on no exchange' }, work)
  }
}

type Work = (at: At) => Promise<ExitCode>

function workOf(context: CommandContext, verb: string, operand: string, rest: readonly string[]): Work {
  const reason = textOption(context, 'reason') ?? ''
  if (verb === 'key') return key
  if (verb === 'list') return list
  if (verb === 'add') return add(context, operand, reason)
  if ((verb === 'confirm' || verb === 'end') && operand !== '')
    return async ({ desk }) => told(context, await decidePeer(desk, operand, verb, reason))
  if (verb === 'ask' && operand !== '' && rest.length > 0)
    return async ({ desk }) => told(context, await askPeer(desk, { peer: operand, values: rest, reason }, sendToPeer))
  throw new UsageError('Say key, list, add and a name, confirm or end and an id, or ask with an id and values.')
}

const key: Work = async ({ desk, context }) => {
  const { pem, fingerprint } = ownKeyOf(desk.vault.keyring)
  context.output.say(`Fingerprint (SHA-256): ${fingerprint}`)
  await context.output.data(pem.trimEnd())
  return exitCodes.done
}

const list: Work = async ({ desk, context }) => {
  for (const one of (await listPeers(desk)).peers) await context.output.data(JSON.stringify(one))
  return exitCodes.done
}

function add(context: CommandContext, name: string, reason: string): Work {
  const [url, file, secret, until] = ['url', 'key', 'secret', 'until'].map((option) => textOption(context, option))
  if (name === '' || url === undefined || file === undefined || secret === undefined || until === undefined)
    throw new UsageError('Name the other instance, with --url, --key, --secret and --until.')
  if (!/^\d{4}-\d\d-\d\d$/.test(until)) throw new UsageError('Give the last day as YYYY-MM-DD.')
  const terms = {
    name,
    url,
    pem: readFileSync(file, 'utf8'),
    shared: readFileSync(secret, 'utf8').trim(),
    until,
    reason
  }
  return async ({ desk }) => told(context, await addPeer(desk, terms))
}

async function told(
  { output }: CommandContext,
  outcome: { readonly kind: 'done'; readonly value: unknown } | { readonly kind: 'refused'; readonly reason: string }
): Promise<ExitCode> {
  if (outcome.kind === 'refused') return refuse(output, `Refused: ${outcome.reason}.`)
  const rows = Array.isArray(outcome.value) ? (outcome.value as unknown[]) : [outcome.value]
  for (const one of rows) await output.data(JSON.stringify(one))
  return exitCodes.done
}
