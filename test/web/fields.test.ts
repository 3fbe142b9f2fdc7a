/** Every field of text that the interface takes, from its own document: script, text that turns direction, emoji, nothing and a megabyte each get a clear answer. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { Value } from 'typebox/value'
import { Problem } from '../../src/contract/problem.ts'
import type { Route } from '../../src/web/route.ts'
import { routes } from '../../src/web/routes/routes.ts'
import { callOf } from './route-calls.ts'
import { json, startInterface, type Browser, type Running } from './running.ts'

const bad: Readonly<Record<string, string>> = {
  odd: `=HYPERLINK("x")"><script>alert(1)</script> \u202Egpj.exe\u2066 👩‍👩‍👧 🏳️‍🌈`,
  empty: '',
  megabyte: 'x'.repeat(1_000_000)
}

interface Schema {
  readonly type?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
}

/** Bodies of a route in which one field of text is `value`, each with the place of the field. */
function bodiesWith(schema: Schema, sample: unknown, value: string, place = ''): [string, unknown][] {
  if (schema.type === 'string') return [[place, value]]
  if (schema.type === 'array')
    return bodiesWith(schema.items ?? {}, Array.isArray(sample) ? sample[0] : {}, value, `${place}[]`).map(
      ([at, one]): [string, unknown] => [at, [one]]
    )
  const given = Object(sample) as Record<string, unknown>
  return Object.entries(schema.properties ?? {}).flatMap(([name, one]) =>
    bodiesWith(one, given[name], value, `${place}.${name}`).map(([at, field]): [string, unknown] => [
      at,
      { ...given, [name]: field }
    ])
  )
}

const whose: Readonly<Partial<Record<Route['access'], string>>> = {
  coordination: 'coordinator',
  administration: 'administrator',
  audit: 'auditor',
  sources: 'operator',
  reports: 'officer',
  cases: 'detective'
}

describe('every field of text', () => {
  let at: Running
  before(async () => {
    at = await startInterface()
  })
  after(() => at.close())

  test('E10 script, turned text, emoji, nothing and a megabyte in any field of any route get words, and never a fault', async () => {
    const document = json<{ paths: Record<string, Record<string, { requestBody?: object }>> }>(
      await at.browser().ask('GET', '/api/openapi.json')
    )
    const acts = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).flatMap(([method, { requestBody }]) =>
        requestBody ? [`${method.toUpperCase()} ${path}`] : []
      )
    )
    let fields = 0
    const wrong: string[] = []
    for (const act of acts) {
      const one = routes.find(({ method, path }) => `${method} ${path}` === act) ?? assert.fail(act)
      // Signing out, or a new password, would end the session that asks for the rest.
      if (/^\/api\/(?:session\/|second-factor|passkeys|sessions)/.test(one.path)) continue
      const asks: Browser = one.access === 'public' ? at.browser() : await at.as(whose[one.access] ?? 'analyst')
      const [method, address, sample] = callOf(one)
      for (const [kind, value] of Object.entries(bad))
        for (const [place, body] of bodiesWith(one.body as Schema, sample, value)) {
          fields += kind === 'empty' ? 1 : 0
          const { status, text } = await asks.ask(method, address, body)
          // A file is read, and told line by line what is wrong in it.
          const words = status < 400 || Value.Check(Problem, JSON.parse(text))
          if (
            !words ||
            (status >= 500 && status !== 503) ||
            (kind === 'megabyte' && status < 400 && !text.includes('"faults":[{'))
          )
            wrong.push(`${act} ${place} ${kind}: ${status} ${text.slice(0, 120)}`)
        }
    }
    assert.deepEqual(wrong, [])
    assert.ok(fields > 100, `${fields} fields`)
    assert.deepEqual(at.faults, [])
  })

  test('the number of a request for access with a sign that nobody sees is refused the same, whatever stands under it, and leaves nothing behind', async () => {
    const analyst = await at.as('analyst')
    const asked = async () => (await at.world.store.root.query('select 1 from access_request')).rowCount
    const before = await asked()
    const ask = async (ref: string) => {
      const { status, text } = await analyst.ask('POST', '/api/access-requests', { kind: 'signal', ref, reason: 'x' })
      return [status, /"field":"([^"]+)"/.exec(text)?.[1]]
    }
    // It would reach nobody, and turn the line of the ledger around.
    for (const sign of ['\u200b', '\u202e', '\u2066', '\u00ad', '\ufeff', '\u3164', '\u2028', '\u0007', '\u{e0041}'])
      for (const ref of [`${sign}1`, `999999${sign}`])
        assert.deepEqual(await ask(ref), [400, 'ref'], JSON.stringify(ref))
    assert.equal(await asked(), before)
    assert.ok(Number((await ask('1'))[0]) < 300)
  })
})
