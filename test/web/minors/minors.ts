/** What tests of the track for minors share: a file, acts in it, and what an act came to. */
import assert from 'node:assert/strict'
import type { MinorFile } from '../../../src/contract/minors/minors.ts'
import { errorOf, json, startInterface, type Answer, type Browser, type Running } from '../running.ts'

export const farDay = '2099-01-01'
/** How the child of each file is called: invented. */
export const name = 'Persoon Zilverreiger'

export interface Track {
  readonly at: Running
  /** Opens files and works in them. */
  readonly work: Browser
  /** The second person of each file. */
  readonly second: Browser
  opened(more?: object): Promise<MinorFile>
  act(who: Browser, file: MinorFile, path: string, body?: object): Promise<Answer>
  /** As `act`, where it was done. */
  did(who: Browser, file: MinorFile, path: string, body?: object): Promise<MinorFile>
  now(file: MinorFile): Promise<MinorFile>
  safe(file: MinorFile): Promise<MinorFile>
  /** Plans a task, of the investigation unless told otherwise. */
  planned(file: MinorFile, more?: object): Promise<Answer>
  /** A statement of the owner of the database. */
  root(sql: string, values?: unknown[]): Promise<{ rows: Record<string, string>[] }>
  close(): Promise<void>
}

export async function startTrack(): Promise<Track> {
  const at = await startInterface()
  const work = await at.as('detective')
  const second = await at.as('analyst')
  const act: Track['act'] = (who, { id }, path, body = {}) =>
    who.ask('POST', `/api/minors/${id}/${path}`, { reason: 'Daarom.', ...body })
  const did: Track['did'] = async (who, file, path, body) => done(await act(who, file, path, body))
  return {
    at,
    work,
    second,
    act,
    did,
    opened: async (more = {}) => {
      const body = { name, form: 'criminal', second: 'analyst', reason: 'Melding.', ...more }
      return done(await work.ask('POST', '/api/minors', body))
    },
    now: async ({ id }) => done(await work.ask('GET', `/api/minors/${id}`)),
    safe: (file) => did(work, file, 'safe', { answer: 'yes' }),
    planned: (file, more = {}) =>
      act(work, file, 'tasks', { kind: 'investigate', title: 'Rekening vorderen', dueOn: farDay, ...more }),
    root: (sql, values = []) => at.world.store.owner.query(sql, values),
    close: async () => {
      const { faults } = at
      await at.close()
      assert.deepEqual(faults, [])
    }
  }
}

export function done<T>(answer: Answer): T {
  assert.equal(answer.status, 200, answer.text)
  return json<T>(answer)
}

/** `done`, or `403 no-right`. */
export const said = (answer: Answer): string => (answer.status < 300 ? 'done' : errorOf(answer))

/** The file of a minor in which all that may be done has words; its members are the detective and the second analyst. */
export async function minorFileOf(who: Browser, words: string): Promise<{ id: string }> {
  const body = { name: words, form: 'criminal', second: 'analyst-2', reason: words }
  const { id } = done<{ id: string }>(await who.ask('POST', '/api/minors', body))
  const acts: readonly (readonly [string, object])[] = [
    ['safe', { answer: 'yes' }],
    ['steps/care/do', {}],
    ['consents', { from: 'child', to: words, given: true }],
    ['papers', { kind: 'plan' }],
    ['identities', { name: words }],
    ['follow-ups', { service: words, dueOn: farDay }],
    ['contacts', { name: words, relation: words, number: '0612345678', blocked: true }],
    ['tasks', { kind: 'investigate', title: 'Vorderen', dueOn: farDay, reason: 'x' }]
  ]
  for (const [path, more] of acts)
    assert.equal(said(await who.ask('POST', `/api/minors/${id}/${path}`, { reason: words, ...more })), 'done', path)
  return { id }
}
