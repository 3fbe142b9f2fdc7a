/** The track for minors: what is never kept, what is learned, and when words go. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { eraseMinors } from '../../../src/accountability/retention/minor-clocks.ts'
import type { ExpertQuestion, ExpertQuestions, Knowledge, KnowledgePage } from '../../../src/contract/minors/experts.ts'
import type { MinorCounts } from '../../../src/contract/minors/minor-counts.ts'
import type { MinorFile, MinorList } from '../../../src/contract/minors/minors.ts'
import { routes } from '../../../src/web/routes/routes.ts'
import { obstacleRegister } from './obstacles.ts'
import { errorOf, json, type Browser } from '../running.ts'
import { done, farDay, name, said, startTrack, type Track } from './minors.ts'

describe('what is kept of a child', () => {
  let at: Track['at']
  let work: Track['work']
  let second: Track['second']
  let opened: Track['opened']
  let act: Track['act']
  let did: Track['did']
  let now: Track['now']
  let root: Track['root']
  let close: Track['close']
  before(async () => {
    ;({ at, work, second, opened, act, did, now, root, close } = await startTrack())
  })
  after(() => close())

  test('S9.11 no route of the track takes a picture, in any form, and nothing of one is kept', async () => {
    const file = await opened()
    const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk'
    const paths = routes
      .filter((one) => one.method === 'POST' && one.path.startsWith('/api/minors/{id}/'))
      .map((one) => one.path.slice('/api/minors/{id}/'.length))
    assert.ok(paths.length >= 20)
    for (const path of paths) {
      const address = `/api/minors/${file.id}/${path.replaceAll(/\{(\w+)\}/g, '1')}`
      const sent = await work.ask('POST', address, png, { 'content-type': 'image/png' })
      assert.ok([400, 415].includes(sent.status), `${path}: ${sent.text}`)
      const field = await work.ask('POST', address, { picture: png, reason: 'x' })
      assert.equal(field.status, 400, `${path}: ${field.text}`)
    }
    const lines = (text: string, each: number, between: string) =>
      Array.from({ length: Math.ceil(text.length / each) }, (_, at) => text.slice(at * each, (at + 1) * each)).join(
        between
      )
    const hex = Buffer.from(png, 'base64').toString('hex')
    for (const words of [
      png,
      `data:image/png;base64,${png}`,
      `Zie ${'Qk0x'.repeat(120)}`,
      `/9j/${'A'.repeat(40)}`,
      `_9j_${'A'.repeat(40)}`,
      lines(png, 8, ' '),
      lines('Qk0x'.repeat(200), 76, '\n'),
      hex,
      lines(hex, 2, ' '),
      `SUkqAAgAAAAPAP4A${'A'.repeat(20)}`,
      '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>'
    ]) {
      assert.equal(
        said(await act(work, file, 'steps/care/do', { reason: words })),
        '422 no-pictures',
        words.slice(0, 20)
      )
      assert.equal(said(await act(work, file, 'identities', { name: 'Persoon A', about: words })), '422 no-pictures')
      assert.equal(
        said(await work.ask('POST', '/api/minors', { name, form: 'other', second: 'analyst', reason: words })),
        '422 no-pictures'
      )
    }
    assert.deepEqual(
      (await now(file)).acts.map((one) => one.act),
      ['open']
    )
  })

  test('S9.12 no field, filter, group or order of the track knows of an origin, and words about one move nothing', async () => {
    const origin =
      /origin|nation|ethni|roma(?:ni|nia)?\b|race|relig|faith|country|birth|language|score|rank|weight|picture|photo|image/i
    const columns = await root(
      `select table_name || '.' || column_name as name from information_schema.columns where table_schema = 'baken' and table_name ~ '^(minor_|expert_|knowledge_)'`
    )
    const named = [
      ...columns.rows.map((row) => row['name'] ?? ''),
      ...routes
        .filter((one) => /minors|expert|knowledge/.test(one.path))
        .flatMap((one) => [one.path, ...keysIn([one.params, one.query, one.body, one.answer])])
    ]
    assert.ok(named.length > 200, `${named.length} names seen`)
    assert.deepEqual(
      named.filter((one) => origin.test(one)),
      []
    )
    const plainOne = await opened({ reason: 'Melding.' })
    const told = await opened({ name: 'Persoon D', reason: 'Spreekt Romani, afkomst onbekend.' })
    const rows = json<MinorList>(await work.ask('GET', '/api/minors')).files
    const without = (id: string) => ({
      ...rows.find((one) => one.id === id),
      id: '',
      code: '',
      openedAt: '',
      safeDue: ''
    })
    assert.deepEqual(without(told.id), without(plainOne.id))
    const times = rows.filter((one) => one.state === 'open' && one.overdue === 0).map((one) => one.openedAt)
    assert.deepEqual(times, times.toSorted().toReversed(), 'the newest first, and nothing else')
    assert.equal((await work.ask('GET', '/api/minors?form=criminal')).status, 400, 'no filter at all')
  })

  test('S10.6 a question to the expert group that names somebody is refused at the door; advice comes back; experts see no file', async () => {
    const file = await opened()
    await did(work, file, 'contacts', { name: 'Kwartelstaart', relation: 'oom', blocked: false })
    await did(work, file, 'contacts', { name: 'Jo van den Rietzanger', relation: 'buur', blocked: false })
    const ask = (question: string) => work.ask('POST', `/api/minors/${file.id}/questions`, { question })
    for (const planted of [
      'Bel 06 12345678 eerst?',
      'Mail persoon@voorbeeld.example eerst?',
      'Wat doen met @zilver_reiger op Telegram?',
      'Zie https://voorbeeld.example/a, en nu?',
      'Wat zegt meneer Zilver hiervan?',
      'Het gaat om melding 12345, wat nu?',
      'Kan zilverreiger thuis blijven?',
      'Mag KWARTELSTAART mee?',
      'Wat als Rietzanger belt?',
      'Mag Zilver-reiger mee?',
      'Rijdt de auto met 12-ABC-3 mee?',
      'Kan het kind op Kastanjelaan 4 blijven?',
      'Kan het kind op 6711 AB 4 blijven?',
      'Geboren op 12-03-2011, wat nu?',
      'Geboren op 12 maart 2011, wat nu?',
      'Inlog vanaf 83.12.44.9, wat nu?',
      'Wie is Fatima?',
      'Wil Zwanet naar huis?',
      'Wat als M0hammed belt?',
      'Mag Z1lverreiger mee?',
      'Jan belt steeds, wat nu?'
    ])
      assert.equal(said(await ask(planted)), '422 names-someone', planted)
    const asked = done<MinorFile>(await ask('Kind geeft aan den lijve pas af onder druk. Wie praat eerst?'))
    const key = asked.questions[0]?.key ?? ''
    const expert = await at.as('expert')
    const listed = json<ExpertQuestions>(await expert.ask('GET', '/api/expert-questions')).questions
    assert.deepEqual(
      listed.map((one) => [one.key, one.question]),
      [[key, 'Kind geeft aan den lijve pas af onder druk. Wie praat eerst?']]
    )
    assert.doesNotMatch(JSON.stringify(listed), new RegExp(`${file.id}|${file.code}|Zilverreiger`))
    assert.equal(errorOf(await expert.ask('GET', `/api/minors/${file.id}`)), '404 not-found')
    const answer = (who: Browser, advice: string) => who.ask('POST', `/api/expert-questions/${key}/advice`, { advice })
    assert.equal(said(await answer(await at.as('analyst-2'), 'Mentor eerst.')), '404 not-found')
    assert.equal(said(await answer(work, 'Mentor eerst.')), '403 no-right')
    for (const planted of ['Bel 06 12345678.', 'Vraag Fatima eerst.', 'Ga naar Kastanjelaan 4.'])
      assert.equal(said(await answer(expert, planted)), '422 names-someone', planted)
    assert.equal(done<ExpertQuestion>(await answer(expert, 'Mentor eerst.')).advisedBy, 'expert')
    assert.equal((await now(file)).questions[0]?.advice, 'Mentor eerst.')
    assert.equal(
      done<MinorFile>(await second.ask('GET', `/api/minors/${file.id}`)).questions[0]?.advice,
      'Mentor eerst.'
    )
    for (const plain of [
      'Op 12 maart komt de Raad. Wat vooraf?',
      'Het kind is 16, woont in Ede en gaat naar school. Mag dat op artikel 20?',
      'Vragen we Veilig Thuis eerst, of de Raad voor de Kinderbescherming?',
      'Wil de Stichting 3 gesprekken of 4? En in 2026 nog een?'
    ])
      assert.equal(said(await ask(plain)), 'done', plain)
  })

  test('S10.5 obstacles of the expert group have an owner and name nobody, wait by the clock, the longest first, and are answered once by their owner', () =>
    obstacleRegister(at))

  test('S10.7 S9.14 a page of knowledge is stale after its day, and rests on files only where five closed ones teach it', async () => {
    const expert = await at.as('expert')
    const page = { title: 'Pas en code', text: 'Laat de mentor praten.', source: 'deskundigen', reviewOn: farDay }
    const write = (body: object, who = expert) => who.ask('POST', '/api/knowledge', { ...page, ...body })
    assert.equal(said(await write({}, work)), '403 no-right')
    assert.equal(said(await write({ text: 'Bel 06 12345678.' })), '422 names-someone')
    assert.equal(said(await write({ reviewOn: '2020-01-01' })), '400 day-wrong')
    const first = done<KnowledgePage>(await write({}))
    const next = done<KnowledgePage>(await write({ id: first.id, text: 'Laat de mentor eerst praten.' }))
    assert.deepEqual([next.version, next.stale, next.files], [2, false, null])
    const pages = async () => json<Knowledge>(await second.ask('GET', '/api/knowledge')).pages
    assert.equal((await pages()).length, 1, 'the newest version of each')
    await at.world.store.root.query('alter table baken.knowledge_page disable trigger never_changed')
    await at.world.store.root.query(`update baken.knowledge_page set review_on = '2020-01-01'`)
    await at.world.store.root.query('alter table baken.knowledge_page enable trigger never_changed')
    assert.deepEqual(
      (await pages()).map((one) => one.stale),
      [true]
    )
    for (let n = 1; n <= 5; n++) {
      const answer = await write({ title: 'Zorg eerst', lesson: 'care-first' })
      assert.equal(said(answer), '409 too-few', `${n - 1} files`)
      assert.doesNotMatch(answer.text, /\d+ files/)
      const file = await opened()
      await did(second, file, 'age', { age: 'adult' })
      const closure = (await did(work, file, 'papers', { kind: 'closure', lesson: 'care-first' })).papers[0]?.no
      await did(second, file, `papers/${closure}/approve`)
    }
    assert.equal(done<KnowledgePage>(await write({ title: 'Zorg eerst', lesson: 'care-first' })).files, 5)
  })

  test('S9.13 a file leaves as an export of its own for who may see names, and its words go half a year after its end', async () => {
    const file = await opened()
    await did(work, file, 'members', { user: 'expert', rights: ['work'] })
    const take = async (who: string) => (await at.as(who)).ask('GET', `/api/minors/${file.id}/export`)
    assert.equal(said(await take('expert')), '403 no-right')
    assert.equal(said(await take('analyst-2')), '404 not-found')
    assert.match((await take('detective')).text, /Zilverreiger/)
    await did(second, file, 'age', { age: 'adult' })
    const waiting = async () =>
      done<MinorCounts>(await (await at.as('expert')).ask('GET', '/api/minor-counts')).questions
    const before = await waiting()
    await did(work, file, 'questions', { reason: undefined, question: 'Wie praat het eerst?' })
    assert.equal(await waiting(), before + 1)
    const consent = (await did(work, file, 'consents', { from: 'child', to: 'Zorg', given: true })).agreements[0]?.no
    await did(work, file, 'transitions', { kind: 'referral', to: 'Zorg', what: 'Opvang', consent })
    const closure = (await did(work, file, 'papers', { kind: 'closure' })).papers[0]?.no
    await did(second, file, `papers/${closure}/approve`)
    const opening = await root(
      `select detail->>'digest' as digest from ledger where subject = $1 and act = 'minor.open'`,
      [`minor:${file.id}`]
    )
    const guess = createHash('sha256').update(JSON.stringify({ name })).digest('hex')
    assert.notEqual(opening.rows[0]?.['digest'], `sha256:${guess}`, 'a name is not guessed against the ledger')
    // What is under way when a file is closed is answered still, and holds it until then.
    await eraseMinors(at.world.store, new Date(Date.now() + 900 * 86_400_000))
    assert.equal(said(await act(work, file, 'steps/care/do')), '409 wrong-state')
    assert.equal(said(await act(second, file, 'transitions/1/accept')), 'done')
    assert.equal(said(await act(work, file, 'transitions/1/finish')), 'done')
    const days = (n: number) => new Date(Date.now() + n * 86_400_000)
    await eraseMinors(at.world.store, days(178))
    assert.equal(said(await take('detective')), 'done')
    assert.ok((await eraseMinors(at.world.store, days(186))) >= 1)
    assert.equal(await eraseMinors(at.world.store, days(186)), 0, 'run twice it changes nothing')
    assert.equal(said(await take('detective')), '410 erased')
    assert.equal(await waiting(), before, 'a question that is erased waits for nobody')
    const left = await root(`select count(*)::text as n from minor_act where file_id = $1 and sealed <> ''`, [file.id])
    assert.equal(left.rows[0]?.['n'], '0')
    const listed = json<MinorList>(await work.ask('GET', '/api/minors')).files.find((one) => one.id === file.id)
    assert.ok(listed?.erasedAt)
  })
})

/** Names of members in schemas, at any depth, and the values that a text may have. */
function keysIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, one]) =>
    key === 'pattern' || key === 'format' || key === 'description' ? [] : [key, ...keysIn(one)]
  )
}
