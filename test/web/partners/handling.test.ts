/** Handling codes are enforced: what leaves by any export is tried under every code, and what stays behind is counted and never named. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Case } from '../../../src/contract/cases/cases.ts'
import type { DossierPreview } from '../../../src/contract/cases/dossiers.ts'
import type { CaseHandling } from '../../../src/contract/partners/handling.ts'
import type { MyDisclosures } from '../../../src/contract/partners/partners.ts'
import { codesOf, mayHave, papCodes, receivers, tlpCodes, type Handling } from '../../../src/model/partners/handling.ts'
import { withGround } from '../../../src/store/ground.ts'
import { doIn, done, said } from '../cases/cases.ts'
import { jobsOf, made, packageOf, pinned, stopJobs, textOf, unpacked } from '../cases/dossiers.ts'
import { inTheClear } from '../clear-rows.ts'
import { json, type Answer } from '../running.ts'
import { exportsUnderCodes, originalsUnderCodes, tried, withoutItems } from './handling-exports.ts'
import { codesInDatabase, codesOfOwnReports, itemsOfReports, referralsUnderCodes } from './handling-guards.ts'
import {
  allowed,
  behind,
  codeOf,
  codes,
  each,
  handlingWorld,
  marksIn,
  markOf,
  type HandlingWorld
} from './handling-world.ts'
import { endWorld } from './partner-world.ts'

describe('handling codes', () => {
  let world: HandlingWorld
  let one: Case

  before(async () => {
    world = await handlingWorld()
    ;({ one } = world)
  })
  after(async () => {
    await stopJobs()
    await endWorld(world)
  })

  const handle = (about: string, code: Handling): Promise<Answer> =>
    doIn(world.detective, one, 'handling', { about, ...code })

  test('S10.8 the rule of the program is that of the database, and every file of the interface is tried or holds nothing that bears a code', async () => {
    for (const receiver of receivers)
      for (const tlp of [null, ...tlpCodes])
        for (const pap of [null, ...papCodes]) {
          const { rows } = await world.at.world.store.root.query<{ may: boolean }>(
            'select baken.handling_allows($1, $2, $3) as may',
            [receiver, tlp, pap]
          )
          assert.equal(rows[0]?.may, mayHave(receiver, { tlp, pap }), `${receiver} ${tlp} ${pap}`)
          if (tlp === 'red' || pap === 'red') assert.equal(rows[0]?.may, false, 'RED never leaves')
        }
    const { paths } = json<{
      paths: Record<string, Record<string, { responses: Record<string, { content?: object }> }>>
    }>(await world.detective.ask('GET', '/api/openapi.json'))
    const files = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).flatMap(([method, { responses }]) => {
        const media = Object.keys(responses['200']?.content ?? {})
        return media.some((one) => one !== 'application/json') ? [`${method.toUpperCase()} ${path}`] : []
      })
    )
    assert.ok(files.length >= tried.length)
    assert.deepEqual(
      files.filter((file) => !tried.includes(file) && withoutItems[file] === undefined),
      [],
      'a new file that leaves is tried under every code'
    )
  })

  test('S10.8 a code is set by a member with the right, with a reason; it stands in the ledger, and the newest holds', async () => {
    const { analyst, detective, coordinator } = world
    assert.equal(
      said(await doIn(detective, one, 'handling', { about: 'item:1', ...codeOf(1), reason: ' ' })),
      '400 reason-missing'
    )
    assert.equal(said(await handle('item:99', codeOf(1))), '404 not-found')
    assert.equal(said(await doIn(coordinator, one, 'handling', { about: 'item:1', ...codeOf(1) })), '403 no-right')
    const stranger = await world.at.as('analyst-2')
    assert.equal(said(await doIn(stranger, one, 'handling', { about: 'item:1', ...codeOf(1) })), '404 not-found')
    for (const n of each) if (n > 0) done(await handle(`item:${n + 1}`, codeOf(n)))
    const { codes: set, staysBehind } = done<CaseHandling>(await analyst.ask('GET', `/api/cases/${one.id}/handling`))
    assert.deepEqual(
      set.map(({ about, tlp, pap, by }) => [about, tlp, pap, by]),
      each.map((n) => [`item:${n + 1}`, codeOf(n).tlp, codeOf(n).pap, n === 0 ? null : 'detective'])
    )
    assert.deepEqual(
      staysBehind,
      receivers.map((receiver) => ({ receiver, items: behind(receiver) }))
    )
    const { rows } = await world.at.world.store.root.query<{ codes: string[] }>(
      `select detail->'codes' as codes from baken.ledger where act = 'case.handle' and subject = 'case:' || $1 order by no`,
      [one.id]
    )
    assert.deepEqual(
      rows.map((row) => row.codes),
      each.slice(1).map((n) => codesOf(codeOf(n)))
    )
    const { pool } = world.at.world.store
    const change = `update handling_code set tlp = 'clear'`
    const { rowCount } = await withGround(pool, { user: 'detective', mandate: 'een' }, (tx) => tx.query(change))
    assert.equal(rowCount, 0, 'nobody writes one over')
  })

  test('S10.8 no dossier holds what its code keeps back, in any of its formats; it says how much, and bears the codes of what leaves', async () => {
    const { at, detective } = world
    await jobsOf(at)
    // What was asked of each stands in the ledger: of what stays behind that stays too.
    for (const n of each) assert.equal((await detective.ask('GET', `/api/search?q=061234567${n}`)).status, 200)
    const shown = done<DossierPreview>(
      await detective.ask('POST', `/api/cases/${one.id}/dossier/preview`, { searches: true })
    )
    assert.deepEqual(shown.behind, behind('file'))
    const no = (await made(detective, one, { searches: true, tasks: true })).result ?? 0
    const files = await unpacked(await packageOf(at, detective, one, no))
    const may = allowed('file')
    for (const [name, bytes] of files) {
      const wrong = marksIn(bytes.toString('utf8')).filter((n) => !may.includes(n))
      assert.deepEqual(wrong, [], name)
    }
    for (const name of [
      'stix.json',
      'ftm.json',
      'facts.csv',
      'items.csv',
      'case-uco.jsonld',
      'misp.json',
      'dossier.html'
    ]) {
      const text = textOf(files, name)
      const numbers = each.filter((n) => text.includes(`1234567${n}`) || text.includes(markOf(n)))
      assert.deepEqual(numbers, may, `${name} holds what may leave, and no more`)
    }
    assert.deepEqual(
      [...files.keys()].filter((name) => name.startsWith('items/')),
      may.map((n) => `items/${String(n + 1).padStart(5, '0')}.json`)
    )
    // How what stays behind was opened and stored stays as well.
    const entries = [...files].flatMap(([name, bytes]) =>
      name.startsWith('proof/ledger/') ? [bytes.toString('utf8')] : []
    )
    const kept = (act: string) => entries.filter((entry) => entry.includes(act))
    const opened = kept('advert.open').map((entry) => Number(/advert:(\d+)/.exec(entry)?.[1]))
    assert.deepEqual(
      opened.toSorted((a, b) => a - b),
      may.map((n) => world.adverts[n])
    )
    assert.equal(kept('capture.store').length, may.length)
    const searched = textOf(files, 'searches.csv')
    assert.deepEqual(
      each.filter((n) => searched.includes(`1234567${n}`)),
      may,
      'what was asked'
    )
    const wacz = [...files].filter(([name]) => name.endsWith('.wacz'))
    for (const [name, bytes] of wacz) {
      const whole = [...(await unpacked(bytes)).values()].map((part) => part.toString('latin1')).join('\n')
      assert.deepEqual(
        each.filter((n) => whole.includes(encodeURIComponent(`Kas ${markOf(n)}`))),
        may,
        name
      )
    }
    for (const { code, count } of behind('file')) {
      assert.ok(textOf(files, 'handling.csv').includes(`${code},${count}`), code)
      assert.ok(textOf(files, 'dossier.html').includes(`Onder ${code} achtergebleven: ${count}.`), code)
    }
    // What leaves bears its code: as OASIS publishes the marking definitions, and as MISP tags.
    const bundle = JSON.parse(textOf(files, 'stix.json')) as { objects: Marked[] }
    const defined = new Map(
      bundle.objects.filter((each) => each.type === 'marking-definition').map((each) => [each.id, each.name])
    )
    assert.deepEqual([...defined.values()].toSorted(), may.flatMap((n) => codesOf(codeOf(n))).toSorted())
    for (const n of may) {
      const bears = (object: Marked | undefined) => object?.object_marking_refs?.map((ref) => defined.get(ref)) ?? []
      const note = bundle.objects.find((each) => each.type === 'note' && JSON.stringify(each).includes(markOf(n)))
      const phone = bundle.objects.find((each) => each.account_login?.endsWith(`1234567${n}`))
      assert.deepEqual([bears(note), bears(phone)], [codesOf(codeOf(n)), codesOf(codeOf(n))])
    }
    assert.equal(defined.get('marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421'), 'TLP:AMBER')
    const { Event } = JSON.parse(textOf(files, 'misp.json')) as {
      Event: { Tag: { name: string }[]; Attribute: { value: string; Tag: { name: string }[] }[] }
    }
    assert.deepEqual(
      Event.Tag.map((tag) => tag.name),
      ['tlp:amber', 'PAP:AMBER'],
      'the closest of what leaves'
    )
    const amber = Event.Attribute.find((each) =>
      each.value.endsWith(`1234567${codes.findIndex(({ tlp }) => tlp === 'amber')}`)
    )
    assert.deepEqual(amber?.Tag, [{ name: 'tlp:amber' }])
    // A network or signal that shows an advert which stays behind stays with it.
    const red = codes.findIndex(({ tlp }) => tlp === 'red')
    await pinned(detective, one, [['network', 950 + red]])
    const again = done<DossierPreview>(await detective.ask('POST', `/api/cases/${one.id}/dossier/preview`, {}))
    assert.deepEqual(
      again.behind.find(({ code }) => code === 'TLP:RED'),
      { code: 'TLP:RED', count: 2 }
    )
    // What is closed afterwards takes the package along: as an item of it, or as the dossier itself.
    const take = (): Promise<Answer> => detective.ask('GET', `/api/cases/${one.id}/dossiers/${no}`)
    for (const about of [`dossier:${no}`, 'item:1']) {
      done(await handle(about, { tlp: 'red', pap: null }))
      assert.equal(said(await take()), '409 handling-code', about)
      done(await handle(about, codeOf(0)))
      assert.equal((await take()).status, 200, about)
    }
  })

  test('S10.8 a referral holds for each receiver what its code allows, and what is closed after it was sent is not read on', () =>
    referralsUnderCodes(world))

  test('S10.8 a partner gets no disclosure that its code keeps back, before it is shared or after', async () => {
    const { at, first: other, detective, analyst, partner, agreed, ask, ofCase, confirm } = world
    const agreement = await agreed('municipality', ['place', 'question'])
    const keys: string[] = []
    for (const n of each) {
      done(await ask(agreement, { place: 'Utrecht', question: `Kent u ${markOf(n)}?` }))
      keys.push((await ofCase()).at(-1)?.key ?? '')
    }
    const set = (at: number, code: Handling) =>
      doIn(detective, other, 'handling', { about: `disclosure:${keys[at]}`, ...code })
    for (const n of each) {
      done(await set(n, codeOf(n)))
      const may = mayHave('partner', codeOf(n))
      assert.equal(
        said(await confirm(analyst, keys[n] ?? '')),
        may ? 'done' : '409 handling-code',
        codesOf(codeOf(n)).join()
      )
    }
    await assert.rejects(
      withGround(at.world.store.pool, { user: 'analyst', mandate: 'een' }, (tx) =>
        tx.query(`update case_disclosure set state = 'shared', decided_by = 'analyst' where key = $1`, [
          keys[codes.findIndex(({ pap }) => pap === 'red')]
        ])
      ),
      /handling code keeps this/
    )
    const list = async () => done<MyDisclosures>(await partner.ask('GET', '/api/disclosures'))
    const told = await list()
    assert.deepEqual(
      told.disclosures.map((each) => codesOf(each)).toSorted(),
      allowed('partner')
        .map((n) => codesOf(codeOf(n)))
        .toSorted(),
      'it bears its code'
    )
    assert.deepEqual(told.behind, [])
    done(await set(0, { tlp: 'red', pap: null }))
    const after = await list()
    assert.equal(after.disclosures.length, told.disclosures.length - 1)
    assert.deepEqual(after.behind, [{ code: 'TLP:RED', count: 1 }])
    assert.equal((await partner.ask('GET', `/api/disclosures/${keys[0]}`)).status, 404)
    assert.equal(
      (await partner.ask('POST', `/api/disclosures/${keys[0]}/answer`, { state: 'done', words: 'x' })).status,
      404
    )
  })

  test('S10.8 no export of a member or of the search holds what a case of theirs or the code of a report keeps from files; whoever is in no such case hears of nothing', () =>
    exportsUnderCodes(world))

  test('S10.8 the original of a file of a report leaves as the code of the report says, and the sender hears nothing of a code', () =>
    originalsUnderCodes(world))

  test('S10.8 the code of a report keeps back the items and the signal that rest on it, in every case and export', () =>
    itemsOfReports(world))

  test('S10.8 the database itself shows codes to members and to the desk of a report alone, and takes them from nobody else', () =>
    codesInDatabase(world))

  test('S10.8 a report of somebody at the desk that is a draft, or of another mandate, has no codes for them', () =>
    codesOfOwnReports(world))

  test('no row holds a word of an item or report that has a handling code', async () => {
    assert.deepEqual(await inTheClear(world.at.world.store.root, each.map(markOf)), [])
  })
})

interface Marked {
  readonly type: string
  readonly id: string
  readonly name?: string
  readonly account_login?: string
  readonly object_marking_refs?: readonly string[]
}
