/** Reaches the database of a data folder for reading, whether Baken runs on it or not: for checks, which need neither keys nor evidence. */
import { openStore, type Store } from '../store/connect.ts'
import { livingWorkers } from '../store/locks.ts'
import { takePlace } from './app.ts'
import { holderInWords } from './instance.ts'
import type { Settings } from './settings.ts'

export interface ReachedDatabase {
  readonly store: Store
  /** Somebody writes evidence now, here or on another machine with this database. */
  readonly running: boolean
  close(): Promise<void>
}

/** Joins the database that runs, or starts it for the moment. Throws, with words, when it cannot be reached. */
export async function reachDatabase(settings: Settings): Promise<ReachedDatabase> {
  const place = await takePlace(settings, 'read')
  if (place.kind === 'taken')
    throw new Error(`${holderInWords(place.holder)} holds the folder, and no database answers`)
  const release = place.kind === 'held' ? place.release : (): void => {}
  try {
    const store = await openStore({
      dataDir: settings.dataDir,
      databaseUrl: settings.databaseUrl,
      join: place.kind === 'beside' ? place.server : null,
      exclusive: false,
      toCheck: true
    })
    const running = (await livingWorkers(store.pool)) > 0
    return {
      store,
      running,
      async close() {
        await store.close()
        release()
      }
    }
  } catch (error) {
    release()
    throw error
  }
}
