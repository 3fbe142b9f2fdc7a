/** Commands that give content away while their mandate is withdrawn: what leaves after that is bounded, and they end with a sentence and a code of failure. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import type pg from 'pg'
import { startBaken, type Ran } from '../support/baken.ts'

export interface Midway {
  readonly root: pg.Pool
  readonly inFolder: (name: string) => string
  readonly run: (args: readonly string[], stdin?: string) => Promise<Ran>
  /** Withdraws the mandate by the command, and puts it in force again. */
  readonly withdraw: () => Promise<void>
  readonly again: () => Promise<void>
}

/** More than lies between two processes and in the buffers on both sides (some 320 kB), and less than all of it. */
const betweenBytes = 512 * 1024
const long = 'zwaluwnest '.repeat(2_000)
const count = 40

/** Adverts of 22 kB each, so many that a reader who stops holds the command up. */
function longAdverts(): string {
  const line = (nth: number): object => ({
    id: `lang${nth}`,
    site: 'lang.example',
    title: `Nest ${nth}`,
    body: `${long}${nth}`
  })
  return Array.from({ length: count }, (_, nth) => JSON.stringify(line(nth))).join('\n')
}

/** Reads a little of an export, withdraws, and reads the rest. */
export async function exportIsCut({ inFolder, withdraw, again }: Midway): Promise<void> {
  const args = ['export', 'adverts', '--mandate', 'een', '--reason', 'proef', '--data', inFolder('data')]
  const { child, ended } = startBaken(args)
  await once(child.stdout ?? assert.fail(), 'data')
  child.stdout?.pause()
  await withdraw()
  await new Promise((resolve) => setTimeout(resolve, 1_100))
  child.stdout?.resume()
  const ran = await ended
  await again()
  assert.equal(ran.code, 1, ran.stderr)
  assert.match(
    ran.stderr,
    /^baken export: The mandate is no longer in force: the export stopped\. What left until then is not whole/m
  )
  assert.ok(ran.stdout.length > 0 && ran.stdout.length < betweenBytes, `${ran.stdout.length} bytes left`)
  assert.ok(ran.stdout.endsWith('\n'), 'a row is cut')
}

/** Holds a package up at its first look at a capture, and withdraws meanwhile. */
export async function packageIsRefused({ root, inFolder, withdraw, again }: Midway): Promise<void> {
  const out = inFolder('midway')
  const lock = await root.connect()
  try {
    const { rows } = await lock.query<{ id: number }>(
      `select min(id)::int as id from baken.advert where state = 'open'`
    )
    await lock.query('begin; lock table baken.capture_key in access exclusive mode')
    const args = [
      'evidence',
      'package',
      String(rows[0]?.id),
      '--out',
      out,
      '--as',
      'ine',
      '--mandate',
      'een',
      '--reason',
      'proef'
    ]
    const { ended } = startBaken([...args, '--data', inFolder('data')], {}, 'een boomhut voor ine\n')
    let over = false
    void ended.then(() => (over = true))
    const waits = `select 1 from pg_locks where not granted and relation = 'baken.capture_key'::regclass`
    while (!over && (await lock.query(waits)).rows.length === 0) await new Promise((resolve) => setTimeout(resolve, 20))
    await withdraw()
    await lock.query('commit')
    const ran = await ended
    assert.equal(ran.code, 3, ran.stdout)
    assert.match(ran.stderr, /^baken: refused\. The mandate "een" was withdrawn on /m)
    assert.deepEqual([ran.stdout, existsSync(out) ? readdirSync(out) : []], ['', []])
  } finally {
    lock.release()
    await again()
  }
}

/** Writes the adverts beside those of the suite, and takes them in. */
export async function bringLong({ inFolder, run }: Midway): Promise<void> {
  writeFileSync(inFolder('long.jsonl'), longAdverts())
  const ran = await run(['import', inFolder('long.jsonl'), '--mandate', 'een'])
  assert.equal(ran.code, 0, ran.stderr)
}
