/** Jobs through the interface and the worker: progress that is true, another try after a fault, a restart in the middle, cancelling, and nobody else who sees them. */
import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import type { Case } from '../../../src/contract/cases/cases.ts'
import type { JobList } from '../../../src/contract/cases/jobs.ts'
import type { DossierList } from '../../../src/contract/cases/dossiers.ts'
import { activateUser, deactivateUser } from '../../../src/accountability/accounts/account-changes.ts'
import { dossierWork } from '../../../src/desk/dossier/make.ts'
import { storedZip, ZipFull } from '../../../src/evidence/packages/zip-stored.ts'
import { jobKinds } from '../../../src/run/jobs/job-kinds.ts'
import type { JobWork } from '../../../src/desk/jobs/work.ts'
import { errorOf, startInterface, type Browser, type Running } from '../running.ts'
import { doIn, done, networkOf, openCase, said } from './cases.ts'
import { asked, ended, jobsOf, made, pinned, stopJobs } from './dossiers.ts'

describe('jobs', () => {
  let at: Running
  let detective: Browser
  let one: Case
  before(async () => {
    at = await startInterface()
    detective = await at.as('detective')
  })
  beforeEach(async () => {
    const { signal, adverts } = await networkOf(at, 2)
    one = await openCase(at, signal)
    await pinned(detective, one, [['advert', adverts[0] ?? 0]])
  })
  after(async () => {
    await stopJobs()
    await at.close()
  })

  /** The work of dossiers with something before it. */
  const first = (before: JobWork): { dossier: JobWork } => ({ dossier: before })
  /** A worker whose job says when it is in its texts, and waits there until it may go on. */
  const heldInTexts = async () => {
    const middle = Promise.withResolvers<void>()
    const end = Promise.withResolvers<void>()
    const worker = await jobsOf(at, {
      kinds: first((desk, job, tell) =>
        jobKinds.dossier(desk, job, async (step, n, total) => {
          await tell(step, n, total)
          if (step !== 'texts') return
          middle.resolve()
          await end.promise
          await tell('package', n, total)
        })
      )
    })
    return { worker, middle: middle.promise, goOn: () => end.resolve() }
  }

  test('a dossier that does not fit into one package is refused in words before anything of it is made, and a smaller one is not', async () => {
    const grow = async (): Promise<void> => {}
    const told: string[] = []
    const worker = await jobsOf(at, {
      kinds: first((desk, job, tell) =>
        dossierWork({}, grow, 40)(desk, job, async (step, n, total) => {
          told.push(step)
          await tell(step, n, total)
        })
      )
    })
    const job = await ended(detective, await asked(detective, one))
    assert.deepEqual([job.state, job.fault], ['failed', 'package-too-large'])
    assert.deepEqual([...new Set(told)], ['state'])
    await worker.stop()
    const whole = await jobsOf(at)
    await made(detective, one)
    await whole.stop()
    const zip = storedZip('2026-11-29T12:00:00.000Z')
    for (let no = 0; no < 65_535; no++) zip.add(`${no}`, Buffer.alloc(0))
    assert.throws(() => zip.add('x', Buffer.alloc(0)), ZipFull)
    assert.ok(zip.end().length > 65_535)
  })

  test('a job that was asked for while no worker ran is taken up by the next one, and tells how far it is', async () => {
    const id = await asked(detective, one)
    const waiting = await ended(detective, id, () => true)
    assert.deepEqual([waiting.state, waiting.attempts, waiting.case], ['waiting', 0, one.id])
    const seen: (readonly [string, number, number])[] = []
    const kinds = first((desk, job, tell) =>
      jobKinds.dossier(desk, job, async (step, n, total) => {
        await tell(step, n, total)
        seen.push([step, n, total])
      })
    )
    const worker = await jobsOf(at, { kinds })
    const job = await ended(detective, id)
    await worker.stop()
    assert.deepEqual([job.state, job.step, job.result, job.fault, job.attempts], ['done', 'end', 1, null, 1])
    assert.equal(job.done, job.total)
    assert.ok(seen.length > 5)
    const steps = [...new Set(seen.map(([step]) => step))]
    assert.deepEqual(steps, ['state', 'evidence', 'texts', 'package'])
    const counted = seen.slice(1).map(([, n]) => n)
    assert.deepEqual(
      counted,
      counted.toSorted((a, b) => a - b),
      'it never goes back'
    )
    assert.ok(seen.every(([, n, total]) => n <= total))
    assert.deepEqual(worker.told, [])
  })

  test('a fault is tried again by itself and told to the operator; the fifth one ends the job', async () => {
    let tries = 0
    const worker = await jobsOf(at, {
      kinds: first((desk, job, tell) => {
        if (++tries === 1) throw new Error('de schijf was even weg')
        return jobKinds.dossier(desk, job, tell)
      })
    })
    const job = await made(detective, one)
    assert.equal(job.attempts, 2)
    await worker.stop()
    assert.match(worker.told.join('\n'), /de schijf was even weg/)
    await at.world.store.root.query(`update job set attempts = 4, state = 'waiting', ended_at = null where id = $1`, [
      job.id
    ])
    const failing = await jobsOf(at, { kinds: first(() => Promise.reject(new Error('stuk'))) })
    const last = await ended(detective, job.id)
    assert.deepEqual([last.state, last.fault, last.attempts], ['failed', 'fault', 5])
    await failing.stop()
  })

  test('a service that stops in the middle leaves the job to the next start, which makes the same of the same state', async () => {
    const { worker, middle, goOn } = await heldInTexts()
    const id = await asked(detective, one)
    await middle
    const stopping = worker.stop()
    goOn()
    await stopping
    const left = await ended(detective, id, () => true)
    assert.deepEqual([left.state, left.endedAt], ['waiting', null])
    assert.deepEqual(done<DossierList>(await detective.ask('GET', `/api/cases/${one.id}/dossiers`)).dossiers, [])
    // What happens in between is not in it: the state was frozen.
    done(await doIn(detective, one, 'items/1/confirm', { confirmed: false }))
    const next = await jobsOf(at)
    const job = await ended(detective, id)
    assert.deepEqual([job.state, job.attempts], ['done', 1], 'stopping is no attempt')
    await next.stop()
    const { dossiers } = done<DossierList>(await detective.ask('GET', `/api/cases/${one.id}/dossiers`))
    assert.deepEqual(
      dossiers.map((made) => [made.no, made.items]),
      [[1, 1]]
    )
  })

  test('a worker that was killed keeps nothing: its entry in the queue is passed by and the job is done once', async () => {
    const worker = await jobsOf(at)
    await worker.stop()
    const id = await asked(detective, one)
    await at.world.store.root.query(
      `update graphile_worker._private_jobs set locked_at = now(), locked_by = 'gone', attempts = 1 where key = $1`,
      [id]
    )
    await at.world.store.root.query(`update job set state = 'working', attempts = 1 where id = $1`, [id])
    const next = await jobsOf(at)
    const job = await ended(detective, id)
    await next.stop()
    assert.deepEqual([job.state, job.attempts], ['done', 2])
  })

  test('two workers do a job once', async () => {
    let runs = 0
    const kinds = first((desk, job, tell) => {
      runs++
      return jobKinds.dossier(desk, job, tell)
    })
    const [a, b] = await Promise.all([jobsOf(at, { kinds }), jobsOf(at, { kinds })])
    const ids = await Promise.all([asked(detective, one), asked(detective, one, { unconfirmed: true })])
    await Promise.all([a.takeUp(), b.takeUp()])
    const jobs = await Promise.all(ids.map((id) => ended(detective, id)))
    assert.deepEqual(
      jobs.map((job) => job.state),
      ['done', 'done']
    )
    assert.ok(runs <= 3, `${runs} runs`)
    await Promise.all([a.stop(), b.stop()])
  })

  test('a job is cancelled by who asked for it, in the middle as well, and nothing of it stays', async () => {
    const { worker, middle, goOn } = await heldInTexts()
    const id = await asked(detective, one)
    await middle
    assert.equal(said(await detective.ask('POST', `/api/jobs/${id}/cancel`)), 'done')
    goOn()
    const job = await ended(detective, id)
    assert.equal(job.state, 'cancelled')
    await worker.stop()
    assert.deepEqual(worker.told, [], 'no fault')
    const { rows } = await at.world.store.root.query<{ n: number }>(
      'select count(*)::int as n from dossier_part where case_id = $1',
      [one.id]
    )
    assert.deepEqual(rows, [{ n: 0 }])
    assert.equal(said(await detective.ask('POST', `/api/jobs/${id}/cancel`)), '409 wrong-state')
  })

  test('a job is seen by who asked for it alone, also among members of the case, and not by somebody who left it', async () => {
    done(await doIn(detective, one, 'members', { user: 'analyst-2', rights: ['read', 'change'] }))
    const analyst = await at.as('analyst-2')
    const id = await asked(analyst, one)
    for (const who of [detective, await at.as('coordinator'), await at.as('analyst')]) {
      assert.equal(errorOf(await who.ask('GET', `/api/jobs/${id}`)), '404 not-found')
      assert.equal(errorOf(await who.ask('POST', `/api/jobs/${id}/cancel`)), '404 not-found')
      const { jobs } = done<JobList>(await who.ask('GET', '/api/jobs'))
      assert.equal(
        jobs.some((job) => job.id === id),
        false
      )
    }
    assert.deepEqual(
      done<JobList>(await analyst.ask('GET', '/api/jobs')).jobs.map((job) => job.id),
      [id]
    )
    done(await doIn(detective, one, 'members', { user: 'analyst-2', rights: [] }))
    assert.equal(errorOf(await analyst.ask('GET', `/api/jobs/${id}`)), '404 not-found')
    assert.deepEqual(await endOf(id), [{ state: 'failed', fault: 'not-found' }], 'who left the case gets nothing of it')
    // The account of who leads the case is closed while the job waits: the last test, since the session ends with it.
    const led = await asked(detective, one)
    assert.equal((await deactivateUser(at.world.store, 'detective')).kind, 'done')
    assert.deepEqual(await endOf(led), [{ state: 'failed', fault: 'mandate-ended' }], 'nor does who left altogether')
    const { rows } = await at.world.store.root.query('select no from dossier where case_id = $1', [one.id])
    assert.deepEqual(rows, [])
    assert.equal((await activateUser(at.world.store, 'detective')).kind, 'done')
  })

  /** How a job ended, once a worker was there. */
  async function endOf(id: string): Promise<unknown[]> {
    const worker = await jobsOf(at)
    for (;;) {
      const { rows } = await at.world.store.root.query<{ state: string; fault: string }>(
        'select state, fault from job where id = $1 and ended_at is not null',
        [id]
      )
      if (rows.length > 0) {
        await worker.stop()
        return rows
      }
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
})
