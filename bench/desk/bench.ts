/** `baken bench desk`: time of every GET route of the interface over HTTP, on a store of n adverts with their networks and signals. */
import { loadavg } from 'node:os'
import { demoMandate } from '../../src/accountability/demo.ts'
import { makeDemoColleagues } from '../../src/accountability/demo-more.ts'
import { listCases } from '../../src/desk/cases/cases.ts'
import { listSignals } from '../../src/desk/signals/signals.ts'
import type { Role } from '../../src/model/mandate.ts'
import type { App } from '../../src/run/app.ts'
import { playCases } from '../../src/run/demo/demo-cases.ts'
import { withGround } from '../../src/store/ground.ts'
import { routes } from '../../src/web/routes/routes.ts'
import { createServer } from '../../src/web/server.ts'
import { commonNumber, pipeline } from '../filled/adverts.ts'
import { joinNetworks } from '../filled/networks.ts'
import { openFilled, type FillInput } from '../filled/store.ts'
import { timed, type Timing } from '../measure.ts'
import { askedOf, bySlowness, type Known } from './addresses.ts'

interface RouteFigure extends Timing {
  readonly path: string
  readonly role: Role
  /** Of the largest answer. */
  readonly bytes: number
  /** Answers that said "too expensive": their time is that of giving up. */
  readonly refused: number
}

const draws = 20

/** Fills a store (or uses one that was kept), serves it on loopback and asks each route, ledger entries included. */
export async function runDeskBench(input: FillInput): Promise<object> {
  const store = await openFilled(input, () => ({ batch: () => {}, end: async () => {} }))
  const { app } = store
  try {
    await joinNetworks(app, input)
    const known = { ...(await knownIn(app)), caseId: await openedCase(app) }
    const server = await createServer({
      ...app,
      uiFolder: null,
      demo: true,
      version: '0.0.0',
      linkDesk: null,
      sourceDesk: null,
      live: null
    })
    const base = await server.listen({ port: 0, host: '127.0.0.1' })
    try {
      const figures = await askAll(app, base, known, input.say)
      const asked = new Set(figures.map((one) => one.path))
      const leftOut = routes.flatMap(({ method, path }) => (method === 'GET' && !asked.has(path) ? [path] : []))
      const counts = { networks: known.networksInAll, signals: known.signalsInAll, sealed: known.sealedInAll }
      return {
        adverts: input.n,
        fillSeconds: store.fillSeconds,
        ...counts,
        load: loadavg(),
        routes: bySlowness(figures),
        leftOut
      }
    } finally {
      await server.close()
    }
  } finally {
    await store.close()
  }
}

async function askAll(app: App, base: string, known: Known, say: (text: string) => void): Promise<RouteFigure[]> {
  const cookies = new Map<Role, string>()
  const figures: RouteFigure[] = []
  for (const { path, role, addresses } of askedOf(known)) {
    const cookie = cookies.get(role) ?? (await signIn(base, role))
    cookies.set(role, cookie)
    let [bytes, refused] = [0, 0]
    // The first of each is asked once before: plans and columns are made then, and told apart.
    const list = [addresses[0], ...addresses].flatMap((one) => one ?? [])
    const timing = await timed(
      list,
      async (address) => {
        const answer = await fetch(`${base}${address}`, { headers: { cookie } })
        const text = await answer.text()
        if (answer.status === 422 && text.includes('too-expensive')) refused++
        else if (answer.status !== 200) throw new Error(`${address} as ${role}: ${answer.status} ${text.slice(0, 300)}`)
        bytes = Math.max(bytes, text.length)
      },
      app.store.serverPid
    )
    figures.push({ path, role, bytes, refused, ...timing })
    say(
      `${path} (${role}): p50 ${timing.p50Ms} ms, p95 ${timing.p95Ms} ms, CPU ${timing.cpuMs} + ${timing.postgresqlCpuMs} ms`
    )
  }
  return figures
}

/** A session of the demo's user of that role; its cookie. */
async function signIn(base: string, role: Role): Promise<string> {
  const send = (method: string, address: string, body: object, cookie: string): Promise<Response> =>
    fetch(`${base}${address}`, {
      method,
      headers: { 'content-type': 'application/json', origin: base, cookie },
      body: JSON.stringify(body)
    })
  const answer = await send('POST', '/api/session', { user: role, password: `oefenen-${role}` }, '')
  if (answer.status !== 200) throw new Error(`${role} cannot sign in: ${await answer.text()}`)
  const cookie = answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
  await send('PUT', '/api/session/mandate', { mandate: demoMandate, reason: 'bench' }, cookie)
  return cookie
}

/** The case of the demo over signals of this store: opened and worked in once, as the demo does it. */
async function openedCase(app: App): Promise<string | null> {
  const vault = { keyring: app.keyring, evidenceDir: app.evidenceDir }
  const as = (user: string) => ({ pool: app.store.pool, ground: { user, mandate: demoMandate }, vault })
  const lead = as('detective')
  if (await makeDemoColleagues(app.store)) {
    const listed = await listSignals(lead.pool, lead.ground, vault, {})
    await playCases(as, listed.kind === 'done' ? listed.value.signals : [])
  }
  return (await listCases(lead)).cases[0]?.id ?? null
}

type InAll = { readonly networksInAll: number; readonly signalsInAll: number; readonly sealedInAll: number }

async function knownIn(app: App): Promise<Omit<Known, 'caseId'> & InAll> {
  return withGround(app.store.pool, pipeline, async (tx) => {
    const idsOf = async (text: string): Promise<number[]> => {
      const { rows } = await tx.query<{ id: number }>(text)
      return drawn(rows.map((row) => row.id))
    }
    const { rows } = await tx.query<InAll>(
      `select (select count(*)::int from network where ended_at is null) as "networksInAll", (select count(*)::int from signal) as "signalsInAll",
         (select count(*)::int from advert where state = 'sealed') as "sealedInAll"`
    )
    return {
      ...rows[0]!,
      signals: await idsOf('select id from signal order by id'),
      openAdverts: await idsOf(`select id from advert where state = 'open' order by id`),
      sealedAdverts: await idsOf(`select id from advert where state = 'sealed' order by id`),
      networks: await idsOf('select id from network where ended_at is null order by adverts, id'),
      phones: [commonNumber, ...Array.from({ length: draws }, (_, at) => `06${String(12_000_000 + at * 37)}`)],
      words: [
        'de',
        'ba',
        'ka',
        'massage',
        'vo',
        'za',
        'me',
        'no',
        'la',
        'ti',
        'he',
        'in',
        'da',
        'wo',
        'fa',
        'ge',
        'lo',
        'mi',
        'na',
        'op'
      ]
    }
  })
}

/** Evenly over the list, its last one among them. */
function drawn<Item>(list: readonly Item[]): Item[] {
  const step = Math.max(1, (list.length - 1) / (draws - 1))
  return [...new Set(Array.from({ length: draws }, (_, at) => list[Math.min(list.length - 1, Math.round(at * step))]!))]
}
