/** A data folder in which no folder, file or lock can be made: every command ends with a sentence that says so. */
import assert from 'node:assert/strict'
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { baken, endAll, scratch } from '../support/baken.ts'

let folder: ReturnType<typeof scratch>
let adverts: string

before(() => {
  folder = scratch('place')
  adverts = path.join(folder.folder, 'adverts.jsonl')
  writeFileSync(adverts, '{"id":"1","url":"https://place.example/1","title":"a","body":"b"}\n')
})
after(async () => {
  await endAll()
  folder.remove()
})

const places: readonly (readonly [string, () => string])[] = [
  ['below /proc', () => '/proc/baken/data'],
  ['/proc itself', () => '/proc'],
  ['below /sys', () => '/sys/baken'],
  ['/sys/kernel itself', () => '/sys/kernel'],
  ['below a device', () => '/dev/null/data'],
  ['among open files', () => '/dev/fd'],
  ['below a file', () => path.join(adverts, 'data')]
]

const skip = existsSync('/proc') ? false : 'this machine has no /proc'
for (const [title, where] of places)
  test(`a data folder ${title} is refused in a sentence that names it`, { timeout: 60_000, skip }, async () => {
    const ran = await baken(['import', adverts, '--data', where()])
    assert.equal(ran.code, 2, ran.stderr)
    assert.match(
      ran.stderr,
      new RegExp(`^baken: The data folder ${where()} cannot be used \\(.*give another with --data`)
    )
  })

test('a folder in which the lock cannot be taken is told, with what to do', { timeout: 60_000 }, async () => {
  const data = path.join(folder.folder, 'locked')
  mkdirSync(path.join(data, 'instance.held'), { recursive: true })
  const ran = await baken(['import', adverts, '--data', data])
  assert.equal(ran.code, 1, ran.stderr)
  assert.match(ran.stderr, /The lock .*instance\.held cannot be taken: .*Give a folder with --data/)
})

test('a data folder several levels below one that is there is made, and nothing is left of the try', async () => {
  const data = path.join(folder.folder, 'a', 'b', 'c')
  const ran = await baken(['mandate', 'list', '--data', data])
  assert.equal(ran.code, 0, ran.stderr)
  assert.deepEqual(
    readdirSync(data).filter((name) => name.startsWith('.try-')),
    []
  )
})

test('a raw result of a bench is refused below /proc, and nothing waits for ever', { timeout: 120_000 }, async () => {
  const ran = await baken(['bench', 'extract', '--n', '1', '--out', '/proc/baken'])
  assert.equal(ran.code, 1, ran.stderr)
  assert.match(ran.stderr, /ENOENT/)
})
