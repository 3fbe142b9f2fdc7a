/** Archives that a stranger tampered with, in every kind of way: verify finds each, or says a thing of it that it does not say of the whole one. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { listedFiles } from '../../../src/desk/packages/listed-files.ts'
import { proofOfLedger } from '../../../src/desk/packages/ledger-proof.ts'
import { growLog, logFolder } from '../../../src/evidence/log/log.ts'
import { logKeyOf } from '../../../src/evidence/log/note.ts'
import { logProofsAt } from '../../../src/evidence/packages/log-proofs.ts'
import { signingKeyOf } from '../../../src/evidence/packages/signing.ts'
import { waczSignerOf } from '../../../src/evidence/packages/wacz-signature.ts'
import { waczCapture, waczOf } from '../../../src/evidence/packages/write-wacz.ts'
import { verifyPath } from '../../../src/verify/verify.ts'
import { openedCaptures, temporaryFolder, writtenSegment } from '../../evidence/sample.ts'
import { filesIn } from '../../support/files-in.ts'
import { diceOf, type Change } from './bytes.ts'
import { changes } from './mutate.ts'
import { ofFolder } from './mutate-folder.ts'
import { membersOf } from './zip-parts.ts'

/** BAKEN_MUTATIONS=10000 tries ten thousand instead. */
const wanted = Number(process.env['BAKEN_MUTATIONS'] ?? 240)
const seed = 20_261_129
const secret = Buffer.alloc(32, 5)
const logKey = logKeyOf(Buffer.alloc(32, 7))

/** What became of changes of one kind. */
interface Tally {
  changed: number
  /** Named as damage, or as what could not be judged. */
  found: number
  /** Only told otherwise: another fingerprint, no signature any more. */
  told: number
  /** Every content is what it was: only the packing is another. */
  same: number
  missed: string[]
}

describe('archives that a stranger tampered with', () => {
  const place = temporaryFolder()
  const evidence = path.join(place.path, 'evidence')
  const older = path.join(place.path, 'older')
  const kinds: Record<'wacz' | 'package' | 'warc', { whole: Buffer; older: Buffer; name: string }> = {
    wacz: { whole: Buffer.alloc(0), older: Buffer.alloc(0), name: 'a.wacz' },
    package: { whole: Buffer.alloc(0), older: Buffer.alloc(0), name: 'a.zip' },
    warc: { whole: Buffer.alloc(0), older: Buffer.alloc(0), name: 'a.warc.gz' }
  }
  before(async () => {
    mkdirSync(evidence)
    const captures = await openedCaptures(evidence, 4)
    await writtenSegment(evidence, 2)
    await growTo(evidence, 300)
    cpSync(evidence, older, { recursive: true })
    await writtenSegment(evidence, 3)
    await growTo(evidence, 600)
    const at = '2026-03-02T10:00:00Z'
    const wacz = (count: number): Buffer =>
      waczOf(
        captures.slice(0, count).map(waczCapture),
        { title: 'Proef', at, software: 'baken', id: `00000000-0000-4000-8000-00000000000${count}` },
        waczSignerOf(secret)
      )
    Object.assign(kinds.wacz, { whole: wacz(4), older: wacz(2) })
    Object.assign(kinds.package, {
      whole: await packageOf(wacz(4), evidence, 600),
      older: await packageOf(wacz(2), evidence, 300)
    })
    const warc = (zip: Buffer): Buffer =>
      membersOf(zip).find(([name]) => name.startsWith('archive/'))?.[1] ?? Buffer.alloc(0)
    Object.assign(kinds.warc, { whole: warc(wacz(4)), older: warc(wacz(2)) })
  })
  after(() => place.remove())

  async function judged(at: string): Promise<{ readonly bad: boolean; readonly says: string }> {
    const says: string[] = []
    let bad = false
    for await (const one of verifyPath(at, { running: false, half: null, logKey: logKey.vkey })) {
      if (one.kind === 'damaged' || one.kind === 'unchecked') bad = true
      if (one.kind !== 'ok') says.push(`${one.kind} ${one.item} ${one.cause.replace(/; its SHA-256 is .*/, '')}`)
    }
    return { bad, says: says.join('\n') }
  }

  async function tallied(kind: keyof typeof kinds, share: number): Promise<Map<string, Tally>> {
    const { whole, older: before, name } = kinds[kind]
    const file = path.join(place.path, name)
    writeFileSync(file, whole)
    const untouched = await judged(file)
    assert.equal(untouched.bad, false, untouched.says)
    const ways: [string, Change][] = Object.entries(changes[kind])
    const tallies = new Map<string, Tally>()
    for (let n = 0; n < share; n++) {
      const [way = '', change] = ways[n % ways.length] ?? []
      const tally = tallies.get(way) ?? { changed: 0, found: 0, told: 0, same: 0, missed: [] }
      tallies.set(way, tally)
      const changed = change?.(whole, diceOf(seed + n), before) ?? whole
      if (changed.equals(whole)) continue
      tally.changed++
      writeFileSync(file, changed)
      const { bad, says } = await judged(file)
      if (bad) tally.found++
      else if (says !== untouched.says) tally.told++
      else if (contentOf(kind, changed) === contentOf(kind, whole)) tally.same++
      else tally.missed.push(`${way}, seed ${seed + n}${kind === 'warc' ? '' : membersThatDiffer(changed, whole)}`)
    }
    return tallies
  }

  function tell(what: string, tallies: ReadonlyMap<string, Tally>): string[] {
    const sum = { changed: 0, found: 0, told: 0, same: 0, missed: 0 }
    for (const [way, one] of tallies) {
      for (const key of ['changed', 'found', 'told', 'same'] as const) sum[key] += one[key]
      sum.missed += one.missed.length
      if (wanted > 1_000)
        process.stderr.write(`${what}: ${way}: ${JSON.stringify({ ...one, missed: one.missed.length })}\n`)
    }
    process.stderr.write(`${what}: ${JSON.stringify(sum)}\n`)
    return [...tallies.values()].flatMap((one) => one.missed)
  }

  /** A whole older file of the same maker holds by itself: its own SHA-256 tells it apart, which verify says of a package. */
  const notOlder = (missed: readonly string[]): string[] => missed.filter((one) => !one.startsWith('put an older one'))

  test('a package with proofs', async () => {
    const tallies = await tallied('package', Math.round(wanted * 0.3))
    assert.deepEqual(notOlder(tell('package', tallies)), [])
    assert.equal(
      [...tallies.values()].reduce((sum, one) => sum + one.same, 0),
      0,
      'not one byte of it is another'
    )
  })

  test('a WACZ', async () => {
    assert.deepEqual(notOlder(tell('WACZ', await tallied('wacz', Math.round(wanted * 0.3)))), [])
  })

  test('a plain WARC, but for what nothing in it covers: which records it has, in which order, and their fields', async () => {
    const tallies = await tallied('warc', Math.round(wanted * 0.1))
    const missed = tell('WARC', tallies)
    const open = [
      'drop a record',
      'double a record',
      'swap two records',
      'move the date of a record',
      'change the words of a record'
    ]
    assert.deepEqual(
      missed.filter((one) => !open.some((way) => one.startsWith(way))),
      []
    )
  })

  test('an evidence folder with index, anchors and log', async () => {
    const at = path.join(place.path, 'taken')
    cpSync(evidence, at, { recursive: true })
    assert.deepEqual(await judged(at), { bad: false, says: '' })
    const ways = Object.entries(ofFolder)
    const tallies = new Map<string, Tally>()
    for (let n = 0; n < Math.round(wanted * 0.3); n++) {
      const [way = '', change] = ways[n % ways.length] ?? []
      const tally = tallies.get(way) ?? { changed: 0, found: 0, told: 0, same: 0, missed: [] }
      tallies.set(way, tally)
      const files = filesIn(at).toSorted()
      change?.(files, diceOf(seed + n), older, at)
      if (digestOf(at) !== digestOf(evidence)) {
        tally.changed++
        const { bad, says } = await judged(at)
        if (bad) tally.found++
        else if (says !== '') tally.told++
        else tally.missed.push(`${way}, seed ${seed + n}: ${differing(at, evidence).join(', ')}`)
        rmSync(at, { recursive: true })
        cpSync(evidence, at, { recursive: true })
      }
    }
    // How far the ledger was when the anchors were moved last is held against the ledger, which is not in the folder; a head of the anchors that
    // lags behind its lines is what a kill leaves, and hides none of them; an older form of a tile is needed by nobody.
    const open = [
      /^(?:change a small file and its digest|put an older file in its place), seed \d+: anchors\.head\.json$/,
      /^(?:remove a file|rename a file), seed \d+: log\/tile\/1\/000\.p\/1$/
    ]
    assert.deepEqual(
      tell('folder', tallies).filter((one) => !open.some((known) => known.test(one))),
      []
    )
  })
})

async function growTo(evidenceDir: string, size: number): Promise<void> {
  await growLog(logFolder(evidenceDir), logKey, async (from, most) =>
    Array.from({ length: Math.max(0, Math.min(most, size - from)) }, (_one, n) =>
      Buffer.from(entryOf(from + n + 1).hash, 'hex')
    )
  )
}

function entryOf(no: number): { no: number; entry: string; prev: string; hash: string } {
  const [entry, prev] = [`{"act":"capture.store","no":${no}}`, 'ab'.repeat(32)]
  const hash = createHash('sha256').update(Buffer.from(prev, 'hex')).update(entry).digest('hex')
  return { no, entry, prev, hash }
}

/** As a package is made, without a database. */
async function packageOf(wacz: Buffer, evidenceDir: string, size: number): Promise<Buffer> {
  const pieces: Buffer[] = []
  const files = listedFiles('2026-03-02T10:00:00Z', async (more) => void pieces.push(...more))
  await files.add('evidence.wacz', wacz)
  await files.add('VERIFY.md', Buffer.from('# Proef\n'))
  await files.add('captures.csv', Buffer.from('capture,url\r\n1,http://shop.example/\r\n'))
  const proofs = logProofsAt(logFolder(evidenceDir), logKey, size)
  for (const [name, content] of proofOfLedger([3, 17, size].map(entryOf), proofs)) await files.add(name, content)
  const key = signingKeyOf(secret)
  await files.add('proof/key.pem', Buffer.from(key.pem))
  await files.add(
    'manifest.json',
    Buffer.from(JSON.stringify({ format: 'baken-evidence/1', at: '2026-03-02T10:00:00Z', files: files.listed }))
  )
  await files.end(key)
  return Buffer.concat(pieces)
}

/** What stands in it, whatever the packing; a text of its own for what does not open. */
function contentOf(kind: string, bytes: Buffer): string {
  try {
    if (kind === 'warc') return gunzipSync(bytes).toString('latin1')
    return JSON.stringify(
      membersOf(bytes)
        .map(([name, content]) => `${name} ${createHash('sha256').update(meant(name, content)).digest('hex')}`)
        .toSorted()
    )
  } catch {
    return createHash('sha256').update(bytes).digest('hex')
  }
}

function digestOf(folder: string): string {
  const digest = createHash('sha256')
  for (const file of filesIn(folder).toSorted()) digest.update(path.relative(folder, file)).update(readFileSync(file))
  return digest.digest('hex')
}

/** Names of files that are not the same in both. */
function differing(a: string, b: string): string[] {
  const of = (folder: string): Map<string, string> =>
    new Map(filesIn(folder).map((file) => [path.relative(folder, file), readFileSync(file).toString('latin1')]))
  const [one, other] = [of(a), of(b)]
  return [...new Set([...one.keys(), ...other.keys()])].filter((name) => one.get(name) !== other.get(name))
}

function membersThatDiffer(a: Buffer, b: Buffer): string {
  const [one, other] = [membersOf(a), membersOf(b)]
  const differ = one.filter(([name, content], n) => other[n]?.[0] !== name || !content.equals(other[n]?.[1] ?? content))
  return `: ${differ.map(([name]) => name).join(', ')}`
}

/** The digest beside the list is JSON that nothing covers but its own signature: blanks in it say nothing. */
function meant(name: string, content: Buffer): Buffer {
  return name === 'datapackage-digest.json'
    ? Buffer.from(JSON.stringify(JSON.parse(content.toString('utf8'))))
    : content
}
