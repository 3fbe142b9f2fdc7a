/** A process that makes a round over the store of evidence, and kills itself when it has reached the step of a given number. */
import fs from 'node:fs'
import path from 'node:path'
import type pg from 'pg'
import { connectionPool } from '../../../../src/store/connect.ts'
import { workStore } from '../../../../src/run/evidence/objects/work-store.ts'

const order = JSON.parse(process.argv[2] ?? '{}') as { data: string; database: pg.PoolConfig; killAt: number }
const pool = connectionPool({ ...order.database, max: 2 })
const round = await workStore({
  store: {
    pool,
    owner: pool,
    serverPid: 1,
    where: 'test',
    lost: new Promise<never>(() => {}),
    close: () => pool.end()
  },
  evidenceDir: path.join(order.data, 'evidence'),
  say: (text) => void fs.writeSync(1, `${text}\n`),
  force: true,
  async reached(step) {
    fs.writeSync(1, `reached ${step}\n`)
    if (step === order.killAt) process.kill(process.pid, 'SIGKILL')
  }
})
fs.writeSync(1, `ended ${JSON.stringify(round)}\n`)
process.exit(0)
