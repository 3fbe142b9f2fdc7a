/** A case exists for its members only: to everybody else every answer is byte for byte what it would be without it, over all roles and routes. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import type { Case } from '../../../src/contract/cases/cases.ts'
import type { Advert } from '../../../src/contract/desk/adverts.ts'
import { exportText } from '../../../src/desk/exports/export.ts'
import { exportKinds } from '../../../src/desk/exports/export-kinds.ts'
import { routes } from '../../../src/web/routes/routes.ts'
import { roles } from '../../../src/model/mandate.ts'
import { callOf } from '../route-calls.ts'
import { errorOf, json, startInterface, type Running } from '../running.ts'
import { minorFileOf } from '../minors/minors.ts'
import { certify, doIn, done, farDay, networkOf, openCase, pickedUp, said, screenOf, workIn } from './cases.ts'

const title = 'Onderzoek Zilverreiger'
const purpose = 'Wie zit er achter Kwartelstaart?'
const words = /Zilverreiger|Kwartelstaart|Roerdomp/

/** What an auditor is told of acts: that there was one, by whom, and which case by its random id; never a word of it. */
const ofTheLedger: ReadonlySet<string> = new Set([
  '/api/ledger',
  '/api/home',
  '/api/audit/findings',
  '/api/audit/access',
  '/api/audit/year',
  '/api/audit/register',
  '/api/audit/proportionality',
  '/api/audit/proportionality.csv'
])

/** Two texts from where they part. */
function apart(a: string, b: string): string[] {
  const from = Math.max(0, [...a].findIndex((letter, at) => letter !== b[at]) - 60)
  return [a.slice(from, from + 300), b.slice(from, from + 300)]
}

describe('need to know', () => {
  let at: Running
  let people: string[]
  let began: string
  const place = { signal: 0, network: 0, adverts: [] as number[], report: '', capture: '' }
  before(async () => {
    began = new Date().toISOString()
    at = await startInterface()
    const { rows } = await at.world.store.owner.query<{ hash: string }>(
      `select password_hash as hash from app_user where id = 'analyst'`
    )
    for (const role of ['coordinator', 'detective']) {
      await at.world.store.owner.query('insert into app_user (id, name, role, password_hash) values ($1, $1, $2, $3)', [
        `${role}-2`,
        role,
        rows[0]?.hash
      ])
      await at.world.store.owner.query(`insert into user_mandate (user_id, mandate_id) values ($1, 'een')`, [
        `${role}-2`
      ])
    }
    people = [...roles.filter((one) => !['coordinator', 'detective'].includes(one)), 'coordinator-2', 'detective-2']
    Object.assign(place, await networkOf(at, 2))
    const analyst = await at.as('analyst')
    const advert = done<Advert>(await analyst.ask('GET', `/api/adverts/${place.adverts[0]}`))
    place.capture = advert.versions[0]?.custody.capture ?? ''
    const sent = await (
      await at.as('officer')
    ).ask('POST', '/api/reports', {
      place: 'Utrecht',
      signs: ['1.1'],
      what: 'Bel 06 12345678'
    })
    place.report = json<{ id: string }>(sent).id
    for (const user of ['detective', 'analyst-2']) await certify(at, user)
    // When an account acted last is told to administrators, whatever it did.
    for (const user of ['coordinator', 'detective', ...people]) await (await at.as(user)).ask('GET', '/api/session')
    await (await at.as('detective')).ask('GET', '/api/proposals')
  })
  after(async () => {
    const { faults } = at
    await at.close()
    assert.deepEqual(faults, [])
  })

  /** Every GET of the document, on what exists and is pinned. */
  const addresses = async (caseId: string): Promise<string[]> => {
    const document = json<{ paths: Record<string, Record<string, unknown>> }>(
      await at.browser().ask('GET', '/api/openapi.json')
    )
    const [open, sealed] = place.adverts
    const fills: [RegExp, (string | number | undefined)[]][] = [
      [/^\/api\/signals\/\{id\}/, [place.signal]],
      [/^\/api\/networks\/\{id\}/, [place.network]],
      [/^\/api\/adverts\/\{id\}/, [open, sealed]],
      [/^\/api\/reports\/\{id\}/, [place.report]],
      [/^\/api\/cases\/\{id\}/, [caseId]]
    ]
    const gets = Object.entries(document.paths).flatMap(([path, methods]) => ('get' in methods ? [path] : []))
    const found = gets.flatMap((path) => {
      const one = routes.find((each) => each.method === 'GET' && each.path === path)
      if (one === undefined) return []
      const [, ids = [undefined]] = fills.find(([pattern]) => pattern.test(path)) ?? []
      return ids.map((id) => {
        const filled = id === undefined ? path : path.replace('{id}', String(id))
        return callOf({ ...one, path: filled.replace('{capture}', place.capture) })[1]
      })
    })
    assert.ok(found.length >= 50, `${found.length} addresses`)
    const more = [
      '/api/signals?state=all',
      '/api/search?q=kas',
      `/api/search?q=${encodeURIComponent('Zilverreiger')}`,
      '/api/proposals?state=picked-up',
      '/api/reports?state=all',
      `/api/ledger?case=${caseId}&limit=1`,
      `/api/ledger?advert=${open}&limit=1`,
      '/api/networks/1/picture',
      `/api/networks/${place.network}?at=2026-03-01`
    ]
    // Where a person's own acts stand, only the newest are compared.
    return [...found.map((one) => (one === '/api/ledger' ? '/api/ledger?limit=2' : one)), ...more].filter(
      (one) => !one.startsWith('/api/session/identity')
    )
  }

  /** Doors that are shut for a role, whatever is asked (routes.test.ts): asked once. */
  const shut = new Set<string>()
  /** What all who are no members are answered, with what each asking changes by itself (numbers and times of their own acts) left out. */
  const answers = async (caseId: string): Promise<Map<string, string>> => {
    const all = new Map<string, string>()
    for (const user of people) {
      const browser = await at.as(user)
      for (const address of await addresses(caseId)) {
        const key = `${user} ${address.replaceAll(caseId, 'CASE')}`
        if (shut.has(key)) continue
        const { status, text, headers } = await browser.ask('GET', address)
        if (status === 403) shut.add(key)
        const own = text
          .replaceAll(caseId, 'CASE')
          .replaceAll(/"\d{4}-\d\d-\d\dT[\d:.]+Z"/g, (time) => (time.slice(1, -1) >= began ? '"NOW"' : time))
          .replaceAll(/"(?:no|next|tookMs)":(?:\d+|null)|"hash":"[0-9a-f]{64}"/g, '')
          // The room of the disk changes by whatever runs on the machine.
          .replace(/"freeBytes":\d+/, '')
          .replace(/"looked":\[.*?\],"acts":\d+,"actsSinceYesterday":\d+/, '')
          .replace(/"looks":\{"times":\d+,"people":\d+,/, '"looks":{')
        all.set(key, `${status} ${headers.get('content-type')} ${own}`)
      }
    }
    const exported = await Promise.all(
      exportKinds.map(async (kind) => {
        const lines: string[] = []
        const ground = { user: 'analyst', mandate: 'een' }
        for await (const line of exportText(at.world.store.pool, ground, at.world, { kind }, 'jsonl')) lines.push(line)
        return lines.join('')
      })
    )
    all.set('export', exported.join('\n').replaceAll(/"(?:at|lookedAt)":"[^"]+"/g, ''))
    return all
  }

  test('Journey 9 E1 E2 S5.12 S9.1 every GET over all roles is byte for byte the same with and without a case and a file of a minor', async () => {
    const proposal = await pickedUp(at, place.signal)
    const nowhere = randomUUID()
    await answers(nowhere)
    const without = await answers(nowhere)
    const made = done<Case>(
      await (
        await at.as('coordinator')
      ).ask('POST', '/api/cases', {
        proposal: proposal.id,
        title,
        purpose,
        until: farDay,
        lead: 'detective'
      })
    )
    const lead = await at.as('detective')
    const refs: [string, string | number][] = [
      ['network', place.network],
      ['advert', place.adverts[0] ?? 0],
      ['report', place.report],
      ['signal', place.signal]
    ]
    for (const [kind, ref] of refs)
      done(await doIn(lead, made, 'items', { kind, ref: String(ref), reason: 'Roerdomp' }))
    done(await doIn(lead, made, 'members', { user: 'analyst-2', rights: ['add'] }))
    await workIn(lead, made, 'Roerdomp')
    assert.notEqual(done<Case>(await doIn(lead, made, 'watch', {})).watch, null)
    const minor = await minorFileOf(lead, 'Roerdomp')
    // That they asked for this case is an act of their own, as it was for the one that is not there.
    for (const user of people) await (await at.as(user)).ask('GET', `/api/ledger?case=${made.id}&limit=1`)
    const within = await answers(made.id)
    const differ = [...without].filter(([key, text]) => {
      const [user = '', address = ''] = key.split(' ')
      if (user === 'auditor' && ofTheLedger.has(address.split('?')[0] ?? '')) return false
      return within.get(key) !== text
    })
    assert.deepEqual(
      differ.map(([key, text]) => [key, ...apart(text, within.get(key) ?? '')]),
      []
    )
    assert.equal(within.size, without.size)
    for (const [key, text] of within)
      assert.doesNotMatch(
        text.replaceAll('q=Zilverreiger', ''),
        key.includes('Zilverreiger') ? /Kwartelstaart/ : words,
        key
      )
    assert.match((await lead.ask('GET', `/api/cases/${made.id}`)).text, words, 'members see it')
    assert.match((await lead.ask('GET', `/api/minors/${minor.id}`)).text, words, 'members see it')
    for (const user of people)
      for (const path of ['', '/export']) {
        const there = await (await at.as(user)).ask('GET', `/api/minors/${minor.id}${path}`)
        assert.equal(there.text, (await (await at.as(user)).ask('GET', `/api/minors/${nowhere}${path}`)).text, user)
        assert.notEqual(there.status, 200, user)
      }
    // A second coordinator may open a case from the same proposal: that it were refused would tell of the first.
    const again = await (
      await at.as('coordinator-2')
    ).ask('POST', '/api/cases', {
      proposal: proposal.id,
      title: 'Ander',
      purpose: 'Ander',
      until: farDay,
      lead: 'detective'
    })
    assert.equal(said(again), 'done')
  })

  test('E1 an act in a case of others is answered as one in a case that does not exist, for every role', async () => {
    const { signal } = await networkOf(at)
    const { id } = await openCase(at, signal)
    const minor = await minorFileOf(await at.as('detective'), 'Roerdomp')
    const acts = routes.filter((one) => one.method === 'POST' && /^\/api\/(?:cases|minors)\/\{id\}\//.test(one.path))
    assert.ok(acts.length >= 45, `${acts.length} acts`)
    for (const user of people) {
      const browser = await at.as(user)
      for (const one of acts) {
        const [method, address, body] = callOf(one)
        const nobody = await browser.ask(method, address, body)
        const others = await browser.ask(
          method,
          callOf({ ...one, path: one.path.replace('{id}', one.path.includes('/minors/') ? minor.id : id) })[1],
          body
        )
        assert.equal(others.text, nobody.text, `${user} ${one.path}`)
        assert.ok(['404 not-found', '403 no-content-role'].includes(errorOf(others)), `${user} ${one.path}`)
        if (one.path.endsWith('/questions')) continue // The question is its own reason.
        const blank = await browser.ask(method, address.replace(/cases\/[^/]+/, `cases/${id}`), {
          ...Object(body),
          reason: ' '
        })
        assert.equal(blank.text, nobody.text, `${user} ${one.path} without a reason`)
      }
    }
  })

  test('a request for access reaches who lets people in, and tells the asker the same whether there is a case or not', async () => {
    const { signal, network } = await networkOf(at)
    const other = await networkOf(at)
    const one = await openCase(at, signal)
    const lead = await at.as('detective')
    const asker = await at.as('analyst')
    const screens = { lead: await screenOf(at, lead.cookie), asker: await screenOf(at, asker.cookie) }
    const ask = async (kind: string, ref: string | number) => {
      const { status, text, headers } = await asker.ask('POST', '/api/access-requests', {
        kind,
        ref: String(ref),
        reason: 'Ik zie dit ook in mijn regio.'
      })
      return [status, text, ...[...headers].filter(([name]) => name !== 'date').flat()]
    }
    const nothing = await ask('network', other.network)
    assert.deepEqual(await ask('signal', signal), nothing)
    assert.deepEqual(await ask('network', network), nothing)
    assert.deepEqual(await ask('case', one.id), nothing)
    assert.deepEqual(await ask('case', randomUUID()), nothing)
    const now = async (): Promise<Case> => done(await lead.ask('GET', `/api/cases/${one.id}`))
    const asked = await now()
    assert.deepEqual(
      asked.asked.map(({ kind, ref, by, reason }) => [kind, ref, by, reason]),
      [
        ['signal', String(signal)],
        ['network', String(network)],
        ['case', one.id]
      ].map((each) => [...each, 'analyst', 'Ik zie dit ook in mijn regio.'])
    )
    await screens.lead.hears(/"what":"cases"/)
    done(await doIn(lead, one, `requests/${asked.asked[1]?.key}/leave`, {}))
    assert.equal((await now()).asked.length, 2)
    done(await doIn(lead, one, 'members', { user: 'analyst-2', rights: ['read'] }))
    await asker.ask('POST', `/api/signals/${other.signal}/take`, { version: 1 })
    await lead.ask('POST', `/api/signals/${other.signal}/take`, { version: 2 })
    // What the lead did with the signal came behind all that happened to the case.
    await screens.asker.hears(/"what":"signals"/)
    assert.doesNotMatch(screens.asker.heard(), /cases/)
    done(await doIn(lead, one, 'members', { user: 'analyst', rights: ['read'] }))
    await screens.asker.hears(/"what":"cases"/)
    assert.equal((await now()).asked.length, 0, 'who was let in asks no more')
    for (const screen of Object.values(screens)) await screen.close()
  })
})
