/** Joins a sample world to the roles: crawl, process and import in this process. */
import type { App } from '../../src/run/app.ts'
import { openSession } from '../../src/run/database-session.ts'
import type { World } from './sample.ts'

/** The world as the roles see it; close it before the world. */
export async function appOf(world: World): Promise<App> {
  const session = await openSession(world.store.pool)
  return {
    settings: { dataDir: world.dataDir, databaseUrl: undefined, allowPrivate: false, userAgent: 'Baken/test' },
    store: world.store,
    keyring: world.keyring,
    evidenceDir: world.evidenceDir,
    session,
    segments: { writing: new Set() },
    joined: null,
    close: () => session.close()
  }
}
