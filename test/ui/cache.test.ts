/** What the browser remembers goes when it may no longer be shown: at the end of a mandate, and when a session is left. */
import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, test } from 'node:test'
import { QueryObserver } from '@tanstack/react-query'
import type { Session } from '../../src/contract/session.ts'
import { client, endMandate, leave } from '../../ui/src/api/client.ts'
import { read } from '../../ui/src/api/http.ts'

const mandate = (id: string): Session['mandates'][number] => ({
  id,
  legalBasis: 'verzonnen',
  purpose: `Doel ${id}`,
  until: '2030-01-01T00:00:00Z',
  lastDay: null,
  keep: 'sealed',
  eraseAfterDays: 28,
  succeeds: null
})
const session: Session = {
  user: { id: 'ine', name: 'Ine', role: 'analyst' },
  mandates: [mandate('een'), mandate('twee')],
  mandate: mandate('een'),
  due: null,
  breakGlass: [],
  demo: false
}
/** One of each kind that screens read under a mandate. */
const content: readonly (readonly unknown[])[] = [
  ['search', { q: 'pianoles' }],
  ['advert', 12],
  ['signals'],
  ['signal', 3],
  ['network', 4],
  ['evidence', 'a'],
  ['counts'],
  ['progress']
]

const names = (): string[] =>
  client
    .getQueryCache()
    .getAll()
    .map(({ queryKey }) => String(queryKey[0]))
    .sort()

describe('what the browser remembers', () => {
  beforeEach(() => {
    client.setQueryData(['session'], session)
    client.setQueryData(['live'], true)
    for (const key of content) client.setQueryData(key, { title: 'Pianoles in Zwolle' })
  })
  // What is forgotten only with time would keep this process for ten minutes.
  client.setDefaultOptions({ queries: { gcTime: Infinity, retry: false } })
  const realFetch = globalThis.fetch
  afterEach(() => {
    globalThis.fetch = realFetch
    client.clear()
  })

  const answerWith = (status: number, error: string): void => {
    globalThis.fetch = async () => Response.json({ error, message: 'x' }, { status })
  }

  /** Reads something through the cache, as a screen does. */
  const asked = (): Promise<unknown> =>
    client.fetchQuery({ queryKey: ['sources'], queryFn: () => read('/api/sources') }).catch(() => null)

  test('T26 the end of a mandate takes all that was read under it out of the cache, and asks for another mandate', () => {
    endMandate()
    assert.deepEqual(names(), ['live', 'mandate-ended', 'session'])
    const left = client.getQueryData<Session>(['session'])
    assert.deepEqual([left?.mandate, left?.mandates.map((one) => one.id)], [null, ['twee']])
    assert.equal(client.getQueryData(['mandate-ended']), true)
  })

  test('T26 a refusal because the mandate ended does the same, whichever screen got it', async () => {
    answerWith(403, 'mandate-ended')
    await asked()
    for (const [name] of content) assert.ok(!names().includes(String(name)), String(name))
    assert.equal(client.getQueryData<Session>(['session'])?.mandate, null)
  })

  test('T26 another refusal takes nothing away', async () => {
    answerWith(403, 'no-content-role')
    await asked()
    assert.deepEqual(client.getQueryData<Session>(['session'])?.mandate?.id, 'een')
    assert.deepEqual(client.getQueryData(['signal', 3]), { title: 'Pianoles in Zwolle' })
  })

  test('T15 a session that ended anywhere takes all away and says so, as does signing out', async () => {
    answerWith(401, 'no-session')
    await asked()
    assert.deepEqual(names(), ['session', 'session-ended'])
    assert.equal(client.getQueryData(['session']), null)
    client.setQueryData(['advert', 12], { title: 'Pianoles in Zwolle' })
    leave()
    assert.deepEqual(names(), ['session'])
  })

  test('what changes while its list is read for the first time is in the list: it is read once more', async () => {
    const asked: ((rows: string[]) => void)[] = []
    const list = new QueryObserver(client, {
      queryKey: ['proposals', 'open'],
      queryFn: () => new Promise<string[]>((resolve) => asked.push(resolve))
    })
    const stop = list.subscribe(() => {})
    assert.equal(asked.length, 1)
    const told = client.invalidateQueries({ queryKey: ['proposals'] })
    asked[0]?.([])
    await told
    for (let turns = 0; asked.length < 2 && turns < 100; turns++)
      await new Promise((resolve) => setTimeout(resolve, 10))
    assert.deepEqual(client.getQueryData(['proposals', 'open']), [], 'the first answer is shown meanwhile')
    asked[1]?.(['Kaswerk'])
    for (let turns = 0; client.isFetching() > 0 && turns < 100; turns++)
      await new Promise((resolve) => setTimeout(resolve, 10))
    assert.deepEqual(client.getQueryData(['proposals', 'open']), ['Kaswerk'])
    assert.equal(asked.length, 2, 'and not more often')
    stop()
  })
})
