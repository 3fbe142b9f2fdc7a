/** A disk that is full, of evidence or of the database: a command ends with a clear word, and run again it goes on with nothing lost and nothing twice. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { warcText } from '../../evidence/archive-files.ts'
import { baken, jsonLines, lastJson, scratch } from '../../support/baken.ts'

let folder: ReturnType<typeof scratch>
const root = path.join(import.meta.dirname, '../../..')
const program = [process.execPath, path.join(root, 'bin/baken.js')]

before(() => (folder = scratch('disk-full')))
after(() => folder.remove())

/** Runs a shell script with `"$@"` as the program; its exit code and what it says. */
function shell(command: readonly string[], script: string): { readonly code: number | null; readonly said: string } {
  const [first = '', ...rest] = [...command, 'sh', '-c', script, 'sh', ...program]
  const ran = spawnSync(first, rest, { encoding: 'utf8', timeout: 280_000 })
  return { code: ran.status, said: `${ran.stdout}${ran.stderr}` }
}

async function isWhole(data: string, wanted: number): Promise<void> {
  const captures = jsonLines(await baken(['export', 'captures', '--data', data]))
  assert.deepEqual([captures.length, new Set(captures.map((one) => one['url'])).size], [wanted, wanted])
  const verified = await baken(['verify', '--data', data])
  assert.equal(verified.code, 0, verified.stdout)
}

test('C10 an import whose evidence finds the disk full says so and what to do, and goes on when there is room', async () => {
  const data = path.join(folder.folder, 'evidence')
  const file = path.join(folder.folder, 'pictures.warc')
  const head = Buffer.from('HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n')
  const pictures = Array.from({ length: 26 }, (_, nth) =>
    warcText({
      uri: `http://vol.example.test/${nth}`,
      id: `p${nth}`,
      block: Buffer.concat([head, randomBytes(1_000_000)])
    })
  )
  writeFileSync(file, Buffer.concat(pictures))
  // No file may grow beyond 20 MiB (in blocks of 512 bytes): the segment is the only one that would.
  const script = `trap '' XFSZ; ulimit -f 40960; exec "$@" import '${file}' --demo --data '${data}'`
  const { code, said } = shell([], script)
  assert.equal(code, 1, said)
  assert.match(said, /Evidence cannot be written \(disk-full\): .*make room, then run the same command again/)
  const again = await baken(['import', file, '--demo', '--data', data])
  assert.equal(again.code, 0, again.stderr)
  const { added, known } = lastJson(again) as { readonly added: number; readonly known: number }
  assert.equal(added + known, pictures.length)
  assert.ok(added > 0, 'nothing was left to do')
  await isWhole(data, pictures.length)
})

const mayMount = process.getuid?.() === 0 && spawnSync('unshare', ['-m', 'true']).status === 0
const skip = mayMount ? false : 'only root can give the database a disk of its own'

test(
  'C10 an import whose database finds the disk full says so and what to do, and goes on when there is room',
  { skip },
  () => {
    const data = path.join(folder.folder, 'database')
    const disk = path.join(data, 'postgres')
    mkdirSync(disk, { recursive: true })
    for (const one of [folder.folder, data]) chmodSync(one, 0o755)
    const file = path.join(folder.folder, 'adverts.jsonl')
    const words = (): string => Array.from({ length: 60 }, () => randomBytes(5).toString('hex')).join(' ')
    const lines = Array.from({ length: 700 }, (_, nth) =>
      JSON.stringify({
        id: `a${nth}`,
        site: 'vol.example',
        title: `Kast ${nth}`,
        body: words(),
        seen_at: '2026-03-01T10:00:00Z'
      })
    )
    writeFileSync(file, lines.join('\n'))
    // The disk has no room for the next file of the log (16 MB), which a start makes; then for that one, and hardly anything more; then it grows.
    const { code, said } = shell(
      ['unshare', '-m'],
      `set -e
     mount -t tmpfs -o size=500m,mode=755 tmpfs '${disk}'
     head -n 1 '${file}' > '${file}.one' && "$@" import '${file}.one' --demo --data '${data}'
     used=$(df -k '${disk}' | awk 'NR == 2 { print $3 }')
     for free in 6000 17600; do
       mount -o "remount,size=$((used + free))k" '${disk}'
       if "$@" import '${file}' --demo --data '${data}'; then echo UNEXPECTED; fi
     done
     mount -o remount,size=500m '${disk}'
     "$@" import '${file}' --demo --data '${data}'
     "$@" export captures --data '${data}' | wc -l
     "$@" verify --data '${data}'`
    )
    assert.equal(code, 0, said)
    assert.doesNotMatch(said, /UNEXPECTED/)
    assert.equal(
      said.match(/The disk of the database is full.*make room, then run the same command again/g)?.length,
      2,
      said
    )
    assert.match(said, /^700$/m)
    assert.match(said, /All of it is intact/)
  }
)
