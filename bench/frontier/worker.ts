/** A worker of the bench of the frontier, in a process of its own: leases hosts, takes what is due and settles it, until it is killed or nothing is left. */
import { randomUUID } from 'node:crypto'
import { openApp } from '../../src/run/app.ts'
import { dueAddresses, leaseHosts, releaseHost, settleAddresses } from '../../src/store/frontier/frontier.ts'
import { inGround, keysOf, settingsOf } from './world.ts'

const opened = await openApp(settingsOf(process.argv[2] ?? ''), 'work')
if (opened.kind === 'refused') throw new Error(opened.message)
const { app } = opened
await app.session.held()
const worker = app.session.worker()
const keys = keysOf(app)
const forMs = 60_000

for (let idle = 0; idle < 20;) {
  const leased = await inGround(app, (tx) => leaseHosts(tx, worker, 4, forMs, null))
  idle = leased.length === 0 ? idle + 1 : 0
  if (idle > 0) await new Promise((resolve) => setTimeout(resolve, 100))
  for (const { host } of leased) {
    // A few batches of a host, then others get their turn.
    for (let batches = 0; batches < 8; batches++) {
      const due = await inGround(app, (tx) =>
        dueAddresses(tx, app.keyring, { worker, host, most: 64, forMs, sources: null })
      )
      if (due.length === 0) break
      const settled = due.map(({ id, sourceId, url }) => ({
        id,
        sourceId,
        url,
        state: 'done' as const,
        dueAt: null,
        status: 200,
        capture: randomUUID(),
        changed: false,
        reason: null,
        detail: null
      }))
      await inGround(app, (tx) => settleAddresses(tx, keys, settled))
    }
    await inGround(app, (tx) => releaseHost(tx, worker, host, { nextAt: null, failures: 0, because: null }))
  }
}
await app.close()
