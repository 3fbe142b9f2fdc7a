/** The demo goes on after its first crawl: people weighed and asked, and adverts changed, vanished and appeared. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { demoMandate, demoUsers, makeDemo } from '../../src/accountability/demo.ts'
import { workMandate } from '../../src/accountability/demo-more.ts'
import { decideProposal, listProposals } from '../../src/accountability/mandates/mandate-proposals.ts'
import { findMandate } from '../../src/accountability/mandates/mandates.ts'
import { addSources } from '../../src/run/crawl/add-sources.ts'
import { openApp, type App } from '../../src/run/app.ts'
import { playStory } from '../../src/run/demo/demo-story.ts'
import { startEngine } from '../../src/run/engine.ts'
import { practicePlace, startPracticeWeb, type PracticeWeb } from '../../src/run/practice-web.ts'
import { serviceLinks } from '../../src/run/web/web.ts'
import { startService, type Service } from '../../src/run/service.ts'
import { withGround } from '../../src/store/ground.ts'
import { endAll, scratch, startBaken } from '../support/baken.ts'

let folder: ReturnType<typeof scratch>
let app: App
let web: PracticeWeb
let service: Service
let today: string
const said: string[] = []

before(async () => {
  folder = scratch('demo-story')
  const opened = await openApp(
    { dataDir: folder.folder, databaseUrl: undefined, allowPrivate: true, userAgent: 'test' },
    'hold'
  )
  assert.equal(opened.kind, 'app')
  app = (opened as Extract<typeof opened, { kind: 'app' }>).app
  await makeDemo(app.store)
  const { port: _port, ...place } = await practicePlace(folder.folder)
  today = place.today
  web = await startPracticeWeb({ seed: 7, adverts: 600, pictures: false, port: 0, machineClock: true, ...place })
  const mandate = await findMandate(app.store, demoMandate)
  assert.ok(mandate)
  assert.equal((await addSources(app, mandate, web.sources, true)).kind, 'added')
  const engine = await startEngine(app, mandate, {
    crawl: { once: true, maxPages: null, sources: null, allowPrivate: true },
    process: true
  })
  await engine.done
  await engine.stop()
  service = await startService(app, { roles: new Set(['crawl', 'process']), allowPrivate: true, say: () => {} })
})
after(async () => {
  await service.stop()
  await web.stop()
  await app.close()
  await endAll()
  folder.remove()
})

test('after the story every state of a signal is there, adverts have second versions, and some are gone; twice adds no act', async () => {
  const story = {
    app,
    mandate: demoMandate,
    web,
    today,
    links: serviceLinks(service),
    say: (text: string) => said.push(text),
    stop: new AbortController().signal
  }
  await playStory(story)
  const states = await column<string>('select distinct state from signal order by state')
  for (const state of ['dismissed', 'escalated', 'new', 'proposed', 'taken'])
    assert.ok(states.includes(state), `${state} among ${states.join(', ')}`)
  assert.deepEqual(await column('select state from open_request order by state'), ['asked', 'granted', 'refused'])
  assert.deepEqual(await column(`select state || ' ' || count(*) from report group by state order by state`), [
    'kept 2',
    'linked 1',
    'read 2',
    'refused 1',
    'sent 3'
  ])
  const [changed] = await column<number>('select count(*)::int from advert where versions > 1')
  const [gone] = await column<number>('select count(*)::int from advert where gone_at is not null')
  assert.ok((changed ?? 0) > 0 && (gone ?? 0) > 0, `${changed} changed, ${gone} gone`)
  assert.equal(web.day(), 3)
  assert.equal((await practicePlace(folder.folder)).day, 3, 'the next start goes on from there')
  assert.ok(said.some((text) => text.startsWith('Day 3')))
  const [acts] = await column<number>('select count(*)::int from weighing')
  await playStory(story)
  assert.deepEqual(await column('select count(*)::int from weighing'), [acts])
})

test('S12 no advert is posted ahead of now, one came back, a site asks for an account, and a followed source brought news', async () => {
  assert.deepEqual(await column('select count(*)::int from advert where posted_at > now()'), [0])
  const [dated] = await column<number>('select count(*)::int from advert where posted_at is not null')
  assert.ok((dated ?? 0) > 100, `${dated} with a date`)
  const [walls] = await column<number>(
    `select count(*)::int from capture where page_kind = 'wall' and source_id = 'oefen-werkhal'`
  )
  assert.ok((walls ?? 0) > 10, `${walls} walls`)
  const [hits] = await column<number>('select count(*)::int from watch_hit')
  assert.ok((hits ?? 0) > 0)
})

test('S12 every office has something that waits, and a second mandate has adverts of its own', async () => {
  const { rows } = await app.store.owner.query<Record<string, number>>(
    `select (select count(*)::int from rights_request) as rights, (select count(*)::int from break_glass where asked_by = 'collega-3') as glass,
       (select count(*)::int from mandate_proposal where state = 'proposed') as proposals, (select count(*)::int from mandate where demo) as mandates`
  )
  assert.deepEqual(rows, [{ rights: 2, glass: 1, proposals: 1, mandates: 3 }])
  assert.deepEqual(await column(`select count(*)::int from judgement where kind = 'different'`), [1])
  assert.deepEqual(await column(`select count(*) > 0 from fact where state = 'rejected'`), [true])
  assert.deepEqual(await column('select count(*)::int from signal_merge'), [1])
  const { rows: work } = await app.store.owner.query<Record<string, number>>(
    `select (select count(*)::int from case_subject) as people, (select count(*)::int from case_task where state = 'open') > 3 as tasks,
       (select count(*)::int from case_task where state <> 'open') as ended, (select count(*)::int from case_order) as orders,
       (select count(*)::int from case_note) as notes, (select count(*)::int from case_decision) as decisions,
       (select count(*)::int from job where kind = 'dossier') as dossiers, (select count(*)::int from case_referral where state = 'offered') as referrals`
  )
  assert.deepEqual(work, [
    { people: 3, tasks: true, ended: 2, orders: 1, notes: 2, decisions: 1, dossiers: 1, referrals: 1 }
  ])
  const { rows: child } = await app.store.owner.query<Record<string, number>>(
    `select (select count(*)::int from minor_file where state = 'open') as files, (select count(*)::int from minor_act) as acts,
       (select count(*)::int from expert_question where advice is null) as questions, (select count(*)::int from knowledge_page) as pages`
  )
  assert.deepEqual(child, [{ files: 1, acts: 11, questions: 1, pages: 1 }])
  const { rows: partners } = await app.store.owner.query<Record<string, number>>(
    `select (select count(*)::int from partner_organisation) as partners, (select array_agg(state order by state) from partner_agreement) as agreements,
       (select array_agg(state order by state) from case_disclosure) as disclosures, (select array_agg(kind order by kind) from case_barrier) as barriers,
       (select count(*)::int from obstacle) as obstacles, (select array_agg(tlp order by tlp) from handling_code) as codes,
       (select count(*)::int from conference_seat) as seats,
       (select array_agg(state) from peer) as peers`
  )
  assert.deepEqual(partners, [
    {
      partners: 2,
      agreements: ['confirmed', 'proposed'],
      disclosures: ['asked', 'shared'],
      barriers: ['barrier', 'opportunity'],
      obstacles: 1,
      codes: ['amber', 'red'],
      seats: 3,
      peers: ['confirmed']
    }
  ])
  for (let tries = 0; tries < 600; tries++) {
    const { rows: found } = await withGround(app.store.pool, { user: 'pipeline', mandate: workMandate }, (tx) =>
      tx.query<{ n: number }>('select count(*)::int as n from advert')
    )
    if ((found[0]?.n ?? 0) > 10) return
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  assert.fail('nothing was found under the second mandate')
})

test('S12 first steps are ticked by nobody but the person who did them', async () => {
  const people = demoUsers.map((one) => one.id)
  const { rows } = await app.store.owner.query<{ actor: string; act: string }>(
    `select distinct actor, act from ledger where actor = any($1) and act <> 'rights.register' order by 1, 2`,
    [people]
  )
  assert.deepEqual(
    rows.map((row) => `${row.actor} ${row.act}`),
    [
      'analyst case.share',
      'analyst deconfliction.ask',
      'analyst minor.step-see',
      'analyst request.ask',
      'analyst search.save',
      'detective case.barrier',
      'detective case.conference',
      'detective case.confirm',
      'detective case.decide',
      'detective case.disclose',
      'detective case.disclosures',
      'detective case.dossier',
      'detective case.handle',
      'detective case.members',
      'detective case.note',
      'detective case.note-change',
      'detective case.order',
      'detective case.pin',
      'detective case.plan',
      'detective case.read-work',
      'detective case.refer',
      'detective case.subject',
      'detective case.task',
      'detective case.task-done',
      'detective case.task-dropped',
      'detective minor.consent',
      'detective minor.contact',
      'detective minor.follow-up',
      'detective minor.open',
      'detective minor.paper',
      'detective minor.question',
      'detective minor.safe',
      'detective minor.step-do',
      'expert knowledge.write',
      'officer report.draft',
      'officer report.send',
      'partner report.send',
      'prosecutor agreement.confirm',
      'prosecutor peer.confirm'
    ],
    'none of these is the act of a step (desk/home/guide.ts)'
  )
})

test('S12 a mandate that administrators make on the practice instance is a practice mandate, and the demo starts again', async () => {
  const [waiting] = (await listProposals(app.store, 'administrator')).proposals
  assert.equal(waiting?.mandate.id, 'oefening-geld')
  const outcome = await decideProposal(app.store, waiting?.id ?? 0, 'confirm', {
    user: 'administrator',
    reason: 'akkoord'
  })
  assert.equal(outcome.kind, 'decided')
  assert.equal((await makeDemo(app.store)).kind, 'there-already')
})

test('G2 what people and the pipeline did in the story is written as verify expects it', async () => {
  const { code, stdout } = await startBaken(['verify', '--data', folder.folder]).ended
  assert.doesNotMatch(stdout, /damaged|missing:/)
  assert.equal(code, 0, stdout)
})

async function column<T>(sql: string): Promise<T[]> {
  const { rows } = await withGround(app.store.pool, { user: 'pipeline', mandate: demoMandate }, (tx) =>
    tx.query<Record<string, T>>(sql)
  )
  return rows.map((row) => Object.values(row)[0] as T)
}
