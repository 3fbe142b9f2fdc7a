/** Codes of reports where something else rests on the report, and what the database itself shows and takes of codes. */
import assert from 'node:assert/strict'
import type { DossierPreview } from '../../../src/contract/cases/dossiers.ts'
import type { ReferralContent, ReferralList } from '../../../src/contract/cases/referrals.ts'
import type { CaseHandling } from '../../../src/contract/partners/handling.ts'
import { mayHave, receivers, type Handling } from '../../../src/model/partners/handling.ts'
import type { ReportReceipt } from '../../../src/contract/reports/reports.ts'
import { withGround } from '../../../src/store/ground.ts'
import { pastTriggers } from '../../support/superuser.ts'
import { certify, doIn, done, openCase, said } from '../cases/cases.ts'
import { jobsOf, made, pinned } from '../cases/dossiers.ts'
import { exported } from './handling-exports.ts'
import { allowed, behind, codeOf, codes, each, marksIn, type HandlingWorld } from './handling-world.ts'

export async function referralsUnderCodes(world: HandlingWorld): Promise<void> {
  const { at, one, detective, prosecutor } = world
  const handle = (about: string, code: Handling) => doIn(detective, one, 'handling', { about, ...code })
  await certify(at, 'analyst-2')
  for (const [kind, to, reader] of [
    ['prosecutor', 'prosecutor', prosecutor],
    ['team', 'analyst-2', await at.as('analyst-2')]
  ] as const) {
    const items = each.map((n) => n + 1)
    done(await doIn(detective, one, 'referrals', { kind, to, items, ...(kind === 'team' && { team: 'Noord' }) }))
    const { referrals } = done<ReferralList>(await reader.ask('GET', '/api/referrals'))
    const key = referrals.find((each) => each.kind === kind)?.key ?? ''
    const read = async () => {
      const answer = await reader.ask('GET', `/api/referrals/${key}`)
      return { text: answer.text, content: done<ReferralContent>(answer) }
    }
    const first = await read()
    assert.deepEqual(marksIn(first.text), allowed(kind), kind)
    assert.deepEqual(first.content.behind, behind(kind), kind)
    for (const tlp of ['amber+strict', 'red'] as const) {
      done(await handle('item:1', { tlp, pap: null }))
      const later = await read()
      const closed = !mayHave(kind, { tlp, pap: null })
      assert.deepEqual(marksIn(later.text), allowed(kind).slice(closed ? 1 : 0), `closed since by ${tlp}`)
      assert.equal(
        later.content.behind.find(({ code }) => code === `TLP:${tlp.toUpperCase()}`)?.count,
        closed ? 2 : undefined
      )
    }
    done(await handle('item:1', codeOf(0)))
    done(await detective.ask('POST', `/api/referrals/${key}/revoke`, { reason: 'Proef.' }))
  }
}

/** Codes that keep something from somebody, and before them none and one that keeps nothing. */
const some = each.filter((n) => n < 2 || receivers.some((receiver) => !mayHave(receiver, codeOf(n))))

/** Each report has its code and made a signal: those of none and of TLP:RED are pinned as reports alone, that of `1` as a signal alone, and others as both. */
export async function itemsOfReports(world: HandlingWorld): Promise<void> {
  const { at, analyst, detective, reports, signals } = world
  for (const n of some) {
    const step = (act: string, body: object) => analyst.ask('POST', `/api/reports/${reports[n]}/${act}`, body)
    done(await step('read', {}))
    done(await step('link', { signal: signals[n] }))
    done(await step('handling', { ...codeOf(n), reason: 'Bron.' }))
  }
  const red = codes.findIndex(({ tlp }) => tlp === 'red')
  const two = await openCase(at, signals[red] ?? 0, { title: 'Onderzoek Meldingen' })
  await pinned(detective, two, [
    ...some.filter((n) => n !== 1).map((n) => ['report', reports[n] ?? ''] as const),
    ...some.filter((n) => n !== 0 && n !== red).map((n) => ['signal', signals[n] ?? 0] as const)
  ])
  const both = (receiver: (typeof receivers)[number]) =>
    behind(receiver).map((one) => ({ ...one, count: one.code === 'TLP:RED' ? 1 : 2 }))
  const { staysBehind } = done<CaseHandling>(await detective.ask('GET', `/api/cases/${two.id}/handling`))
  assert.deepEqual(
    staysBehind,
    receivers.map((receiver) => ({ receiver, items: both(receiver) }))
  )
  const shown = done<DossierPreview>(await detective.ask('POST', `/api/cases/${two.id}/dossier/preview`, {}))
  assert.deepEqual(shown.behind, both('file'))

  // Whoever is in none of these cases: the signal of a closed report is in no file, nor a proposal that bundles it.
  const { text } = await exported(world, 'signals', 'analyst-2')
  const told = new Set(text.split('\n').flatMap((line) => (line === '' ? [] : [Number(JSON.parse(line).id)])))
  for (const n of some) assert.equal(told.has(signals[n] ?? 0), mayHave('file', codeOf(n)), `signal ${n}`)
  const proposals = await exported(world, 'proposals', 'analyst-2')
  for (const n of [0, red]) assert.equal(proposals.text.includes(`"signal:${signals[n]}"`), n === 0, `proposal ${n}`)

  // What is closed after a dossier was made takes it along, as the report or as its signal.
  await jobsOf(at)
  const no = (await made(detective, two)).result ?? 0
  const take = async () => said(await detective.ask('GET', `/api/cases/${two.id}/dossiers/${no}`))
  const closed = (user: string) =>
    withGround(at.world.store.pool, { user, mandate: 'een' }, async (tx) => {
      const { rows } = await tx.query<{ closed: boolean }>('select dossier_closed($1, $2) as closed', [two.id, no])
      return rows[0]?.closed
    })
  for (const n of [0, 1]) {
    const handle = (body: object) => analyst.ask('POST', `/api/reports/${reports[n]}/handling`, body)
    done(await handle({ tlp: 'red', pap: null, reason: 'Gevaar.' }))
    assert.deepEqual(
      [await take(), await closed('detective'), await closed('analyst-2')],
      ['409 handling-code', true, false]
    )
    done(await handle({ ...codeOf(n), reason: 'Voorbij.' }))
    assert.equal(await take(), 'done')
  }
}

export async function codesInDatabase({ at, one, detective, reports }: HandlingWorld): Promise<void> {
  const { pool, root } = at.world.store
  const seen = (user: string, mandate = 'een') =>
    withGround(pool, { user, mandate }, async (tx) => {
      const { rows } = await tx.query<{ ofCase: boolean; ofReports: boolean; items: boolean }>(
        `select exists (select 1 from handling_code where case_id = $1) as "ofCase",
           exists (select 1 from handling_code where case_id is null) as "ofReports", exists (select 1 from case_codes($1)) as items`,
        [one.id]
      )
      return Object.values(rows[0] ?? {})
    })
  assert.deepEqual(await seen('detective'), [true, true, true])
  assert.deepEqual(await seen('analyst-2'), [false, true, false])
  assert.deepEqual(await seen('elders', 'twee'), [false, false, false])
  assert.deepEqual(await seen('officer', 'twee'), [false, false, false], 'a sender elsewhere')

  // A report in which somebody may be under 18 is for the coordinator, and so is its code.
  const minor = `report:${reports[2]}`
  const told = (user: string) =>
    withGround(pool, { user, mandate: 'een' }, async (tx) => {
      const { rowCount } = await tx.query('select 1 from handling_code where about = $1', [minor])
      return rowCount !== 0
    })
  assert.equal(await told('detective'), true)
  const marked = await detective.ask('POST', `/api/reports/${reports[2]}/minor`, { reason: 'Zegt zestien te zijn.' })
  assert.equal(marked.status, 204, marked.text)
  assert.deepEqual([await told('detective'), await told('coordinator')], [false, true])

  const write = (user: string, more: { by?: string; mandate?: string; about?: string } = {}, mandate = 'een') =>
    withGround(pool, { user, mandate }, (tx) =>
      tx.query(
        `insert into handling_code (key, mandate_id, case_id, about, no, tlp, by) values (gen_random_uuid(), $1, $2, $3, 99, 'red', $4)`,
        [more.mandate ?? mandate, more.about === undefined ? one.id : null, more.about ?? 'item:1', more.by ?? user]
      )
    )
  const about = `report:${reports[0]}`
  for (const [user, more, mandate] of [
    ['analyst-2', {}],
    ['coordinator', {}],
    ['detective', { by: 'analyst' }],
    ['detective', { mandate: 'twee' }],
    ['elders', { about }, 'twee'],
    ['elders', { about, mandate: 'een' }, 'twee'],
    ['officer', { about, mandate: 'twee' }, 'twee'],
    ['detective', { about, by: 'analyst' }],
    ['detective', { about, mandate: 'twee' }],
    ['detective', { about: minor }],
    ['detective', { about: 'report:M-1999-00001' }]
  ] as const)
    await assert.rejects(write(user, more, mandate), /row-level security/, `${user} ${JSON.stringify(more)}`)
  for (const change of [`update baken.handling_code set tlp = 'clear'`, 'delete from baken.handling_code'])
    await assert.rejects(root.query(change), /never changed/, change)
}

/** Who works at the desk and sent a report themselves sees it in any state and under any mandate, and sets no code on it that is not of this desk. */
export async function codesOfOwnReports({ at, analyst }: HandlingWorld): Promise<void> {
  const sent = { key: 'eigen-melding-1', what: 'Een vol busje bij de kas.', signs: ['1.1'] }
  const { id } = done<ReportReceipt>(await analyst.ask('POST', '/api/reports', sent))
  const codes = () => analyst.ask('GET', `/api/reports/${id}/handling`)
  assert.equal(said(await codes()), 'done')
  for (const change of [`state = 'draft', sent_at = null`, `state = 'sent', sent_at = now(), mandate_id = 'twee'`]) {
    await pastTriggers(at.world.store.root, (client) =>
      client.query(`update baken.report set ${change} where id = '${id}'`)
    )
    assert.equal((await analyst.ask('GET', `/api/reports/${id}`)).status, 200, change)
    assert.equal(said(await codes()), '404 not-found', change)
  }
}
