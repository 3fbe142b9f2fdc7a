/** What a witness signed is kept beside the log and judged there, whatever somebody does to it; that it could not be kept is told. */
import assert from 'node:assert/strict'
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { growLog, logFolder } from '../../../src/evidence/log/log.ts'
import type { LogKey } from '../../../src/evidence/log/note.ts'
import { growOwnLog, ownLogKey, type Halves } from '../../../src/run/evidence/growing-log.ts'
import { placeName } from '../../../src/verify/stamps/stamp-files.ts'
import { verifyPath } from '../../../src/verify/verify.ts'
import type { TestStore } from '../../support/database.ts'
import { startWitness, type WitnessServer } from '../../verify/witness-server.ts'

interface Given {
  readonly halves: Halves & { readonly store: TestStore }
  readonly witness: WitnessServer
  readonly act: () => Promise<unknown>
  readonly round: () => Promise<void>
  readonly said: string[]
  readonly acts: (named: string) => Promise<Record<string, unknown>[]>
}

export async function notesOfWitness(given: Given): Promise<void> {
  const { halves, witness, round, acts } = given
  const log = logFolder(halves.evidenceDir)
  const folder = path.join(log, 'witness')
  const judged = async (keys: object = {}): Promise<string> => {
    const found: string[] = []
    for await (const { kind, item, cause } of verifyPath(halves.evidenceDir, {
      running: false,
      half: null,
      pool: halves.store.pool,
      ...keys
    }))
      if (kind !== 'ok' && item.includes('witness')) found.push(`${kind} ${item.slice(log.length)}: ${cause}`)
    return found.join('\n')
  }
  await round()
  const [name = ''] = readdirSync(folder)
  const [copied] = await acts('log.copy')
  assert.equal(copied?.['file'], name, 'the ledger names what is kept')
  const ofPlace = { witnessKeys: new Map([[placeName(witness.address), witness.vkey]]) }
  assert.deepEqual([await judged(ofPlace), await judged({ witnessKey: witness.vkey })], ['', ''])
  const open = /^warning \/witness: which witness signed the note was not checked$/
  assert.match(await judged(), open)
  const key = ownLogKey(halves.keyring)
  const own = typeof key === 'string' ? assert.fail(key) : key
  const other = await startWitness(own.vkey)
  await other.close()
  assert.match(await judged({ witnessKey: other.vkey }), open, 'by another witness than the one whose key is given')
  const file = path.join(folder, name)
  const text = readFileSync(file, 'utf8')
  const put: Put = (content, at = file) => {
    rmSync(at, { force: true })
    writeFileSync(at, content)
  }
  await changed({ text, own, name, put, judged: () => judged(ofPlace) })
  put(text)
  put('', path.join(folder, '.new-abc'))
  put('x', path.join(folder, 'note.txt'))
  assert.equal(
    await judged(ofPlace),
    'warning /witness/.new-abc: an interrupted write left it\nunchecked /witness/note.txt: it is no note of a witness and was not checked'
  )
  for (const one of ['.new-abc', 'note.txt']) rmSync(path.join(folder, one))
  rmSync(file)
  assert.match(
    await judged(ofPlace),
    /^damaged \/witness\/\d+-\w+\.checkpoint: it is missing, and the ledger says that http/
  )
  put(text)
  await setBack(halves, log, async () =>
    assert.match(await judged(ofPlace), /the log was set back: a witness signed that it had/)
  )
  assert.equal(await judged(ofPlace), '')
  await notKept(given, { folder, text, put, judged: () => judged(ofPlace) })
}

/** The log as it was with one entry. */
async function setBack(halves: Halves, log: string, look: () => Promise<void>): Promise<void> {
  const key = ownLogKey(halves.keyring)
  if (typeof key === 'string') throw new Error(key)
  const away = `${log}-away`
  renameSync(log, away)
  await growLog(log, key, async (from) => (from === 0 ? [Buffer.alloc(32, 1)] : []))
  renameSync(path.join(away, 'witness'), path.join(log, 'witness'))
  await look()
  renameSync(path.join(log, 'witness'), path.join(away, 'witness'))
  rmSync(log, { recursive: true })
  renameSync(away, log)
}

type Put = (content: string, at?: string) => void
type Judged = () => Promise<string>

/** Every way in which one note can be another than it was. */
async function changed(one: {
  readonly text: string
  readonly own: LogKey
  readonly name: string
  readonly put: Put
  readonly judged: Judged
}): Promise<void> {
  const { text, own, name, put, judged } = one
  const lines = text.split('\n')
  const [log1 = '', by1 = ''] = lines.slice(-3)
  const body = lines.slice(0, 3).join('\n')
  const flipped = (line: string): string => {
    const bytes = Buffer.from(line.split(' ').at(-1) ?? '', 'base64')
    bytes[40] = (bytes[40] ?? 0) ^ 1
    return line.replace(/\S+$/, bytes.toString('base64'))
  }
  const rewritten = own.note(Number(lines[1]), Buffer.alloc(32, 1))
  const of = (content: string) => `${body}\n\n${content}\n`
  for (const [content, says] of [
    ['x\n', 'it is no checkpoint'],
    ['', 'it is no checkpoint'],
    ['x'.repeat(1024 * 1024 + 1), 'it has 1048577 bytes, which no such file has'],
    [text.replace(`\n${lines[1]}\n`, '\n1\n'), /it is of 1 entries, and its name says \d/],
    [of(`${flipped(log1)}\n${by1}`), 'it is no checkpoint that the key of this log signed'],
    [of(by1), 'it is no checkpoint that the key of this log signed'],
    [text.replace(lines[0] ?? '', 'other.example/log'), 'it is no checkpoint that the key of this log signed'],
    [of(log1), 'no witness signed it'],
    [of(`${log1}\n${flipped(by1)}`), 'the signature of the witness does not hold'],
    [`${rewritten}${by1}\n`, /the log was rewritten: a witness signed another history of \d entries/]
  ] as const) {
    put(content)
    const found = await judged()
    const at = `damaged /witness/${name}: `
    assert.ok(found.startsWith(at), `${String(says)}: ${found}`)
    if (typeof says === 'string') assert.equal(found.slice(at.length), says)
    else assert.match(found.slice(at.length), says)
  }
}

/** It could not be kept, or another stands in its place: told, and in the ledger, and the copy counts. */
async function notKept(
  { halves, witness, act, round, said, acts }: Given,
  one: { readonly folder: string; readonly text: string; readonly put: Put; readonly judged: Judged }
): Promise<void> {
  const { folder, text, put, judged } = one
  rmSync(folder, { recursive: true })
  writeFileSync(folder, '')
  await act()
  await round()
  assert.match(said.join(), /^http\S+ signed the log, and what it signed could not be kept, for packages: .*EEXIST/)
  assert.match(String((await acts('log.copy')).at(-1)?.['unkept']), /EEXIST/)
  assert.match(await judged(), /it is missing|no folder/)
  rmSync(folder)
  mkdirSync(folder)
  put(text)
  // Another tree of the same size stands there already.
  said.length = 0
  await act()
  await growOwnLog(halves)
  const size = Number(readFileSync(path.join(logFolder(halves.evidenceDir), 'checkpoint'), 'utf8').split('\n')[1])
  put('x\n', path.join(folder, `${String(size).padStart(15, '0')}-${placeName(witness.address)}.checkpoint`))
  await round()
  assert.match(said.join(), /is of another tree of \d+ entries/)
}
