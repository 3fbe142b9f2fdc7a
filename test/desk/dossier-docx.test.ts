/** The DOCX of a dossier made of what no XML can hold: it is well-formed, says what was there, and a word processor opens it where one is. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import PizZip from 'pizzip'
import { docxOf } from '../../src/desk/dossier/formats/docx.ts'
import type { FrozenDossier } from '../../src/desk/dossier/state.ts'

/** Every control character of C0 and C1, half of a pair, what is no character, marks of direction, and an end. */
const controls = Array.from({ length: 160 }, (_one, code) =>
  code >= 32 && code < 127 ? '' : String.fromCharCode(code)
)
const hostile = `kwikst ${controls.join('')} \ud800 \ufffe\uffff \u202e {title} ]]> &amp; <w:p> vinkje`
const at = '2026-10-25T00:30:00.000Z'
const state = {
  ask: { language: 'nl', unconfirmed: false, keys: [] },
  at,
  case: { id: 'x', title: hostile, purpose: hostile, basis: 'x', form: 'labour', lead: hostile, until: 'x' },
  mandate: { id: 'een', basis: 'x', purpose: 'x', grantedBy: hostile, from: at, until: at },
  items: [],
  leftOut: 0,
  acts: [{ at, by: 'detective', act: 'pin', about: 'item:1', reason: hostile }],
  custody: [],
  captures: [],
  facts: [],
  against: [],
  method: { versions: {}, figures: [] },
  template: null
}
const frozen = { state, digest: 'ab'.repeat(32), no: 1, follows: null } as unknown as FrozenDossier
const [document = Buffer.alloc(0)] = [...docxOf(null, frozen, new Map())]

test('D6 a DOCX of control characters holds none that XML refuses, and says all others', () => {
  const xml = new PizZip(document).file('word/document.xml')?.asText() ?? ''
  assert.equal((xml.match(/kwikst/g) ?? []).length, 5)
  assert.equal((xml.match(/vinkje/g) ?? []).length, 5)
  assert.doesNotMatch(xml, /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/)
  assert.ok(xml.isWellFormed() && xml.includes('\ufffd'), 'what cannot be written has a sign in its place')
  assert.ok(xml.includes('{title} ]]&gt; &amp;amp; &lt;w:p&gt;'), 'markup and fields in a text are words')
  const open: string[] = []
  for (const [, close, name = '', alone] of xml.matchAll(/<(\/?)([a-z]+:\w+)[^<>]*?(\/?)>/g)) {
    if (close !== '') assert.equal(open.pop(), name)
    else if (alone === '') open.push(name)
  }
  assert.deepEqual(open, [])
})

test('D6 LibreOffice opens a DOCX of control characters', (t) => {
  if (spawnSync('soffice', ['--version']).status !== 0) {
    t.skip('LibreOffice is not on this machine')
    return
  }
  const folder = mkdtempSync(path.join(tmpdir(), 'baken-docx-'))
  try {
    writeFileSync(path.join(folder, 'dossier.docx'), document)
    const own = `-env:UserInstallation=file://${folder}/profile`
    const args = [own, '--headless', '--convert-to', 'txt:Text (encoded):UTF8', '--outdir', folder, 'dossier.docx']
    const run = spawnSync('soffice', args, { cwd: folder, encoding: 'utf8', timeout: 120_000 })
    assert.equal(run.status, 0, run.stderr)
    assert.match(readFileSync(path.join(folder, 'dossier.txt'), 'utf8'), /vinkje/)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
