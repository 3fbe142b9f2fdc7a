/** The interface running on loopback over a small world, and browsers with sessions: the ground of the tests of web/. */
import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { openAdverts } from '../../src/desk/adverts/opening.ts'
import { withGround } from '../../src/store/ground.ts'
import type { Problem } from '../../src/contract/problem.ts'
import type { LiveFeed } from '../../src/web/events.ts'
import { createServer, type ServerOptions } from '../../src/web/server.ts'
import { testStore } from '../support/database.ts'
import { password, sampleAdverts, samplePeople, sampleSignal, sampleWorld, type World } from '../support/sample.ts'

export interface Answer {
  readonly status: number
  readonly text: string
  readonly headers: Headers
}

/** A browser: keeps its cookie. */
export interface Browser {
  cookie: string
  ask(method: string, address: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
}

export interface Running {
  readonly world: World
  readonly base: string
  /** An open and a sealed advert of mandate `een`, and one of `twee`. */
  readonly ids: readonly [number, number, number]
  readonly signal: number
  /** Faults that the server told its operator of. */
  readonly faults: readonly string[]
  /** The pipeline tells that signals of a mandate changed. */
  tell(mandate: string): void
  browser(): Browser
  /** A signed-in browser, under its mandate. One for each user: a password costs time. */
  as(user: string): Promise<Browser>
  close(): Promise<void>
}

export async function startInterface(extra: Partial<ServerOptions> = {}): Promise<Running> {
  const world = sampleWorld(await testStore())
  await samplePeople(world)
  const ids = await sampleAdverts(world, [
    { title: 'Massage in Utrecht', body: 'Rustig, 100 euro per uur. Bel 06 12345678', network: 1 },
    { title: 'Massage in Zwolle', body: 'Rustig. Bel 06 12345678', network: 1 },
    { title: 'Verborgen elders', body: 'Rustig. Bel 06 12345678', mandate: 'twee', network: 1 }
  ])
  const signal = await sampleSignal(world, 1)
  await sampleSignal(world, 1, 7, 'twee')
  const [open = 0, sealed = 0, elsewhere = 0] = ids
  const pipeline = { user: 'pipeline', mandate: 'een' }
  await withGround(world.store.pool, pipeline, (tx) =>
    openAdverts(tx, pipeline, world.keyring, [open], `signal:${signal}`)
  )
  const faults: string[] = []
  const listeners = new Set<Parameters<LiveFeed['subscribe']>[0]>()
  const live = feedTo(listeners)
  const log = (error: Error, where: string): void => void faults.push(`${where}: ${error.message}`)
  const server = await createServer({
    ...world,
    uiFolder: uiFiles(world),
    demo: false,
    version: '0.0.0',
    linkDesk: null,
    sourceDesk: null,
    live,
    log,
    ...extra
  })
  const base = await server.listen({ port: 0, host: '127.0.0.1' })
  // A program that a test waits for holds this process, and with it both ends of a connection that is over meanwhile.
  server.server.keepAliveTimeout = 0
  const browser = (): Browser => newBrowser(base)
  const signedIn = new Map<string, Browser>()
  return {
    world,
    base,
    ids: [open, sealed, elsewhere],
    signal,
    faults,
    tell: (mandate) => listeners.forEach((listener) => listener({ what: 'signals', mandate })),
    browser,
    async as(user) {
      const known = signedIn.get(user)
      if (known !== undefined) return known
      const made = await signIn({ browser }, user)
      const mandate = user === 'elders' ? 'twee' : 'een'
      assert.equal((await made.ask('PUT', '/api/session/mandate', { mandate, reason: 'proef' })).status, 200)
      signedIn.set(user, made)
      return made
    },
    async close() {
      await server.close()
      assert.equal(listeners.size, 0, 'the server still listens to the pipeline')
      await world.close()
    }
  }
}

/** Progress that tells one mandate from the other. */
function feedTo(listeners: Set<Parameters<LiveFeed['subscribe']>[0]>): LiveFeed {
  return {
    progress: (mandate) => ({
      at: new Date().toISOString(),
      running: true,
      pages: 1,
      due: 2,
      adverts: mandate === 'een' ? 2 : 1,
      networks: 1,
      signals: 1,
      pagesPerSecond: 3
    }),
    subscribe: (listener) => (listeners.add(listener), () => void listeners.delete(listener))
  }
}

export function json<T>(answer: Answer): T {
  return JSON.parse(answer.text) as T
}

/** `404 not-found` */
export function errorOf(answer: Answer): string {
  return `${answer.status} ${json<Problem>(answer).error}`
}

/** A session of its own at a running interface: signed in, under no mandate yet. */
export async function signIn(at: Pick<Running, 'browser'>, user: string, secret = password): Promise<Browser> {
  const browser = at.browser()
  const answer = await browser.ask('POST', '/api/session', { user, password: secret })
  assert.equal(answer.status, 200, answer.text)
  return browser
}

function newBrowser(base: string): Browser {
  return {
    cookie: '',
    async ask(method, address, body, headers = {}) {
      const response = await fetch(`${base}${address}`, {
        method,
        redirect: 'manual',
        headers: {
          ...(this.cookie !== '' && { cookie: this.cookie }),
          ...(method !== 'GET' && { 'content-type': 'application/json' }),
          ...headers
        },
        ...(method !== 'GET' && { body: typeof body === 'string' ? body : JSON.stringify(body ?? {}) })
      })
      const set = response.headers.get('set-cookie')
      if (set !== null) this.cookie = set.split(';')[0] ?? ''
      return { status: response.status, text: await response.text(), headers: response.headers }
    }
  }
}

function uiFiles(world: World): string {
  const folder = path.join(world.dataDir, 'ui')
  mkdirSync(path.join(folder, 'assets'), { recursive: true })
  writeFileSync(path.join(folder, 'index.html'), '<!doctype html><title>Baken</title>')
  writeFileSync(path.join(folder, 'assets', 'a-1.js'), 'export {}')
  return folder
}
