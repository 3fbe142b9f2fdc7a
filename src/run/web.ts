/** The web role: the browser part, the HTTP server, the desk's way to the linker, and the progress that screens show live. */
import { hasDemo } from '../accountability/demo.ts'
import type { Progress } from '../contract/events.ts'
import { createServer } from '../web/server.ts'
import type { App } from './app.ts'
import { createLinkDesk } from './link-desk.ts'
import { summaryOf, type Service } from './service.ts'
import { readyUi } from './ui-folder.ts'

export interface WebRole {
  readonly url: string
  stop(): Promise<void>
}

export interface WebOptions {
  /** On 127.0.0.1; 0 takes any free one. */
  readonly port: number
  readonly say: (text: string) => void
}

/** Builds what is to be built, listens, and returns the address. */
export async function startWeb(app: App, service: Service, options: WebOptions): Promise<WebRole> {
  const uiFolder = await readyUi(app.settings.dataDir)
  const server = await createServer({
    store: app.store,
    keyring: app.keyring,
    evidenceDir: app.evidenceDir,
    uiFolder,
    demo: await hasDemo(app.store),
    version: '0.1.0',
    linkDesk: createLinkDesk((mandate) => {
      const engine = service.engine(mandate)
      return engine?.links() === true ? engine.process : null
    }),
    live: { progress: liveProgress(app, service), subscribe: service.subscribe },
    log: (error, where) => options.say(`web: ${where}: ${error.message}`)
  })
  try {
    await server.listen({ host: '127.0.0.1', port: options.port })
  } catch (error) {
    await server.close()
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
    throw new Error(`Port ${options.port} is taken: give another with --port, or --port 0 for any free one.`)
  }
  const [address] = server.addresses()
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address.port : options.port}/`,
    stop: () => server.close()
  }
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
