/** A crawl that is killed again and again ends as one that was left alone. */
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { after, before, test } from 'node:test'
import type { Demo } from '../../../demo/server.ts'
import {
  baken,
  endAll,
  jsonLines,
  lastJson,
  postmasterOf,
  scratch,
  smallWeb,
  sourceFiles,
  startBaken
} from '../../support/baken.ts'

const kills = 10
let web: Demo
let folder: ReturnType<typeof scratch>

before(async () => {
  // Slow enough that ten lives of a second or two do not finish it.
  web = await smallWeb({ delayMs: 60 })
  folder = scratch('kill')
})
after(async () => {
  await endAll()
  await web.close()
  folder.remove()
})

test('C9 a crawl killed with SIGKILL ten times at random, database included, has exactly the captures and adverts of an undisturbed one', async () => {
  const files = sourceFiles(folder.folder, web.sources)
  const [calm, killed] = [path.join(folder.folder, 'calm'), path.join(folder.folder, 'killed')]
  const crawl = (data: string): string[] => ['crawl', ...files, '--once', '--demo', '--data', data]
  const undisturbed = await baken(crawl(calm))
  assert.equal(undisturbed.code, 0, undisturbed.stderr)
  let cut = 0
  let databases = 0
  for (let nth = 0; nth < kills; nth++) {
    const running = startBaken(crawl(killed))
    // By what it has done, not by the clock, so that a loaded machine proves as much: after so many more pages, at any moment.
    const until = requests() + 5 + Math.floor(Math.random() * 40)
    let over = false
    void running.ended.then(() => (over = true))
    while (!over && requests() < until) await pause(10)
    await pause(Math.random() * 100)
    if (over) continue
    if (cut % 2 === 0 && killDatabase(killed)) databases++
    running.child.kill('SIGKILL')
    await running.ended
    cut++
  }
  assert.ok(
    cut >= kills / 2,
    `only ${cut} of ${kills} kills came before the end: the web is too small to prove anything`
  )
  assert.ok(databases > 0, 'no database was killed')
  const finished = await baken(crawl(killed))
  assert.equal(finished.code, 0, finished.stderr)
  const [one, two] = [lastJson(undisturbed), lastJson(finished)]
  assert.equal(two.pages, one.pages)
  assert.equal(two.captures, one.captures)
  assert.deepEqual(two.failed, {})
  const [wanted, got] = [await state(calm), await state(killed)]
  assert.deepEqual(difference(wanted.captures, got.captures), nothing, 'captures')
  assert.deepEqual(difference(wanted.adverts, got.adverts), nothing, 'adverts')
  const verified = await baken(['verify', path.join(killed, 'evidence')])
  assert.equal(verified.code, 0, verified.stdout + verified.stderr)
})

const nothing = { missing: [], extra: [] }

/** What is in one list and not in the other, counting how often. */
function difference(wanted: readonly string[], got: readonly string[]): { missing: string[]; extra: string[] } {
  const left = new Map<string, number>()
  for (const one of wanted) left.set(one, (left.get(one) ?? 0) + 1)
  const extra = got.filter((one) => {
    const n = left.get(one) ?? 0
    left.set(one, n - 1)
    return n <= 0
  })
  return { missing: [...left].flatMap(([one, n]) => (n > 0 ? Array<string>(n).fill(one) : [])), extra }
}

/** Addresses captured, and adverts with what they say: address, network state and, where open, the text. */
async function state(data: string): Promise<{ captures: string[]; adverts: string[] }> {
  const captures = jsonLines(await baken(['export', 'captures', '--data', data])).map((row) => String(row.url))
  const adverts = jsonLines(await baken(['export', 'adverts', '--data', data])).map((row) => String(row.url))
  assert.ok(captures.length > 200 && adverts.length > 200, 'the crawl saw nothing')
  return { captures, adverts }
}

/** True when there was a server to kill. */
function killDatabase(data: string): boolean {
  const pid = existsSync(path.join(data, 'postgres.json')) ? postmasterOf(data) : null
  if (pid === null) return false
  // The postmaster and its sessions: what a machine that loses power takes with it.
  process.kill(-pid, 'SIGKILL')
  return true
}

function requests(): number {
  return Object.values(web.counts()).reduce((sum, one) => sum + one.requests, 0)
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
