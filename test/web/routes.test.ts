/** Every route of the table, for every role, with ids that exist and that do not, and with input that fits and does not. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { Validator } from '@seriousme/openapi-schema-validator'
import { Ajv2020 } from 'ajv/dist/2020.js'
import type { TSchema } from 'typebox'
import { Value } from 'typebox/value'
import type { Advert, CustodyStory } from '../../src/contract/desk/adverts.ts'
import { Problem } from '../../src/contract/problem.ts'
import { caseRoles, contentRoles, roles } from '../../src/model/mandate.ts'
import type { Route } from '../../src/web/route.ts'
import { createFrames } from '../../src/web/replay/frames.ts'
import { routes } from '../../src/web/routes/routes.ts'
import { callOf, figuresProef, practiceQueues, readOfFigures, rulesOfWeighing } from './route-calls.ts'
import { askedElsewhere } from './asked-elsewhere.ts'
import { researchReads } from './research/calls.ts'
import { errorOf, json, startInterface, type Running } from './running.ts'

describe('every route', () => {
  let at: Running
  before(async () => {
    at = await startInterface({ frames: createFrames({ kind: 'port', port: () => 9 }) })
  })
  after(() => at.close())

  const guarded = routes.filter((one) => one.access !== 'public')

  test('is in the document of the interface, and the document has nothing else', async () => {
    const document = json<{ openapi: string; paths: Record<string, Record<string, { 'x-access': string }>> }>(
      await at.browser().ask('GET', '/api/openapi.json')
    )
    const listed = Object.entries(document.paths).flatMap(([address, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${address}`)
    )
    assert.equal(document.openapi, '3.1.0')
    assert.deepEqual(listed.sort(), routes.map((one) => `${one.method} ${one.path}`).sort())
    assert.ok(listed.length >= 20)
  })

  test('A4 the document is valid OpenAPI 3.1, and each schema in it valid JSON Schema 2020-12', async () => {
    const document = json<{ components: { securitySchemes: { session: { name: string } } } }>(
      await at.browser().ask('GET', '/api/openapi.json')
    )
    const { name } = document.components.securitySchemes.session
    assert.ok((await at.as('analyst')).cookie.startsWith(`${name}=`), name)
    const { valid, errors } = await new Validator().validate(document)
    assert.deepEqual([valid, errors], [true, undefined])
    const ajv = new Ajv2020({ strict: false, validateFormats: false })
    const schemas = schemasIn(document)
    assert.ok(schemas.length >= 60, `${schemas.length} schemas`)
    for (const schema of schemas)
      assert.ok(ajv.validateSchema(schema), `${ajv.errorsText()}: ${JSON.stringify(schema).slice(0, 400)}`)
    assert.ok(!ajv.validateSchema({ type: 'array', items: [{ type: 'integer' }] }), 'a tuple of older drafts passes')
  })

  test('E1 refuses who is not signed in, whatever is asked', async () => {
    for (const one of guarded) {
      const [method, address, body] = callOf(one)
      assert.equal(errorOf(await at.browser().ask(method, address, body)), '401 signed-out', address)
    }
  })

  for (const role of roles) {
    test(`E1 answers ${role} by role alone: the same for what exists and what does not`, async () => {
      const user = await at.as(role)
      for (const one of guarded.filter((route) => !/^\/api\/(session|second-factor|passkeys)/.test(route.path))) {
        const [method, address, body] = callOf(one)
        const hidden = await user.ask(method, callOf(one, String(at.ids[2]))[1], body)
        const answer = await user.ask(method, address, body)
        const allowed =
          one.access === 'signed-in' ||
          one.access === 'session' ||
          (one.access === 'administration' && role === 'administrator') ||
          (one.access === 'audit' && role === 'auditor') ||
          (one.access === 'sources' && role === 'operator') ||
          (one.access === 'content' && contentRoles.includes(role)) ||
          (one.access === 'reports' && [...contentRoles, 'officer', 'partner'].includes(role)) ||
          (one.access === 'coordination' && role === 'coordinator') ||
          (one.access === 'cases' && caseRoles.includes(role)) ||
          (one.access === 'partners' && role === 'partner') ||
          (one.access === 'operation' && [...contentRoles, 'operator'].includes(role))
        if (!allowed) assert.equal(errorOf(answer), '403 no-content-role', `${role} ${address}`)
        else if (one.path.includes('{') && !/^\/api\/(facts|readings|role-rules)\//.test(one.path))
          assert.equal(errorOf(answer), '404 not-found', `${role} ${address}`)
        // Nothing crawls beside this interface: what needs the crawl says so.
        else if (['/api/sources', '/api/source-tries'].includes(address) && method === 'POST')
          assert.equal(errorOf(answer), '503 crawl-unavailable', `${role} ${address}`)
        else if (address === '/api/accounts' && method === 'POST')
          assert.ok(
            ['200', '409 account-exists'].includes(answer.status === 200 ? '200' : errorOf(answer)),
            answer.text
          )
        else if (address === '/api/break-glass' && method === 'POST')
          assert.equal(
            errorOf(answer),
            contentRoles.includes(role) ? '400 unknown-mandate' : '403 no-content-role',
            role
          )
        else assert.ok([200, 204, 404, 409].includes(answer.status), `${role} ${method} ${address}: ${answer.text}`)
        // Lists are numbered from 1 as well: one of those that this test made may bear the number of the advert.
        if (one.path.includes('{id}') && !/\/(?:signals|lists|deconfliction|sheets)\//.test(one.path))
          assert.equal(hidden.text, answer.text, `${address} differs for what is another's`)
      }
    })
  }

  test('answers as its schema says, for whoever may ask', async () => {
    const user = await at.as('analyst')
    const capture = json<Advert>(await user.ask('GET', `/api/adverts/${at.ids[0]}`)).versions[0]?.custody.capture ?? ''
    const stored = json<CustodyStory>(await user.ask('GET', `/api/adverts/${at.ids[0]}/custody`)).lines[0]?.no
    const sent = await user.ask('POST', '/api/reports', { place: 'Utrecht', signs: ['1.1'] })
    const report = json<{ id: string }>(sent).id
    await (await at.as('coordinator')).ask('POST', '/api/figure-files', { csv: figuresProef, reason: 'proef' })
    const addresses = [
      '/api/session',
      '/api/second-factor',
      '/api/sessions',
      '/api/sign-in-ways',
      '/api/home',
      '/api/counts',
      '/api/names',
      `/api/called?networks=1,9&signals=${at.signal}`,
      '/api/colleagues',
      '/api/referrals',
      '/api/signals',
      `/api/signals/${at.signal}`,
      '/api/search?q=massage&fact=0612345678',
      `/api/adverts/${at.ids[0]}`,
      `/api/adverts/${at.ids[1]}`,
      `/api/adverts/${at.ids[0]}/custody`,
      `/api/adverts/${at.ids[0]}/custody/${stored}`,
      '/api/networks/1',
      '/api/networks/1?at=2026-03-01',
      '/api/networks/1/picture',
      '/api/networks/1/picture?by=template',
      '/api/facts/phone/06%20-%2012%2034%2056%2078',
      '/api/merges',
      '/api/duels',
      '/api/duels?network=1&held=1',
      '/api/hubs',
      '/api/proposals',
      '/api/capacity',
      '/api/proposal-order',
      '/api/second-looks',
      '/api/deconfliction',
      '/api/cases',
      '/api/minor-counts',
      '/api/minors',
      '/api/expert-questions',
      '/api/knowledge',
      '/api/partners',
      '/api/disclosures',
      '/api/conferences',
      '/api/partner-conferences',
      '/api/peers',
      '/api/case-people',
      '/api/certificates',
      '/api/searches',
      '/api/searches/1/news',
      '/api/lists',
      '/api/watches',
      '/api/requests',
      '/api/grave-adverts',
      '/api/handoffs',
      '/api/reports',
      `/api/reports/${report}`,
      '/api/report-form',
      '/api/calibration',
      '/api/exercises',
      '/api/exercises/dure-schoenen',
      ...researchReads,
      '/api/sources',
      '/api/sources/bron-een/addresses?state=failed',
      '/api/break-glass',
      '/api/ledger'
    ]
    const administration = ['/api/accounts', '/api/mandates', '/api/mandates/proposals', '/api/keys', '/api/role-rules']
    const called = new Set<string>()
    for (const address of [
      ...addresses.concat(rulesOfWeighing, practiceQueues, readOfFigures),
      ...administration,
      '/api/audit/findings',
      '/api/audit/access',
      '/api/audit/retention',
      '/api/audit/log',
      '/api/audit/retention/dry-run',
      '/api/audit/bias',
      '/api/audit/calibration',
      '/api/signs?list=official',
      '/api/readings/0612345678',
      '/api/jobs',
      '/api/audit/proportionality',
      '/api/audit/rights',
      '/api/proposal-order/moves?rules=late.due',
      '/api/sheets'
    ]) {
      const one = routeOf(address)
      called.add(one.path)
      const office =
        one.access === 'coordination' || /order\/moves|sheets/.test(address)
          ? 'coordinator'
          : address.includes('/audit/')
            ? 'auditor'
            : one.access === 'partners'
              ? 'partner'
              : 'analyst'
      const asks = await at.as(administration.includes(address) ? 'administrator' : office)
      const answer = await asks.ask('GET', address)
      assert.equal(answer.status, 200, `${address}: ${answer.text}`)
      assert.deepEqual(Value.Errors(one.answer as TSchema, JSON.parse(answer.text)).slice(0, 1), [], address)
    }
    assert.deepEqual(
      routes.flatMap((one) => (one.method === 'GET' && !called.has(one.path) ? [one.path] : [])).sort(),
      askedElsewhere.toSorted()
    )
    const file = await user.ask('GET', `/api/evidence/${capture}`)
    assert.deepEqual(
      [file.status, file.headers.get('content-type'), file.headers.get('content-disposition')],
      [200, 'application/warc', `attachment; filename="${capture}.warc.gz"`]
    )
  })

  test('refuses input that its schema does not know, by name', async () => {
    const user = await at.as('analyst')
    const wrong: [string, string, unknown][] = [
      ['GET', '/api/signals?state=foo', undefined],
      ['GET', '/api/signals?unknown=1', undefined],
      ['GET', '/api/signals?limit=100000', undefined],
      ['GET', '/api/adverts/0', undefined],
      ['GET', '/api/adverts/99999999999999999999', undefined],
      ['GET', '/api/adverts/1%27%20or%201', undefined],
      ['GET', '/api/search?from=2026-02-31', undefined],
      ['GET', '/api/search?from=0000-01-01', undefined],
      ['GET', '/api/search?to=2026-01-01T23:59:60Z', undefined],
      ['GET', '/api/search?after=%00', undefined],
      ['GET', '/api/evidence/..%2F..%2Fetc', undefined],
      ['POST', `/api/signals/${at.signal}/explode`, { version: 1 }],
      ['POST', `/api/signals/${at.signal}/take`, { version: 'x' }],
      ['POST', `/api/signals/${at.signal}/take`, { version: 1, more: 1 }],
      ['POST', `/api/signals/${at.signal}/take`, '{"version":'],
      ['GET', '/api/facts/price/100', undefined],
      ['GET', '/api/facts/phone/geen%20nummer', undefined],
      ['GET', '/api/networks/1?at=2026-02-31', undefined],
      ['GET', '/api/networks/1/explain?a=1', undefined],
      ['GET', '/api/networks/1/picture?by=person', undefined],
      ['POST', '/api/judgements', { kind: 'different', a: 1, b: 1, reason: 'x' }],
      ['POST', '/api/judgements', { kind: 'hub', valueKind: 'phone', key: '0612345678', reason: 'x' }],
      ['POST', '/api/judgements', { kind: 'own', a: 1, b: 2, reason: 'x' }]
    ]
    for (const [method, address, body] of wrong) {
      const answer = await user.ask(method, address, body)
      assert.equal(answer.status, 400, `${address}: ${answer.text}`)
      assert.ok(Value.Check(Problem, JSON.parse(answer.text)), answer.text)
    }
    assert.deepEqual(at.faults, [])
  })

  test('takes NUL, half characters and prototype keys without a fault', async () => {
    const user = await at.as('analyst')
    const nasty = '\u0000\uD800__proto__ massage'
    assert.equal((await user.ask('GET', `/api/search?q=${encodeURIComponent('\u0000massage')}&q2=`)).status, 400)
    assert.equal((await user.ask('GET', `/api/search?q=%00massage%ED%A0%80`)).status, 200)
    assert.equal(
      (await user.ask('POST', `/api/adverts/${at.ids[2]}/request`, JSON.stringify({ reason: nasty }))).status,
      404
    )
    const proto = await user.ask('POST', `/api/adverts/${at.ids[2]}/request`, '{"reason":"x","__proto__":{"x":1}}')
    assert.ok([400, 404].includes(proto.status))
    assert.equal(
      (
        await user.ask(
          'GET',
          `/api/ledger?act=${encodeURIComponent('%_\\')}&subject=${encodeURIComponent("x' or 1=1")}`
        )
      ).status,
      200
    )
    assert.equal(({} as Record<string, unknown>)['x'], undefined)
    assert.deepEqual(at.faults, [])
  })
})

/** Every schema of a document: of parameters, bodies and answers, and of its components. */
function schemasIn(part: unknown): object[] {
  if (typeof part !== 'object' || part === null) return []
  return Object.entries(part).flatMap(([key, value]: [string, unknown]) => {
    if (key === 'schema') return [value as object]
    return key === 'schemas' ? Object.values(value as Record<string, object>) : schemasIn(value)
  })
}

/** The route that answers an address. */
function routeOf(address: string): Route {
  const [place = ''] = address.split('?')
  const found = routes.find(
    ({ method, path }) => method === 'GET' && new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(place)
  )
  assert.ok(found !== undefined, `no route answers ${address}`)
  return found
}
