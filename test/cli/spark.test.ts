/** The Spark job of `deploy/spark`: the rows of the same steps without Spark, in any number of parts, also where steps die, and refused lines named. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import { sparkMissing, submitRelink } from '../../bench/spark/submit.ts'
import { lineOf, makeWorld } from '../../bench/worlds/world.ts'
import { scratch } from '../support/baken.ts'

const program = path.join(import.meta.dirname, '../../bin/baken.js')
const missing = sparkMissing()
const good = makeWorld(300, 41).map((advert, nth) => JSON.stringify({ ...lineOf(advert, nth), region: 'NL' }))
const lines = [...good.slice(0, 120), 'nonsense', ...good.slice(120), '{"id":"x"}']

describe('relinking on Spark', { skip: missing ?? false, timeout: 600_000 }, () => {
  let folder: ReturnType<typeof scratch>
  const at = (name: string): string => path.join(folder.folder, name)

  /** The steps one after another, as a person runs them. */
  function directly(): Record<string, string> {
    let rows = lines.join('\n')
    const made: Record<string, string> = {}
    for (const step of ['extract', 'fingerprint', 'link-components']) {
      const key = step === 'fingerprint' ? ['--key', at('key')] : []
      const ran = spawnSync(process.execPath, [program, 'step', step, ...key], {
        input: rows,
        encoding: 'utf8',
        maxBuffer: 1e9
      })
      assert.equal(ran.status, step === 'extract' ? 1 : 0, ran.stderr)
      made[step] = rows = ran.stdout
    }
    return made
  }

  function rowsOf(out: string, step: string): string {
    const parts = readdirSync(at(`${out}/${step}`)).filter((name) => name.startsWith('part-'))
    return parts
      .toSorted()
      .map((name) => readFileSync(at(`${out}/${step}/${name}`), 'utf8'))
      .join('')
  }

  before(() => {
    folder = scratch('spark')
    writeFileSync(at('key'), Buffer.alloc(32, 7))
    writeFileSync(at('adverts.jsonl'), `${lines.join('\n')}\n`)
  })
  after(() => folder.remove())

  test('one part and eight give the bytes of the steps themselves, though a step is killed and one ends half-way, and bad lines are named by their number', () => {
    const expected = directly()
    // The first call ends after three lines as if it had failed, the second is killed with its rows half written; what follows is the program.
    writeFileSync(
      at('dying.sh'),
      `if mkdir ${at('once')} 2>/dev/null; then head -n 3 | '${process.execPath}' '${program}' "$@"; exit 1; fi
if mkdir ${at('twice')} 2>/dev/null; then head -n 5 | '${process.execPath}' '${program}' "$@"; kill -9 $$; fi
exec '${process.execPath}' '${program}' "$@"
`
    )
    for (const [parts, baken] of [
      [1, `'${process.execPath}' '${program}'`],
      [8, `sh '${at('dying.sh')}'`]
    ] as const) {
      const out = `out-${parts}`
      const ran = submitRelink({
        master: 'local[2,4]',
        baken,
        key: at('key'),
        parts,
        out: at(out),
        inputs: [at('adverts.jsonl')]
      })
      assert.equal(ran.code, 1, ran.stderr)
      assert.deepEqual(JSON.parse(ran.stdout), {
        extract: { rows: 300, refused: 2 },
        fingerprint: { rows: 300, refused: 0 },
        'link-components': { rows: 300, refused: 0 }
      })
      for (const [step, rows] of Object.entries(expected))
        assert.ok(rowsOf(out, step) === rows, `${step} in ${parts} parts`)
      const refused = rowsOf(out, 'refused/extract').trim().split('\n')
      assert.deepEqual(
        refused.map((row) => (JSON.parse(row) as { line: number }).line),
        [121, 302]
      )
    }
    assert.deepEqual(readdirSync(folder.folder).filter((name) => name === 'once' || name === 'twice').length, 2)
  })

  test('a key that cannot be read ends the job with the words of the step', () => {
    const ran = submitRelink({
      master: 'local[1]',
      baken: `'${process.execPath}' '${program}'`,
      key: at('none'),
      parts: 1,
      out: at('out-none'),
      inputs: [at('adverts.jsonl')]
    })
    assert.ok(ran.code !== 0 && ran.code !== null)
    assert.match(ran.stderr, /The key file .*none cannot be read/)
  })
})
