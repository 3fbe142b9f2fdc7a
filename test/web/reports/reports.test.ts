/** Reports by the routes that screens use: sent once, always answered, never telling the sender whether something is known. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { ReportReceipt } from '../../../src/contract/reports/reports.ts'
import type { Signs } from '../../../src/contract/desk/signs.ts'
import { closeInAgreement } from '../../run/erasing/rows-agree.ts'
import { errorOf, json, type Browser } from '../running.ts'
import { sameTimeClass } from './codes.ts'
import { alertWithinSeconds, nothingBlocks } from './danger.ts'
import { startReporting, type Reporting } from './reporting.ts'

describe('reports', () => {
  let reporting = {} as Reporting
  let { at, officer, analyst, coordinator, send, step, refusal, one, list } = reporting
  before(async () => {
    reporting = await startReporting()
    ;({ at, officer, analyst, coordinator, send, step, refusal, one, list } = reporting)
  })
  after(() => closeInAgreement(at))

  test('S4.1 each list has signs with words in both languages, and where they come from', async () => {
    const counts: Record<string, number> = {}
    const ids: string[] = []
    for (const name of ['official', 'minors', 'criminal', 'labour']) {
      const { headings, source } = json<Signs>(await officer.ask('GET', `/api/signs?list=${name}`))
      const signs = headings.flatMap((heading) => heading.groups.flatMap((group) => group.signs))
      assert.ok(source.length > 10, name)
      for (const sign of signs) assert.ok(sign.nl.length > 5 && sign.en.length > 5 && sign.nl !== sign.en, sign.id)
      ids.push(...signs.map((sign) => sign.id))
      counts[name] = signs.length
    }
    assert.deepEqual(counts, { official: 35, minors: 2, criminal: 11, labour: 6 })
    assert.equal(new Set(ids).size, ids.length)
  })

  test('S4.2 sent ten times at once under one key it is one report with one receipt, and what differs is its next version', async () => {
    const body = { key: 'device-0000001', what: 'Zeven mensen in een busje', place: 'De Lier' }
    const receipts = await Promise.all(Array.from({ length: 10 }, () => send(body)))
    assert.equal(new Set(receipts.map((receipt) => JSON.stringify(receipt))).size, 1)
    const [{ id, code }] = receipts as [ReportReceipt]
    assert.equal((await list(officer)).filter((each) => each === id).length, 1)
    const corrected = await send({ ...body, what: 'Acht mensen in een busje' })
    assert.deepEqual([corrected.id, corrected.code, corrected.version], [id, code, 2])
    // The first request comes late, after the correction: it changes nothing.
    await send(body)
    const { versions, content } = await one(id, officer)
    assert.deepEqual(
      versions.map((version) => version.content?.what),
      ['Zeven mensen in een busje', 'Acht mensen in een busje']
    )
    assert.equal(content?.what, 'Acht mensen in een busje')
  })

  test('S4.3 the code shows the state without an account; every wrong code gets the same bytes', async () => {
    const { id, code, number } = await send({ place: 'Zwolle', signs: ['1.1'] })
    assert.match(number, /^M-\d{4}-\d{5}$/)
    const stranger = at.browser()
    const status = (typed: string) => stranger.ask('POST', '/api/report-status', { code: typed })
    assert.deepEqual(json(await status(code)), { state: 'sent' })
    assert.deepEqual(json(await status(code.toLowerCase().replaceAll('-', ' '))), { state: 'sent' })
    const wrong = await Promise.all(['0000-0000-0000-0000', '', 'x', id, `${code}0`].map(status))
    assert.equal(new Set(wrong.map((answer) => `${answer.status} ${answer.text}`)).size, 1)
    assert.equal(errorOf(wrong[0] as never), '404 not-found')
    await step(id, 'read')
    assert.deepEqual(json(await status(code)), { state: 'read' })
    await step(id, 'keep')
    assert.deepEqual(json(await status(code)), { state: 'answered' })
  })

  test('S4.3 a wrong code takes as many statements and the same time as a right one, and its answer differs in no header', () =>
    sameTimeClass(reporting))

  test('S4.4 one sign and a place are enough, unknown is an answer, and a report with nothing is told so', async () => {
    const least = await send({ signs: ['2.1'], place: 'Utrecht' })
    assert.equal(least.state, 'sent')
    const unknown = await send({
      signs: ['2.1'],
      form: 'unknown',
      minor: 'unknown',
      what: null,
      persons: { victim: null }
    })
    assert.equal((await one(unknown.id, officer)).content?.form, 'unknown')
    assert.equal(errorOf(await officer.ask('POST', '/api/reports', {})), '422 empty-report')
    assert.equal(errorOf(await officer.ask('POST', '/api/reports', { signs: ['9.9'] })), '422 unknown-sign')
    const informant = { what: 'Mijn informant zegt iets', informant: true }
    assert.equal(errorOf(await officer.ask('POST', '/api/reports', informant)), '422 informant-report')
    for (const role of ['auditor', 'operator', 'administrator'])
      assert.match(errorOf(await (await at.as(role)).ask('POST', '/api/reports', { place: 'x' })), /^403 /)
  })

  test('S4.5 direct danger needs no field, says whom to call, stands first and is an alert in the ledger', async () => {
    const { id, call, readBy, sentAt } = await send({ danger: true })
    assert.deepEqual(call, { emergency: '112', duty: 'Dienst 088 0000000' })
    assert.equal(Date.parse(readBy ?? '') - Date.parse(sentAt ?? ''), 3_600_000)
    assert.equal((await list(coordinator))[0], id)
    const { rows } = await at.world.store.root.query<{ act: string }>(
      'select act from ledger where subject = $1 order by no',
      [`report:${id}`]
    )
    assert.deepEqual(
      rows.map((row) => row.act),
      ['report.send', 'report.alert']
    )
  })

  test('S4.5 within five seconds the coordinator hears of direct danger, also at a server that did not take it in, and of a possible minor nobody else does', () =>
    alertWithinSeconds(reporting))

  test('S4.5 nothing that was filled in, and no draft, keeps direct danger from being sent; danger that comes later is told, once', () =>
    nothingBlocks(reporting))

  test('S4.6 a possible minor is in no list, count, search or error of others, byte for byte, and the coordinator sees it', async () => {
    const seen = async (who: Browser): Promise<string[]> => {
      const answers = []
      for (const address of [
        '/api/reports',
        '/api/reports?state=all',
        '/api/reports?state=late',
        '/api/counts',
        '/api/search?q=Hoogeveen',
        '/api/signals?state=all'
      ])
        answers.push((await who.ask('GET', address)).text.replace(/"tookMs":\d+/, ''))
      return answers
    }
    const before = await seen(analyst)
    const bodies = [
      { what: 'Zij lijkt jong, in Hoogeveen', minor: 'doubt' },
      { what: 'Een meisje van 16 jaar, in Hoogeveen' },
      { place: 'Hoogeveen', signs: ['MI-01'] },
      { place: 'Hoogeveen', minor: true }
    ]
    const ids = []
    for (const body of bodies) ids.push((await send(body)).id)
    assert.deepEqual(await seen(analyst), before)
    assert.deepEqual(
      ids.filter((id) => before.some((text) => text.includes(id))),
      []
    )
    const inbox = await list(coordinator)
    for (const id of ids) {
      assert.ok(inbox.includes(id), id)
      const [hidden, absent] = [
        await analyst.ask('GET', `/api/reports/${id}`),
        await analyst.ask('GET', '/api/reports/M-2026-000000001')
      ]
      assert.deepEqual([hidden.status, hidden.text], [absent.status, absent.text])
      assert.equal(await refusal(id, 'read'), '404 not-found')
      assert.equal(errorOf(await (await at.as('detective')).ask('GET', `/api/reports/${id}`)), '404 not-found')
    }
    // Its sender sees it, and cannot take the mark away.
    const [first = ''] = ids
    assert.equal((await one(first, officer)).id, first)
    const report = await send({ what: 'Iemand in Assen' })
    assert.ok((await list(analyst)).includes(report.id))
    assert.equal((await analyst.ask('POST', `/api/reports/${report.id}/minor`, {})).status, 204)
    assert.equal((await list(analyst, '?state=all')).includes(report.id), false)
    assert.equal(await refusal(report.id, 'adult', {}, coordinator), '400 reason-missing')
    await step(report.id, 'adult', { reason: 'Paspoort gezien: volwassen' }, coordinator)
    assert.ok((await list(analyst)).includes(report.id))
  })

  test('S4.2 a draft is its sender’s alone, is sent under its number, and then stays sent', async () => {
    const draft = await send({ key: 'draft-000001', draft: true, what: 'Nog niet klaar' })
    assert.equal(draft.state, 'draft')
    assert.equal((await list(coordinator, '?state=all')).includes(draft.id), false)
    assert.equal(await refusal(draft.id, 'read', {}, coordinator), '404 not-found')
    const sent = await send({ key: 'draft-000001', what: 'Nu wel klaar' })
    assert.deepEqual([sent.id, sent.state, sent.version], [draft.id, 'sent', 2])
    const again = await officer.ask('POST', '/api/reports', { key: 'draft-000001', draft: true, what: 'Terug' })
    assert.equal(errorOf(again), '409 wrong-state')
  })

  test('what was sent stands nowhere in clear, and odd text comes back as it was typed', async () => {
    const what = `Geheim-woord <script>alert(1)</script> \u202Eomgekeerd 👩‍👧 ${'lang '.repeat(3_000)}einde`
    const { id } = await send({ what, place: '  Ede \u0000 ' })
    assert.equal((await one(id, officer)).content?.what, what)
    assert.equal((await one(id, officer)).content?.place, 'Ede')
    const { rows } = await at.world.store.root.query<{ text: string }>(
      `select r::text as text from report r union all select v::text from report_version v union all select l::text from ledger l
       union all select encode(sealed, 'escape') from report_version`
    )
    assert.equal(
      rows.some((row) => row.text.includes('Geheim-woord')),
      false
    )
  })
})
