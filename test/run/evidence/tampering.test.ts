/** What `baken verify` finds when evidence, ledger or tables were tampered with: tables of acts, each with what must be named. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { compareQuickly } from '../../../src/verify/quick.ts'
import { ofLedger, ofTables } from './tamper-database.ts'
import { head, ofFiles, ofRecords, type TamperAct } from './tamper-evidence.ts'
import { ofLog } from './tamper-log.ts'
import { ofSealed } from './tamper-sealed.ts'
import { tamperWorld, type TamperWorld } from './tamper.ts'

let world: TamperWorld

before(async () => {
  world = await tamperWorld()
})
after(() => world.close())

const odd: readonly (readonly [string, (file: string) => void | Promise<void>])[] = [
  ['a folder', (file) => mkdirSync(file)],
  ['a named pipe', (file) => assert.equal(spawnSync('sh', ['-c', 'mkfifo "$0"', file]).status, 0)],
  ['a symbolic link', (file) => symlinkSync('/dev/zero', file)],
  ['a socket', (file) => socketAt(file)]
]
const places: readonly (readonly [string, (w: TamperWorld) => string, RegExp])[] = [
  ['a segment', (w) => w.file(w.segments[0]), /A\.warc/],
  ['a head', (w) => head(w.file(w.segments[0])), /A\.head\.json/],
  ['an index entry', (w) => w.index(2), /index\/00000002\.json/],
  ['the anchors', (w) => path.join(w.evidence, 'anchors.jsonl'), /anchors\.jsonl/],
  ['something of its own in the folder', (w) => path.join(w.evidence, 'more.warc'), /more\.warc/]
]
const oddObjects: readonly TamperAct[] = places.flatMap(([place, where, pattern]) =>
  odd.map(([what, make]): TamperAct => ({
    title: `T31 ${what} stands in place of ${place}`,
    act: (w) => {
      rmSync(where(w), { force: true })
      return make(where(w))
    },
    named: what === 'a folder' && place.startsWith('something') ? [] : [pattern]
  }))
)

test('what nobody touched is intact, in all halves and in evidence alone, and counted by kind', async () => {
  for (const items of [await world.check(), await world.checkEvidence()])
    assert.deepEqual(
      items.filter((item) => item.kind !== 'ok'),
      []
    )
  assert.deepEqual(await compareQuickly(world.store, world.evidence, true), [])
})

for (const one of [...ofRecords, ...ofFiles, ...oddObjects, ...ofLedger, ...ofTables, ...ofLog, ...ofSealed]) {
  test(`${one.title}: found and named${one.alone === false ? ' by the other half' : ', also without a database'}`, async () => {
    try {
      await one.act(world)
      const halves = (await world.check()).filter((item) => item.kind !== 'ok')
      expectNamed(
        one,
        halves.map(({ item, cause }) => `${item} ${cause}`)
      )
      if (one.named.length > 0) assert.ok(halves.some((item) => item.kind === 'damaged' || item.kind === 'unchecked'))
      if (one.alone !== false) {
        const alone = (await world.checkEvidence()).filter((item) => item.kind !== 'ok')
        expectNamed(
          { ...one, named: one.named.slice(0, 1) },
          alone.map(({ item, cause }) => `${item} ${cause}`)
        )
      }
      const quick = await compareQuickly(world.store, world.evidence, true)
      if (one.atStart === true) assert.ok(quick.length > 0, 'a start does not notice it')
    } finally {
      await world.restore()
    }
  })
}

function expectNamed({ named }: Pick<TamperAct, 'named'>, found: readonly string[]): void {
  const letters = found.map((text) =>
    world.segments
      .reduce((said, segment, nth) => said.replaceAll(segment, 'ABC'[nth] ?? ''), text)
      .replaceAll(new RegExp(`\\b${world.lastEntry}\\b`, 'g'), 'L')
  )
  for (const pattern of named)
    assert.ok(
      letters.some((text) => pattern.test(text)),
      `${pattern} in\n${letters.join('\n')}`
    )
}

async function socketAt(file: string): Promise<void> {
  // A path of a socket may have 107 bytes at most: it is made elsewhere and moved.
  const short = path.join(tmpdir(), `s${process.pid}`)
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(short, resolve))
  renameSync(short, file)
  await new Promise((resolve) => server.close(resolve))
}
