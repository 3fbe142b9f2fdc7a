/** Compares evidence, ledger and tables when a run begins, and tells what does not agree: on stderr, in the ledger, and among the anchors. */
import { record, withGround } from '../../store/ground.ts'
import { compareQuickly } from '../../verify/quick.ts'
import { noteHalves } from './anchoring.ts'
import type { App } from '../app.ts'

const mostTold = 20
const ground = { user: 'pipeline', mandate: null }

/** Before anything is written. Work goes on all the same: what is taken in now is whole, and a person has to look at the rest. */
export async function compareHalves(app: App, say: (text: string) => void): Promise<void> {
  const found = await compareQuickly(app.store, app.evidenceDir, app.store.serverPid !== null)
  if (found.length === 0) {
    await noteHalves(app, 'start', null)
    return
  }
  const lines = found.slice(0, mostTold).map(({ item, cause }) => `${item}: ${cause}`)
  const more = found.length > mostTold ? [`… and ${found.length - mostTold} more`] : []
  say(
    `Evidence, ledger and database do not agree (${found.length}):\n${[...lines, ...more].map((line) => `  ${line}`).join('\n')}\n` +
      'Something was removed or replaced. Run "baken verify", keep everything as it is, and compare it with the backup.'
  )
  // What the head noted stays as a line, so that it is missed for ever and not only until the head moves on.
  await noteHalves(app, 'alarm', null)
  await withGround(app.store.pool, ground, (tx) =>
    record(tx, ground, {
      act: 'evidence.alarm',
      detail: { count: found.length, found: lines.map((line) => line.slice(0, 300)) }
    })
  )
}
