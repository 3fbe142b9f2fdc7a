/** What officers and partners have: the official list of signs, and how a number is read, which is the same for a number that is known and one that is not. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import type { Home } from '../../../src/contract/desk/home.ts'
import type { Signs, TypedReading } from '../../../src/contract/desk/signs.ts'
import type { LedgerPage } from '../../../src/contract/oversight/ledger.ts'
import { errorOf, json, startInterface, type Browser, type Running } from '../running.ts'

describe('officers and partners', () => {
  let at: Running
  let officer: Browser
  before(async () => {
    at = await startInterface()
    officer = await at.as('officer')
  })
  after(() => at.close())

  const read = async (value: string, who = officer): Promise<TypedReading> =>
    json(await who.ask('GET', `/api/readings/${encodeURIComponent(value)}`))

  test('S7 the official list has its 34 signs in the words of the rule, each with an English reading and a place', async () => {
    const { headings, source } = json<Signs>(await officer.ask('GET', '/api/signs?list=official'))
    assert.match(source, /BWBR0025105/)
    assert.equal(headings.length, 5)
    const signs = headings.flatMap((one) => one.groups.flatMap((group) => group.signs))
    const rule = readFileSync(new URL('../../../data/aanwijzing-mensenhandel-bijlage3.md', import.meta.url), 'utf8')
    const listed = [...rule.matchAll(/^–\s*(.+)$/gm)].map((match) => match[1]?.trim())
    assert.equal(listed.length, 34)
    // A sub-heading without signs ("no control of the own identity papers") can be ticked itself.
    assert.deepEqual(
      signs.filter((sign) => !listed.includes(sign.nl)).map((sign) => sign.nl),
      ['Het slachtoffer heeft geen beschikking over eigen identiteitspapieren']
    )
    assert.equal(signs.length, 35)
    assert.equal(new Set(signs.map((sign) => sign.id)).size, 35)
    for (const sign of signs) assert.ok(sign.en.length > 5 && sign.en !== sign.nl, sign.nl)
    assert.match(signs.find((sign) => sign.nl.includes('bronland'))?.caution?.nl ?? '', /Nooit op zichzelf/)
    assert.equal(errorOf(await officer.ask('GET', '/api/signs?list=secret')), '400 bad-request')
  })

  test('S7 a number is read and never told to be known: what is known and what is not answer alike, byte for byte', async () => {
    assert.deepEqual(await read('bel 06 - 12 34 56 78'), {
      facts: [{ kind: 'phone', value: '+31612345678', country: 'NL' }]
    })
    const known = await officer.ask('GET', '/api/readings/0612345678')
    const unknown = await officer.ask('GET', '/api/readings/0612345679')
    assert.equal(known.text.replaceAll('5678', '5679'), unknown.text)
    assert.equal(known.headers.get('content-length'), unknown.headers.get('content-length'))
    assert.deepEqual(await read('niets te lezen hier'), { facts: [] })
    assert.deepEqual(
      (await read('mail@voorbeeld.example')).facts.map((fact) => fact.kind),
      ['email']
    )
    for (const where of ['/api/facts/phone/0612345678', '/api/search?q=0612345678'])
      assert.equal(errorOf(await officer.ask('GET', where)), '403 no-content-role')
  })

  test('S7 the first screen shows what one asked, newest first, and an auditor finds who asked for a number', async () => {
    const { field } = json<Home>(await officer.ask('GET', '/api/home'))
    assert.equal(field?.looked[0]?.facts[0]?.kind, 'email')
    assert.equal(field?.looked.length, 5)
    assert.ok(field.acts >= 5 && field.actsSinceYesterday === field.acts)
    const partner = json<Home>(await (await at.as('partner')).ask('GET', '/api/home')).field
    assert.deepEqual(partner?.looked, [], 'nobody sees what another asked')
    assert.equal(json<Home>(await (await at.as('analyst')).ask('GET', '/api/home')).field, null)
    const seen = json<LedgerPage>(await (await at.as('auditor')).ask('GET', '/api/ledger?fact=0612345679&people=1'))
    assert.deepEqual(
      seen.entries.filter((one) => one.act === 'value.read').map((one) => one.actor),
      ['officer']
    )
  })
})
