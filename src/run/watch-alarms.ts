/** Tells the log of a running service which sources hardly give adverts any more, by the rule of the screen of sources. */
import { linesInForce } from '../accountability/mandates/mandates.ts'
import { alarmsIn } from '../desk/sources/alarms.ts'
import { withGround } from '../store/ground.ts'
import type { App } from './app.ts'

/** Looks at the sources of all mandates in force, and gives how to look again; an alarm that begins, changes or is over is told once. */
export async function watchAlarms(app: App, say: (text: string) => void): Promise<() => Promise<void>> {
  let told = new Map<string, string>()
  const look = async (): Promise<void> => {
    const now = new Map<string, string>()
    for (const { id: mandate } of await linesInForce(app.store)) {
      const alarms = await withGround(app.store.pool, { user: 'pipeline', mandate }, (tx) => alarmsIn(tx))
      for (const { id, alarm, words } of alarms) {
        now.set(id, alarm)
        if (told.get(id) !== alarm) say(words)
      }
    }
    for (const id of told.keys()) if (!now.has(id)) say(`${id}: the alarm is over: its pages give adverts again.`)
    told = now
  }
  const careful = (): Promise<void> =>
    look().catch((error: Error) => say(`Sources could not be judged: ${error.message}`))
  await careful()
  return careful
}
