/** Tells the log of a running service which sources hardly give adverts any more or are read without their scripts, by the rule of the screen of sources. */
import { linesInForce } from '../accountability/mandates/mandates.ts'
import { alarmsIn } from '../desk/sources/alarms.ts'
import { withGround } from '../store/ground.ts'
import type { App } from './app.ts'

/** What a source may be in trouble with; the alarms of one trouble follow each other. */
const troubles = {
  scripts: 'its pages are read with their scripts',
  silence: 'its pages give adverts again'
} as const

/** Looks at the sources of all mandates in force, and gives how to look again; an alarm that begins, changes or is over is told once. */
export async function watchAlarms(app: Pick<App, 'store'>, say: (text: string) => void): Promise<() => Promise<void>> {
  let told = new Map<string, { readonly alarm: string; readonly over: string }>()
  const look = async (): Promise<void> => {
    const now: typeof told = new Map()
    for (const { id: mandate } of await linesInForce(app.store)) {
      const alarms = await withGround(app.store.pool, { user: 'pipeline', mandate }, (tx) => alarmsIn(tx))
      for (const { id, alarm, words } of alarms) {
        const trouble = alarm === 'not-rendered' ? 'scripts' : 'silence'
        const name = `${id} ${trouble}`
        now.set(name, { alarm, over: `${id}: the alarm is over: ${troubles[trouble]}.` })
        if (told.get(name)?.alarm !== alarm) say(words)
      }
    }
    for (const [name, { over }] of told) if (!now.has(name)) say(over)
    told = now
  }
  const careful = (): Promise<void> =>
    look().catch((error: Error) => say(`Sources could not be judged: ${error.message}`))
  await careful()
  return careful
}
