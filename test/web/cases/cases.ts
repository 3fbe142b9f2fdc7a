/** What tests of cases share: certified people, a proposal that was picked up, and a case that came of it. */
import assert from 'node:assert/strict'
import type { Case } from '../../../src/contract/cases/cases.ts'
import type { Proposal } from '../../../src/contract/cases/proposals.ts'
import { sampleAdverts, sampleSignal } from '../../support/sample.ts'
import { openAdverts } from '../../../src/desk/adverts/opening.ts'
import { withGround } from '../../../src/store/ground.ts'
import { errorOf, json, type Answer, type Browser, type Running } from '../running.ts'

export const farDay = new Date(Date.now() + 300 * 86_400_000).toISOString().slice(0, 10)

let made = 700

/** A network with adverts, of which the first is open, and a signal on it. */
export async function networkOf(
  at: Running,
  count = 2
): Promise<{ network: number; signal: number; adverts: number[] }> {
  const network = ++made
  const adverts = await sampleAdverts(
    at.world,
    Array.from({ length: count }, (_one, n) => ({
      title: `Kas ${network} ${n}`,
      body: `Werk ${network} ${n} in een verzonnen kas`,
      network
    }))
  )
  const signal = await sampleSignal(at.world, network)
  const pipeline = { user: 'pipeline', mandate: 'een' }
  await withGround(at.world.store.pool, pipeline, (tx) =>
    openAdverts(tx, pipeline, at.world.keyring, adverts.slice(0, 1), `signal:${signal}`)
  )
  return { network, signal, adverts }
}

/** A proposal that a coordinator picked up. */
export async function pickedUp(at: Running, signal: number, more: object = {}): Promise<Proposal> {
  const analyst = await at.as('analyst')
  const body = { title: 'Kaswerk', about: 'Druk op loon?', form: 'labour', parts: [{ kind: 'signal', id: signal }] }
  const drafted = json<Proposal>(await analyst.ask('POST', '/api/proposals', body))
  const offered = json<Proposal>(
    await analyst.ask('POST', `/api/proposals/${drafted.id}/offer`, { version: drafted.version })
  )
  const weighing = {
    version: offered.version,
    decision: 'pick-up',
    reason: 'Ernstig en gaande.',
    criteria: [{ criterion: 'severity', step: 'high', sentence: 'Loon ingehouden.' }],
    reviewOn: '2999-01-01',
    ...more
  }
  return done(await (await at.as('coordinator')).ask('POST', `/api/proposals/${offered.id}/weigh`, weighing))
}

/** Gives somebody a certificate for leading cases. */
export async function certify(at: Running, user: string, validUntil = '2999-01-01', level = 'certified') {
  const answer = await (await at.as('coordinator')).ask('POST', '/api/certificates', { user, level, validUntil })
  assert.equal(answer.status, 200, answer.text)
}

/** A case that the coordinator opened from a proposal, led by the detective. */
export async function openCase(at: Running, signal: number, more: object = {}): Promise<Case> {
  await certify(at, 'detective')
  const proposal = await pickedUp(at, signal)
  const body = { proposal: proposal.id, title: 'Kaswerk', purpose: 'Wordt er druk gezet?', until: farDay }
  return done(await (await at.as('coordinator')).ask('POST', '/api/cases', { ...body, lead: 'detective', ...more }))
}

/** What an act came to, where it was done. */
export function done<T>(answer: Answer): T {
  assert.equal(answer.status, 200, answer.text)
  return json<T>(answer)
}

/** `done`, or `403 no-right`. */
export const said = (answer: Answer): string => (answer.status < 300 ? 'done' : errorOf(answer))

/** An act in a case, as one of its people. */
export const doIn = (who: Browser, one: Case, act: string, body: object): Promise<Answer> =>
  who.ask('POST', `/api/cases/${one.id}/${act}`, { reason: 'Daarom.', ...body })

/** A person, tasks, an order, a decision, a note, a draft and a referral in a case, and its first item confirmed, all of which say `words`; its members are the detective and the second analyst. */
export async function workIn(lead: Browser, { id }: Case, words: string): Promise<void> {
  const acts: readonly (readonly [string, object])[] = [
    ['subjects', { name: words, roles: ['suspect'], minor: 'yes', flags: ['protection'], reason: words }],
    ['tasks', { kind: 'other', title: words, priority: 'high', owner: 'detective', dueOn: farDay }],
    ['items/1/confirm', { confirmed: true, reason: words }],
    ['plan', { owner: 'analyst-2' }],
    ['orders', { article: '126g', number: words, scope: 'x', subjects: [], from: farDay, until: farDay }],
    ['decisions', { decision: words, reason: words }],
    ['notes', { title: words, text: words }],
    [
      'barriers',
      { kind: 'barrier', step: 'work', title: words, means: words, who: words, dueOn: farDay, reason: words }
    ],
    ['drafts', { name: 'note', text: words }],
    ['referrals', { kind: 'team', team: words, to: 'analyst-2', reason: words }]
  ]
  for (const [act, body] of acts)
    assert.equal(said(await lead.ask('POST', `/api/cases/${id}/${act}`, body)), 'done', act)
}

/** The live events of a browser. */
export async function screenOf(at: Running, cookie: string) {
  const ends = new AbortController()
  const response = await fetch(`${at.base}/api/events`, { headers: { cookie }, signal: ends.signal })
  let text = ''
  let wake = (): void => {}
  const decoder = new TextDecoder()
  const reading = (async () => {
    for await (const chunk of response.body ?? []) {
      text += decoder.decode(chunk, { stream: true })
      wake()
    }
  })().catch(() => {})
  return {
    heard: () => text,
    async hears(what: RegExp): Promise<void> {
      while (!what.test(text)) await new Promise<void>((resolve) => (wake = resolve))
    },
    close: () => {
      ends.abort()
      return reading
    }
  }
}
