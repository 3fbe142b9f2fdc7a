/** What is refused since it is not for the asker costs the database what a refusal of something that is not there costs: the same statements, and the same work in each. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import pg from 'pg'
import type { DossierAsked } from '../../src/contract/cases/dossiers.ts'
import type { ReferralList } from '../../src/contract/cases/referrals.ts'
import type { Route } from '../../src/web/route.ts'
import { routes } from '../../src/web/routes/routes.ts'
import { withGround } from '../../src/store/ground.ts'
import { certify, doIn, done, networkOf, openCase, workIn } from './cases/cases.ts'
import { minorFileOf } from './minors/minors.ts'
import { callOf } from './route-calls.ts'
import { startInterface, type Browser, type Running } from './running.ts'

interface Statement {
  readonly text: string
  readonly values: readonly unknown[]
}

/** What the database was asked, while somebody listens; every query still runs. */
let heard: Statement[] | null = null
type Query = (this: pg.Client, ...given: unknown[]) => unknown

/** Statements that a request came to, and what its answer says. */
async function listened(ask: () => Promise<{ text: string }>): Promise<{ statements: Statement[]; text: string }> {
  heard = []
  const { text } = await ask()
  const statements = heard
  heard = null
  return { statements, text }
}

interface Plan {
  readonly 'Node Type': string
  readonly 'Actual Rows'?: number
  readonly 'Actual Loops'?: number
  readonly 'Rows Removed by Filter'?: number
  readonly Plans?: readonly Plan[]
}

/** How often each part of a plan ran, what it gave and what it threw away: `Index Scan 0 rows, 1 times, 1 removed`. */
function workOf(plan: Plan): string[] {
  const own = `${plan['Node Type']} ${plan['Actual Rows'] ?? 0} rows, ${plan['Actual Loops'] ?? 0} times, ${plan['Rows Removed by Filter'] ?? 0} removed`
  return [own, ...(plan.Plans ?? []).flatMap((one) => workOf(one).map((line) => `  ${line}`))]
}

/** Numbers of reports follow one another, so that there is one is no secret; what is in it is. */
const nouns = ['cases', 'minors', 'referrals', 'jobs'] as const

describe('work of refusals', () => {
  const { query } = pg.Client.prototype as unknown as { query: Query }
  let at: Running
  /** What is there and of others, by the part of an address that it fills. */
  let hidden: Readonly<Record<(typeof nouns)[number], string>>
  before(async () => {
    Object.assign(pg.Client.prototype, {
      query(this: pg.Client, ...given: unknown[]) {
        const [first, values] = given
        const asked = typeof first === 'string' ? { text: first, values } : (first as Partial<Statement>)
        if (typeof asked.text === 'string') heard?.push({ text: asked.text, values: (asked.values ?? []) as unknown[] })
        return query.apply(this, given)
      }
    })
    at = await startInterface()
    const lead = await at.as('detective')
    const { signal, network } = await networkOf(at)
    const one = await openCase(at, signal)
    done(await doIn(lead, one, 'items', { kind: 'network', ref: String(network) }))
    await certify(at, 'analyst-2')
    done(await doIn(lead, one, 'members', { user: 'analyst-2', rights: ['add'] }))
    await workIn(lead, one, 'Roerdomp')
    const { referrals } = done<ReferralList>(await lead.ask('GET', '/api/referrals'))
    const { job } = done<DossierAsked>(await doIn(lead, one, 'dossier', {}))
    hidden = {
      cases: one.id,
      minors: (await minorFileOf(lead, 'Roerdomp')).id,
      referrals: referrals[0]?.key ?? assert.fail('no referral'),
      jobs: job
    }
  })
  after(async () => {
    Object.assign(pg.Client.prototype, { query })
    await at.close()
  })

  const ofNoun = (noun: (typeof nouns)[number]): Route[] =>
    routes.filter((one) => new RegExp(`^/api/${noun}/\\{(?:id|key)\\}`).test(one.path))

  /** The work of the statements that name `id`. */
  const workFor = async (user: string, statements: readonly Statement[], id: string): Promise<string[]> => {
    const naming = statements.filter(({ text, values }) => /^\s*(?:select|with)\b/i.test(text) && values.includes(id))
    return withGround(at.world.store.pool, { user, mandate: 'een' }, async (tx) => {
      const lines: string[] = []
      for (const { text, values } of naming) {
        const { rows } = await tx.query<{ 'QUERY PLAN': { Plan: Plan }[] }>(
          `explain (analyze, costs off, timing off, summary off, buffers off, format json) ${text}`,
          [...values]
        )
        lines.push(text, ...workOf(rows[0]?.['QUERY PLAN'][0]?.Plan ?? assert.fail(text)))
      }
      return lines
    })
  }

  interface Asked {
    readonly user: string
    readonly id: string
    ask(id: string): Promise<{ text: string }>
  }

  /** Statements and work of asking for what is not there, and for `id`. */
  const both = async ({ user, id, ask }: Asked): Promise<[nobody: string[], others: string[]]> => {
    const lines: string[][] = []
    for (const asked of [randomUUID(), id]) {
      const { statements, text } = await listened(() => ask(asked))
      const texts = statements.map((one) => one.text)
      lines.push([text.replaceAll(asked, ''), ...texts, ...(await workFor(user, statements, asked))])
    }
    const [nobody = [], others = []] = lines
    return [nobody, others]
  }

  /** As `both`; asked again where they differ, since a session is noted now and then, and the database counts its rows anew when it likes. */
  const compared = async (asked: Asked): Promise<[nobody: string[], others: string[]]> => {
    for (let again = 0; ; again++) {
      const [nobody, others] = await both(asked)
      if (again === 3 || JSON.stringify(nobody) === JSON.stringify(others)) return [nobody, others]
    }
  }

  for (const noun of nouns)
    test(`E1 a refusal of ${noun} of others runs the statements of one that is not there, with the same work`, async () => {
      let seen = 0
      const browser: Browser = await at.as('analyst')
      for (const one of ofNoun(noun)) {
        const [method, address, body] = callOf(one)
        const place = address.split('/')[3] ?? ''
        const ask = (id: string) => browser.ask(method, address.replace(place, id), body)
        const [nobody, others] = await compared({ user: 'analyst', id: hidden[noun], ask })
        assert.deepEqual(others, nobody, `${one.method} ${one.path}`)
        seen += nobody.filter((line) => line.includes(' times, ')).length
      }
      assert.ok(seen > 0, 'some statements name what was asked for')
    })

  test('E1 a request for access runs the same statements whether a case has to do with it or not', async () => {
    const browser = await at.as('analyst')
    const ask = (ref: string) =>
      browser.ask('POST', '/api/access-requests', { kind: 'case', ref, reason: 'Ik zie dit ook.' })
    const [nobody, others] = await compared({ user: 'analyst', id: hidden.cases, ask })
    assert.deepEqual(others, nobody)
    assert.ok(others.some((text) => text.includes('access_request')))
  })
})
