/** Reports on a device: kept until their receipt, sent under one key, and never twice on their way at once. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ReportBody, ReportReceipt } from '../../src/contract/reports/reports.ts'
import { newDraft, openOutbox, type OutboxStore } from '../../ui/src/screens/reports/outbox.ts'

function memory(): OutboxStore & { full: boolean } {
  const kept = new Map<string, string>()
  return {
    full: false,
    getItem: (key) => kept.get(key) ?? null,
    setItem(key, value) {
      if (this.full) throw new Error('QuotaExceeded')
      kept.set(key, value)
    }
  }
}

const receipt = { id: 'M-2026-00001', number: 'M-2026-00001' } as ReportReceipt
const refusal = (status: number, error: string): Error =>
  Object.assign(new Error(error), { status, problem: { error } })

test('S4.2 a report waits through every failure of the network and is sent under one key until a receipt comes', async () => {
  const store = memory()
  const outbox = openOutbox(store, 'officer')
  outbox.save({ ...newDraft({ what: 'x' }, 'key-0001'), state: 'waiting' })
  const keys: (string | undefined)[] = []
  const failures = [refusal(0, 'offline'), refusal(0, 'timeout'), refusal(401, 'signed-out'), refusal(503, 'busy')]
  for (const failure of failures) {
    await outbox.deliver((body) => {
      keys.push(body.key)
      return Promise.reject(failure)
    })
    // As after a restart of the browser.
    assert.equal(openOutbox(store, 'officer').drafts()[0]?.state, 'waiting', failure.message)
  }
  await outbox.deliver((body) => {
    keys.push(body.key)
    return Promise.resolve(receipt)
  })
  assert.deepEqual(new Set(keys), new Set(['key-0001']))
  assert.deepEqual([outbox.drafts()[0]?.state, outbox.drafts()[0]?.receipt], ['received', receipt])
  // What is received is not sent again, and what it says is there until its screen has shown the receipt.
  await outbox.deliver(() => Promise.reject(new Error('sent twice')))
  assert.equal(outbox.drafts()[0]?.body.what, 'x')
})

test('S4.2 two tries at once send once, and what is written while one is on its way stays to be sent', async () => {
  const outbox = openOutbox(memory(), 'officer')
  const draft = { ...newDraft({ what: 'x' }, 'key-0002'), state: 'waiting' as const }
  outbox.save(draft)
  const sent: ReportBody[] = []
  let answer: (receipt: ReportReceipt) => void = () => {}
  const slow = (body: ReportBody): Promise<ReportReceipt> => {
    sent.push(body)
    return new Promise((resolve) => (answer = resolve))
  }
  const first = outbox.deliver(slow)
  await outbox.deliver(slow)
  assert.equal(sent.length, 1)
  outbox.save({ ...draft, state: 'writing', body: { what: 'x, en meer' } })
  answer(receipt)
  await first
  assert.deepEqual([outbox.drafts()[0]?.state, outbox.drafts()[0]?.body.what], ['writing', 'x, en meer'])
})

test('what the server will never take is its writer’s again with the reason, and a device that keeps nothing says so', async () => {
  const store = memory()
  const outbox = openOutbox(store, 'officer')
  outbox.save({ ...newDraft({ what: 'x' }, 'key-0003'), state: 'waiting' })
  await outbox.deliver(() => Promise.reject(refusal(422, 'unknown-sign')))
  const [kept] = outbox.drafts()
  assert.deepEqual([kept?.state, kept?.problem, kept?.body.what], ['writing', 'unknown-sign', 'x'])
  store.full = true
  outbox.save({ ...newDraft({ what: 'y' }, 'key-0004') })
  assert.deepEqual([outbox.keeps(), outbox.drafts().length], [false, 2])
})
