/** The web role: the browser part, the HTTP server, the desk's way to the linker, and the progress that screens show live. */
import { createServer as createProbe } from 'node:net'
import type { Server as TlsServer } from 'node:tls'
import { hasDemo } from '../../accountability/demo.ts'
import { linesInForce } from '../../accountability/mandates/mandates.ts'
import type { Progress } from '../../contract/events.ts'
import type { LinkDesk } from '../../desk/networks/link-acts.ts'
import { resumeLists } from '../../desk/search/lists.ts'
import { createServer } from '../../web/server.ts'
import type { App } from '../app.ts'
import type { DatabaseSession } from '../database-session.ts'
import { createLinkDesk } from '../link/link-desk.ts'
import { summaryOf, type Service } from '../service.ts'
import { createSourceDesk } from '../crawl/source-desk.ts'
import { createFrameRole } from './frame-role.ts'
import { createMetrics } from './metrics.ts'
import { readTls, watchTls, type TlsFiles, type TlsPair } from './tls.ts'
import { readyBundles } from '../packages/ready-bundles.ts'
import { readyUi } from './ui-folder.ts'
import type { WebPlace } from './web-place.ts'

export interface WebRole {
  readonly url: string
  stop(): Promise<void>
}

export interface WebOptions {
  readonly place: WebPlace
  readonly say: (text: string) => void
  /** Hosts of the practice web, which operators may try though they are private; only in a `--demo` run. */
  readonly practiceHosts?: readonly string[]
}

/** Builds what is to be built, listens, and returns the address. */
export async function startWeb(app: App, service: Service, options: WebOptions): Promise<WebRole> {
  const { place, say } = options
  const tls = place.tls === null ? null : taken(place.tls)
  const frameRole = createFrameRole(place, tls)
  const [uiFolder] = await Promise.all([readyUi(app.settings.dataDir, say), readyBundles(say)])
  const { oidc, duty } = app.settings
  const identities = oidc === undefined ? undefined : (await import('./oidc.ts')).oidcProvider(oidc)
  const server = await createServer({
    store: app.store,
    keyring: app.keyring,
    evidenceDir: app.evidenceDir,
    uiFolder,
    demo: await hasDemo(app.store),
    version: '0.1.0',
    linkDesk: serviceLinks(service),
    sourceDesk: createSourceDesk(app, options.practiceHosts),
    live: {
      progress: liveProgress(app, service),
      subscribe: service.subscribe,
      dangers: (listener) => heardDangers(app.session, listener)
    },
    metrics: createMetrics(app, '0.1.0'),
    ...(frameRole !== null && { frames: frameRole.frames }),
    hosts: [...place.names, ...(tls?.names ?? [])],
    ...(identities !== undefined && { identities }),
    ...(duty !== undefined && { duty }),
    transport: {
      ...(tls !== null && { tls: { cert: tls.cert, key: tls.key } }),
      ...(place.proxies.length > 0 && { proxies: place.proxies })
    },
    log: (error, where) => say(`web: ${where}: ${error.message}`)
  })
  try {
    await server.listen({ host: place.host, port: place.port })
    await frameRole?.listen()
  } catch (error) {
    const first = server.server.listening
    await server.close()
    await frameRole?.stop()
    throw new Error(first ? framesFault(error as Error, place) : listenFault(error as NodeJS.ErrnoException, place))
  }
  const secure = server.server as SecureServer
  const take = (pair: TlsPair): void => {
    secure.setSecureContext?.({ cert: pair.cert, key: pair.key, minVersion: 'TLSv1.2' })
    frameRole?.take(pair)
  }
  const stopLists = keepLists(app, say)
  const stopWatch = place.tls === null || tls === null ? () => {} : watchTls(place.tls, tls, { take, say })
  const [address] = server.addresses()
  const port = typeof address === 'object' ? address.port : place.port
  return {
    url: `${tls === null ? 'http' : 'https'}://${shownHost(place, tls)}:${port}/`,
    async stop() {
      stopWatch()
      stopLists()
      await frameRole?.stop()
      await server.close()
    }
  }
}

const listsEveryMs = 60_000

/** Lists of facts that a stop or a fault left in the middle go on by themselves, whoever looks. Returns how to stop. */
function keepLists({ store, keyring, evidenceDir }: App, say: (text: string) => void): () => void {
  let said = ''
  const look = async (): Promise<void> => {
    const lines = await linesInForce(store)
    await resumeLists(
      store,
      { keyring, evidenceDir },
      lines.map((one) => one.id)
    )
    said = ''
  }
  // A database that is away is told once; the next look tries again.
  const tick = (): void =>
    void look().catch((error: Error) => {
      if (error.message !== said) say(`web: lists: ${error.message}`)
      said = error.message
    })
  tick()
  const timer = setInterval(tick, listsEveryMs)
  timer.unref()
  return () => clearInterval(timer)
}

/** The way to the linkers that run in this process. */
export function serviceLinks(service: Service): LinkDesk {
  return createLinkDesk((mandate) => {
    const engine = service.engine(mandate)
    return engine?.links() === true ? engine.process : null
  })
}

/** A server with TLS of its own takes another certificate while it runs. */
type SecureServer = Partial<Pick<TlsServer, 'setSecureContext'>>

function taken(files: TlsFiles): TlsPair {
  const outcome = readTls(files)
  if (outcome.kind === 'refused') throw new Error(outcome.message)
  return outcome.pair
}

function shownHost({ host, names }: WebPlace, tls: TlsPair | null): string {
  const [name] = [...names, ...(tls?.names ?? [])]
  if (host === '127.0.0.1') return host
  return name ?? (host.includes(':') ? `[${host}]` : host)
}

/** Throws, in words, when nobody can listen at this place now: asked before a database or a demo is made. */
export async function placeFree(place: WebPlace): Promise<void> {
  const probe = createProbe()
  try {
    await new Promise<void>((resolve, reject) => {
      probe.once('error', reject)
      probe.listen({ host: place.host, port: place.port }, resolve)
    })
  } catch (error) {
    throw new Error(listenFault(error as NodeJS.ErrnoException, place))
  }
  await new Promise((resolve) => probe.close(resolve))
}

function listenFault(error: NodeJS.ErrnoException, { host, port }: WebPlace): string {
  if (error.code === 'EADDRINUSE')
    return `Port ${port} is taken: give another with --port, or --port 0 for any free one.`
  if (error.code === 'EADDRNOTAVAIL') return `This machine has no address ${host}: give another with --listen.`
  if (error.code === 'EACCES') return `Port ${port} may not be used by this user: give one above 1023 with --port.`
  return error.message
}

function framesFault({ message }: Error, { replay }: WebPlace): string {
  const asked = replay?.kind === 'port' ? replay.port : 0
  return `Port ${asked} for captured pages cannot be used (${message}): give another with --replay-port.`
}

/** The newest known counts of a mandate at once; asked for anew at most once a second, and only while somebody looks. */
function liveProgress(app: App, service: Service): (mandate: string) => Progress {
  const known = new Map<string, { progress: Progress; askedMs: number; asking: boolean }>()
  return (mandate) => {
    const entry = known.get(mandate) ?? { progress: nothingYet, askedMs: 0, asking: false }
    known.set(mandate, entry)
    if (!entry.asking && Date.now() - entry.askedMs >= 1_000) {
      entry.asking = true
      const sinceMs = Date.now() - entry.askedMs
      entry.askedMs = Date.now()
      summaryOf(app, mandate, null, 0)
        .then(({ pages, due, adverts, networks, signals }) => {
          const pagesPerSecond =
            entry.progress.at === '' ? 0 : Math.max(0, Math.round(((pages - entry.progress.pages) * 1_000) / sinceMs))
          entry.progress = {
            at: new Date().toISOString(),
            running: service.engine(mandate) !== undefined && due > 0,
            pages,
            due,
            adverts,
            networks,
            signals,
            pagesPerSecond
          }
        })
        .catch(() => {}) // The next second asks again; a database that is gone ends the service elsewhere.
        .finally(() => (entry.asking = false))
    }
    return entry.progress
  }
}

const nothingYet: Progress = {
  at: '',
  running: false,
  pages: 0,
  due: 0,
  adverts: 0,
  networks: 0,
  signals: 0,
  pagesPerSecond: 0
}

/** Reports with direct danger that any process of this database took in. */
export function heardDangers(
  session: Pick<DatabaseSession, 'hearAll'>,
  listener: (mandate: string | null, onlyCoordinators: boolean) => void
): () => void {
  return session.hearAll((what, mandate) => {
    if (what === 'danger' || what === 'danger-minor') listener(mandate, what === 'danger-minor')
  })
}
