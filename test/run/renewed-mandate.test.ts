/** A service that runs while its mandate is renewed: the work goes on under the new terms, with the sources that it covers. */
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { stringify } from 'yaml'
import type { Demo } from '../../demo/server.ts'
import { baken, endAll, jsonLines, scratch, smallWeb, sourceFiles, startBaken, type Ran } from '../support/baken.ts'

let web: Demo
let folder: ReturnType<typeof scratch>
const run = (...args: string[]): Promise<Ran> => baken([...args, '--data', path.join(folder.folder, 'data')])

before(async () => {
  web = await smallWeb({ adverts: 60 })
  folder = scratch('renewed')
})
after(async () => {
  await endAll()
  await web.close()
  folder.remove()
})

function mandateFile(id: string, more: object): string {
  const file = path.join(folder.folder, `${id}.yaml`)
  const terms = { id, legal_basis: 'x', purpose: 'x', sources: ['*'], granted_by: 'x', from: 'today', until: '30 days' }
  writeFileSync(file, stringify({ ...terms, ...more }))
  return file
}

test('T16 a running service goes on under the renewed mandate, also when the former one is withdrawn', async () => {
  assert.equal((await run('mandate', 'add', mandateFile('een', {}))).code, 0)
  const [source] = web.sources.filter((one) => one.id === 'oefen-werkhal')
  const files = sourceFiles(folder.folder, [{ ...source, limits: { pages: 3 }, allow_private: true, mandate: 'een' }])
  assert.equal((await run('source', 'add', ...files)).code, 0)
  const running = startBaken(['start', '--data', path.join(folder.folder, 'data'), '--port', '0'])
  await running.said(/Baken is at/)
  const renewed = await run('mandate', 'renew', 'een', mandateFile('een-2', { erase_after_days: 90 }))
  assert.equal(renewed.code, 0, renewed.stderr)
  await running.said('The mandate "een" was renewed')
  assert.equal((await run('mandate', 'withdraw', 'een', '--reason', 'vervangen')).code, 0)
  await new Promise((resolve) => setTimeout(resolve, 4_000))
  assert.ok(!running.soFar().includes('no longer in force'), running.soFar())
  assert.ok(jsonLines(await run('source', 'list', '--json')).every((row) => row['mandate'] === 'een-2'))
  running.child.kill('SIGTERM')
  assert.equal((await running.ended).code, 0)
})
