/** A command that joins a Baken at the moment when that one ends: it waits, and then holds the folder itself. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import path from 'node:path'
import { writeFileSync } from 'node:fs'
import { baken, endAll, lastJson, postmasterOf, scratch, startBaken } from '../support/baken.ts'
import { superuserOf } from '../support/superuser.ts'

let folder: ReturnType<typeof scratch>
before(() => {
  folder = scratch('join-at-end')
})
after(async () => {
  await endAll()
  folder.remove()
})

test('an import that meets a server which ends waits for it, and takes everything in afterwards', async () => {
  const data = path.join(folder.folder, 'data')
  const file = path.join(folder.folder, 'adverts.jsonl')
  writeFileSync(
    file,
    `${JSON.stringify({ id: 'een', title: 'Bijles', body: 'Bijles wiskunde op dinsdag', site: 'a.example' })}\n`
  )
  const service = startBaken(['start', '--roles', 'jobs', '--port', '0', '--data', data])
  await service.said(/Running: /)
  const root = superuserOf(data)
  const client = await root.connect()
  // As long as somebody is connected, a server that was told to end listens, and refuses whoever comes.
  process.kill(postmasterOf(data) ?? 0, 'SIGTERM')
  await assert.rejects(superuserOf(data).query('select 1'), { code: '57P03' })
  const importing = baken(['import', file, '--demo', '--data', data])
  const early = await Promise.race([importing, new Promise((resolve) => setTimeout(resolve, 4_000, 'still waiting'))])
  assert.equal(early, 'still waiting')
  service.child.kill('SIGTERM')
  client.release(true)
  await root.end()
  await service.ended
  const ran = await importing
  assert.deepEqual([ran.code, lastJson(ran).added], [0, 1], ran.stderr)
})
