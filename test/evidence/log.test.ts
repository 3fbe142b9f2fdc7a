/** The log: the tree as RFC 9162 has it, tiles and signed checkpoints as C2SP has them, and how it goes on or stands still. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, test } from 'node:test'
import { fc } from '../properties.ts'
import {
  entryProver,
  growLog,
  logState,
  proofText,
  proveConsistent,
  proveEntry,
  rootAt
} from '../../src/evidence/log/log.ts'
import {
  leafHash,
  nodeHash,
  treeRoot,
  inclusionProof,
  consistencyProof,
  wholeRoot
} from '../../src/evidence/log/merkle.ts'
import { logKeyOf, readCheckpoint } from '../../src/evidence/log/note.ts'
import { tilePath } from '../../src/evidence/log/tiles.ts'
import { readLogHead, walkTiles } from '../../src/verify/log/log-files.ts'
import { extendsTree, growingTree, hashOfLeaf, includes } from '../../src/verify/log/tree.ts'
import { scratch } from '../support/baken.ts'

let place: ReturnType<typeof scratch>
let folder: string
const key = logKeyOf(Buffer.alloc(32, 7))

describe('the log', () => {
  beforeEach(() => {
    place = scratch('log')
    folder = path.join(place.folder, 'log')
  })
  afterEach(() => place.remove())

  /** Hashes as the ledger has them: 32 bytes each, any. */
  function ledger(count: number, salt = ''): (after: number, most: number) => Promise<Buffer[]> {
    return async (after, most) =>
      Array.from({ length: Math.max(0, Math.min(most, count - after)) }, (_, at) => entry(after + at + 1, salt))
  }

  function entry(number: number, salt = ''): Buffer {
    return createHash('sha256').update(`${salt}${number}`).digest()
  }

  /** The leaves, roots and proofs that implementations of RFC 6962 test each other with. */
  const known = {
    leaves: ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'],
    roots: [
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
      'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
      'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
      '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
      'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
      '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328'
    ],
    inclusion: [
      { index: 0, size: 1, proof: [] },
      {
        index: 0,
        size: 8,
        proof: [
          '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
          '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
          '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4'
        ]
      },
      {
        index: 5,
        size: 8,
        proof: [
          'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
          'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
          'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7'
        ]
      },
      { index: 2, size: 3, proof: ['fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125'] },
      {
        index: 1,
        size: 5,
        proof: [
          '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
          '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
          'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b'
        ]
      }
    ],
    consistency: [
      { from: 1, size: 1, proof: [] },
      {
        from: 1,
        size: 8,
        proof: [
          '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
          '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
          '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4'
        ]
      },
      {
        from: 6,
        size: 8,
        proof: [
          '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
          'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
          'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7'
        ]
      },
      {
        from: 2,
        size: 5,
        proof: [
          '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
          'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b'
        ]
      }
    ]
  } as const

  const hex = (list: readonly Buffer[]): string[] => list.map((one) => one.toString('hex'))

  test('roots and proofs of writer and verifier are those that implementations of RFC 6962 agree on', () => {
    const leaves = known.leaves.map((one) => Buffer.from(one, 'hex'))
    const hashes = leaves.map((one) => leafHash(one))
    const subtree = (level: number, index: number): Buffer =>
      wholeRoot(Buffer.concat(hashes.slice(index * 2 ** level, (index + 1) * 2 ** level)), 2 ** level)
    const tree = growingTree()
    const heads = known.roots.map((root, at) => {
      assert.equal(treeRoot(at + 1, subtree).toString('hex'), root)
      tree.add(hashOfLeaf(leaves[at] ?? Buffer.alloc(0)))
      assert.equal(tree.root().toString('hex'), root)
      return { size: at + 1, root: Buffer.from(root, 'hex') }
    })
    // Nodes are hashed in one place: what is no hash would leave a part of the one before there.
    const [one, short] = [Buffer.alloc(32), Buffer.alloc(31)]
    for (const pair of [[one, short] as const, [short, one] as const])
      assert.throws(() => nodeHash(...pair), RangeError)
    for (const count of [0, 2, 3])
      assert.throws(() => wholeRoot(Buffer.alloc(count === 2 ? 63 : 96), count), RangeError)
    const head = (size: number) => heads[size - 1] ?? assert.fail('no such tree')
    for (const { index, size, proof } of known.inclusion) {
      assert.deepEqual(hex(inclusionProof(index, size, subtree)), proof)
      const bytes = proof.map((one) => Buffer.from(one, 'hex'))
      const leaf = hashOfLeaf(leaves[index] ?? Buffer.alloc(0))
      assert.ok(includes(leaf, index, head(size), bytes))
      assert.ok(!includes(leaf, index + 1, head(size), bytes))
      assert.ok(!includes(hashOfLeaf(Buffer.from('other')), index, head(size), bytes))
      assert.ok(!includes(leaf, index, head(size), [...bytes, Buffer.alloc(32)]))
    }
    for (const { from, size, proof } of known.consistency) {
      assert.deepEqual(hex(consistencyProof(from, size, subtree)), proof)
      const bytes = proof.map((one) => Buffer.from(one, 'hex'))
      assert.ok(extendsTree(head(from), head(size), bytes))
      if (from < size) assert.ok(!extendsTree({ size: from, root: Buffer.alloc(32) }, head(size), bytes))
      if (from < size) assert.ok(!extendsTree(head(from), { size, root: Buffer.alloc(32) }, bytes))
    }
  })

  test('however it grew, the tiles give the same tree, and every proof from them holds', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 5 }), async (steps) => {
        rmSync(folder, { recursive: true, force: true })
        const [tree, heads]: [ReturnType<typeof growingTree>, { size: number; root: Buffer }[]] = [growingTree(), []]
        let size = 0
        for (const step of steps) {
          for (let n = 0; n < step; n++) tree.add(hashOfLeaf(entry(++size)))
          const state = await growLog(folder, key, ledger(size))
          assert.ok(state.kind === 'log' && state.checkpoint.root.equals(tree.root()))
          heads.push({ size, root: tree.root() })
        }
        const head = heads.at(-1) ?? assert.fail('nothing grew')
        for (const old of heads) {
          assert.ok(rootAt(folder, old.size, old.size).equals(old.root))
          assert.ok(extendsTree(old, head, proveConsistent(folder, old.size, head.size)))
        }
        for (const number of [1, Math.ceil(head.size / 2), head.size])
          assert.ok(includes(hashOfLeaf(entry(number)), number - 1, head, proveEntry(folder, number, head.size)))
        // Of a size at which no checkpoint was signed, no partial tile stands there: its root follows from the newest.
        const between = Math.max(1, Math.floor(head.size / 2))
        const [root, proof] = [rootAt(folder, between, head.size), entryProver(folder, between, head.size)(between)]
        assert.ok(extendsTree({ size: between, root }, head, proveConsistent(folder, between, head.size)))
        assert.ok(includes(hashOfLeaf(entry(between)), between - 1, { size: between, root }, proof))
        const walk = await walkTiles(folder, head.size, new Set(heads.map((one) => one.size)), null)
        assert.deepEqual(walk.faults, [])
        for (const old of heads) assert.ok(walk.roots.get(old.size)?.equals(old.root))
      }),
      { numRuns: 25 }
    )
  })

  test('a log of 70,000 entries has the tiles that C2SP tlog-tiles gives as its example', async () => {
    let state = await growLog(folder, key, ledger(70_000))
    while (state.behind === true) state = await growLog(folder, key, ledger(70_000))
    assert.ok(state.kind === 'log' && state.checkpoint.size === 70_000)
    for (const [level, number, width] of [
      [0, 272, 256],
      [0, 273, 112],
      [1, 0, 256],
      [1, 1, 17],
      [2, 0, 1]
    ] as const)
      assert.equal(readFileSync(path.join(folder, tilePath(level, number, width))).length, width * 32)
    assert.equal(tilePath(0, 1_234_067, 256), 'tile/0/x001/x234/067')
    assert.ok(!existsSync(path.join(folder, 'tile/0/000.p')), 'partial tiles stay though the whole one is there')
    // Proofs of one reading, in any order and of more tiles than it keeps, hold as those that are read one by one.
    const prove = entryProver(folder, 70_000, 70_000)
    for (const number of [...Array.from({ length: 500 }, (_one, at) => 1 + at * 137), 3, 70_000, 256, 257, 1])
      assert.ok(includes(hashOfLeaf(entry(number)), number - 1, state.checkpoint, prove(number)), `entry ${number}`)
  })

  test('a checkpoint is a signed note that its own key opens and no other', async () => {
    await growLog(folder, key, ledger(5))
    const note = readFileSync(path.join(folder, 'checkpoint'), 'utf8')
    assert.match(note, /^baken-log\/[0-9a-f]{16}\n5\n[A-Za-z0-9+/]{43}=\n\n— baken-log\/[0-9a-f]{16} \S+\n$/)
    assert.notEqual(typeof readCheckpoint(note, key.vkey), 'string')
    assert.equal(typeof readCheckpoint(note, logKeyOf(Buffer.alloc(32, 8)).vkey), 'string')
    assert.deepEqual(readLogHead(folder).faults, [])
    const stripped = `${note.slice(0, note.indexOf('\n\n'))}\n\n— someone.example AAAAAAAA\n`
    for (const [changed, cause] of [
      [note.replace('\n5\n', '\n6\n'), /signature does not hold/],
      [stripped, /unsigned/],
      [note.slice(0, note.indexOf('\n\n') + 1), /no checkpoint/]
    ] as const) {
      writeFileSync(path.join(folder, 'checkpoint'), changed)
      assert.match(
        readLogHead(folder)
          .faults.map((one) => one.cause)
          .join(),
        cause,
        'C7 a stripped signature'
      )
      assert.equal(logState(folder, key).kind, 'refused')
    }
  })

  test('C6 C11 a log signs no second history: over another ledger, a shorter one or damaged tiles it stands still', async () => {
    await growLog(folder, key, ledger(300))
    const before = readFileSync(path.join(folder, 'checkpoint'), 'utf8')
    for (const [other, cause] of [
      [ledger(400, 'other'), /another one in the ledger/],
      [ledger(200), /not in the ledger any more/]
    ] as const) {
      const state = await growLog(folder, key, other)
      assert.ok(state.kind === 'refused')
      assert.match(state.cause, cause)
    }
    const tile = path.join(folder, 'tile/0/001.p/44')
    const bytes = readFileSync(tile)
    writeFileSync(tile, Buffer.alloc(bytes.length))
    assert.equal((await growLog(folder, key, ledger(400))).kind, 'refused')
    assert.equal(readFileSync(path.join(folder, 'checkpoint'), 'utf8'), before)
    writeFileSync(tile, bytes)
    const state = await growLog(folder, key, ledger(400))
    assert.ok(state.kind === 'log' && state.checkpoint.size === 400)
  })

  test('C1 each changed, cut or removed tile is named', async () => {
    await growLog(folder, key, ledger(70_000))
    for (const name of ['tile/0/000', 'tile/0/038', 'tile/0/039.p/16', 'tile/1/000.p/39']) {
      const file = path.join(folder, name)
      const bytes = readFileSync(file)
      const changed = Buffer.from(bytes)
      changed[bytes.length - 1] = (changed[bytes.length - 1] ?? 0) ^ 1
      for (const act of [
        () => writeFileSync(file, changed),
        () => writeFileSync(file, bytes.subarray(1)),
        () => rmSync(file)
      ]) {
        act()
        const walk = await walkTiles(folder, 10_000, new Set(), null)
        const root = walk.roots.get(10_000)
        const head = readLogHead(folder).tree ?? assert.fail('no checkpoint')
        assert.ok(walk.faults.length > 0 || !root?.equals(head.root), name)
        writeFileSync(file, bytes)
      }
    }
  })

  test('a proof is a text that stands alone: entry, place, hashes and checkpoint', async () => {
    const state = await growLog(folder, key, ledger(9))
    assert.ok(state.kind === 'log')
    const text = proofText(folder, 3, entry(3), state.checkpoint)
    const [head = '', index = '', ...rest] = text.split('\n').slice(1)
    assert.match(text, /^c2sp\.org\/tlog-proof@v1\n/)
    assert.equal(head, `extra ${entry(3).toString('base64')}`)
    assert.equal(index, 'index 2')
    const proof = rest.slice(0, rest.indexOf('')).map((line) => Buffer.from(line, 'base64'))
    assert.ok(includes(hashOfLeaf(entry(3)), 2, state.checkpoint, proof))
  })
})
