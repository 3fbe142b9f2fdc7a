/** What else works on the database of a data folder: commands that joined the Baken which holds it. */
import { lostConnection } from '../store/lost-connection.ts'
import { otherWorkers } from '../store/locks.ts'
import type { App } from './app.ts'
import { SessionLost } from './database-session.ts'

const lookEveryMs = 300

/**
 * Waits, before a server of our own is stopped, until commands that joined it have ended; not after `signal`. Says once that it waits.
 * A database that is gone is not waited for.
 */
export async function waitForOthers(app: App, say: (text: string) => void, signal: AbortSignal): Promise<void> {
  if (app.store.serverPid === null) return
  for (let said = false; !signal.aborted; said = true) {
    if ((await otherWorkers(app.store.pool, app.session.worker()).catch(() => 0)) === 0) return
    if (!said)
      say('Another command still works on the database of this one: it is waited for (Ctrl-C: not any longer).')
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs))
  }
}

/** What to throw for an error of a command that worked beside another Baken: when that one ended, what this means and what to do. */
export function toldBeside(app: App, error: Error): Error {
  if (app.joined === null || !(error instanceof SessionLost || lostConnection(error) !== null)) return error
  return new Error(
    'The Baken beside which this command worked has ended, and its database with it. Everything committed is kept and nothing is\n' +
      'taken in twice: run the same command again, and it goes on from there.'
  )
}
