/** What copies of checkpoints in the hands of others show of a log that was rewritten, set back or made anew, by somebody who has all its keys. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { cpSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { after, afterEach, before, beforeEach, describe, test } from 'node:test'
import { growLog, logFolder } from '../../src/evidence/log/log.ts'
import { logKeyOf, type Checkpoint, type LogKey } from '../../src/evidence/log/note.ts'
import { copyToFolder, keptBy, sendToWitness } from '../../src/run/evidence/outside-copies.ts'
import { judgeCopies } from '../../src/verify/log/judge-copies.ts'
import { collect } from '../evidence/sample.ts'
import { scratch } from '../support/baken.ts'
import { startWitness, type WitnessServer } from './witness-server.ts'

const key = logKeyOf(Buffer.alloc(32, 4))
let place: ReturnType<typeof scratch>
let evidence: string
let copies: string
let witness: WitnessServer

describe('copies of the log', () => {
  before(() => (place = scratch('log-copies')))
  after(() => place.remove())
  beforeEach(async () => {
    evidence = path.join(place.folder, 'evidence')
    copies = path.join(place.folder, 'copies')
    for (const one of [evidence, copies]) {
      rmSync(one, { recursive: true, force: true })
      mkdirSync(one)
    }
    witness = await startWitness(key.vkey, () => Date.parse('2026-03-02T10:00:00Z'))
  })
  afterEach(() => witness.close())

  /** Brings the log to `size` entries; from entry `other` on they are another ledger's. */
  async function grow(size: number, other = Infinity, by: LogKey = key): Promise<Checkpoint> {
    const state = await growLog(logFolder(evidence), by, async (from, most) =>
      Array.from({ length: Math.max(0, Math.min(most, size - from)) }, (_, at) => {
        const number = from + at + 1
        return createHash('sha256')
          .update(`${number >= other ? 'other' : ''}${number}`)
          .digest()
      })
    )
    assert.ok(state.kind === 'log')
    return state.checkpoint
  }

  /** Keeps the newest checkpoint, which is this one. */
  const keep = ({ size }: Checkpoint, time: string) => {
    const kept = copyToFolder(evidence, copies, new Date(time))
    assert.ok(kept.kind === 'copied' && kept.size === size)
    return kept
  }
  /** Sends the newest checkpoint, which is this one. */
  const send = async ({ size }: Checkpoint, known = 0) => {
    const sent = await sendToWitness(evidence, { address: witness.address, known })
    assert.ok(sent.kind !== 'copied' || sent.size === size)
    return sent
  }
  const forge = () => rmSync(logFolder(evidence), { recursive: true })

  async function found(from: string, more: { logKey?: string; witnessKey?: string } = {}): Promise<string[]> {
    const kept = await keptBy(from, key.origin)
    assert.ok(typeof kept !== 'string')
    return (await collect(judgeCopies(evidence, kept, more))).map(({ kind, cause }) => `${kind}: ${cause}`)
  }

  test('a log that only grew holds what every copy says, and what no copy holds yet is told', async () => {
    for (const [size, time] of [
      [40, '2026-03-01T10:00:00Z'],
      [300, '2026-03-02T10:00:00Z']
    ] as const) {
      const at = await grow(size)
      assert.equal(keep(at, time).kind, 'copied')
      assert.equal((await send(at)).kind, 'copied')
    }
    assert.deepEqual(await found(copies), ['ok: it holds what 2 copies say'])
    await grow(340)
    const [, waiting = ''] = await found(copies)
    assert.match(
      waiting,
      /^warning: the newest 40 entries stand in no copy that was given; .* entry 300, 2026-03-02T10:00:00Z$/
    )
    const [agrees, since = ''] = await found(witness.address, { witnessKey: witness.vkey })
    assert.equal(agrees, 'ok: it holds what the copy says')
    assert.match(since, /newest 40 entries .* entry 300, 2026-03-02T10:00:00\.000Z/)
  })

  test('C5 a log that was rebuilt with other entries, under its own key, is found against a folder and a witness, and since when', async () => {
    keep(await grow(40), '2026-03-01T10:00:00Z')
    const at = await grow(300)
    keep(at, '2026-03-02T10:00:00Z')
    await send(at)
    forge()
    const forged = await grow(310, 200)
    assert.match(
      (await found(copies)).join(),
      /damaged: it was rewritten: on 2026-03-02T10:00:00Z, as .*, another history stood in its entries 41 to 300; up to entry 40, which on 2026-03-01T10:00:00Z,/
    )
    assert.match((await found(witness.address)).join(), /rewritten: .*entries 1 to 300/)
    const sent = await send(forged, 300)
    assert.ok(sent.kind === 'contradicts' && /saw another history in the first 300 entries/.test(sent.cause))
    assert.deepEqual(witness.answers.slice(-1), [422])
    assert.equal(witness.kept?.tree.size, 300)
  })

  test('C6 C19 a log that was set back to an older, valid state is found, and what is gone is told', async () => {
    await grow(40)
    cpSync(evidence, path.join(place.folder, 'older'), { recursive: true })
    const at = await grow(300)
    keep(at, '2026-03-02T10:00:00Z')
    await send(at)
    rmSync(evidence, { recursive: true })
    cpSync(path.join(place.folder, 'older'), evidence, { recursive: true })
    for (const from of [copies, witness.address])
      assert.match(
        (await found(from)).join(),
        /it was set back: .* it had 300 entries, and now 40: entries 41 to 300 are gone/
      )
    const sent = await send(await grow(40), 40)
    assert.ok(sent.kind === 'contradicts' && /saw 300 entries, and the log has 40/.test(sent.cause))
  })

  test('C5 a log that was made anew under another key, or is gone, is found', async () => {
    keep(await grow(40), '2026-03-01T10:00:00Z')
    forge()
    assert.match(
      (await found(copies, { logKey: key.vkey })).join(),
      /there is no log, and on 2026-03-01T10:00:00Z.* had 40 entries/
    )
    await grow(50, 1, logKeyOf(Buffer.alloc(32, 5)))
    assert.match((await found(copies)).join(), /the log was made anew, or this is of another/)
    assert.match(
      (await found(copies, { logKey: key.vkey })).join(),
      /it is under another key than the one that was noted/
    )
  })

  test('C8 a witness that answers with an older tree, knows no such log, signs with another key or does not answer is told, and nothing counts as kept', async () => {
    const first = await grow(40)
    await send(first)
    const older = witness.kept
    const at = await grow(300)
    await send(at, 40)
    witness.kept = older
    const set = await send(at, 300)
    assert.ok(set.kind === 'contradicts' && /older tree, of 40 entries, than the 300 that it confirmed/.test(set.cause))
    const stranger = await startWitness(logKeyOf(Buffer.alloc(32, 6)).vkey)
    const unknown = await sendToWitness(evidence, { address: stranger.address, known: 0 })
    assert.ok(unknown.kind === 'failed' && /does not know this log/.test(unknown.cause))
    assert.match(
      (await found(witness.address, { witnessKey: stranger.vkey })).join(),
      /not signed by the key of the witness/
    )
    assert.match((await found(witness.address, { witnessKey: key.vkey })).join(), /is no public key of a witness/)
    await stranger.close()
    const gone = await sendToWitness(evidence, { address: stranger.address, known: 0 })
    assert.ok(gone.kind === 'failed' && /does not answer/.test(gone.cause))
  })

  test('copies are written once, and one that was changed shows nothing', async () => {
    const at = await grow(40)
    keep(at, '2026-03-01T10:00:00Z')
    keep(at, '2026-03-01T11:00:00Z')
    const names = readdirSync(copies)
    assert.equal(names.length, 2)
    const [name = ''] = names
    assert.equal(statSync(path.join(copies, name)).mode & 0o222, 0)
    assert.equal(copyToFolder(evidence, path.join(copies, 'none'), new Date()).kind, 'failed')
    rmSync(path.join(copies, name))
    writeFileSync(path.join(copies, name), `${key.origin}\n90\n${'A'.repeat(43)}=\n\n— ${key.origin} AAAAAAAA\n`)
    assert.match((await found(copies)).join(), /not signed by the key of the log: it shows nothing/)
  })
})
