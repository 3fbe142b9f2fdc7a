/** Imports files that a test writes, each at a time of its own, and tells what was noted; makes records with a block digest, as whole archives have them. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { utimesSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { stringify } from 'yaml'
import { httpText, warcText, type RecordParts } from '../../evidence/archive-files.ts'
import { baken, jsonLines, lastJson, scratch, type Ran } from '../../support/baken.ts'

export interface Imported {
  readonly ran: Ran
  /** How often each kind of note was told. */
  readonly counts: Readonly<Record<string, number>>
  /** Of each capture: what its address ends with, its notes, and how it is cut. */
  readonly captures: readonly (readonly [string, unknown, unknown])[]
}

export interface ImportWorld {
  file(name: string): string
  /** A fresh data folder with a mandate that keeps texts open. */
  freshData(name: string): Promise<string>
  /** Writes the files, as of `fileTime`, and imports them with one command. */
  imported(data: string, files: Readonly<Record<string, Buffer | string>>): Promise<Imported>
  /** What `verify` says of a file: its exit code, and all that it prints. */
  verified(name: string): Promise<readonly [number | null, string]>
  remove(): void
}

export const fileTime = '2026-09-21T14:13:20.000Z'

export function importWorld(named: string): ImportWorld {
  const folder = scratch(named)
  const file = (name: string): string => path.join(folder.folder, name)
  const mandate = {
    id: 'proef',
    legal_basis: 'proef',
    purpose: 'proef',
    sources: ['*'],
    granted_by: 'test',
    keep: 'open'
  }
  writeFileSync(file('mandate.yaml'), stringify({ ...mandate, from: '2026-01-01', until: '2030-01-01' }))
  return {
    file,
    async freshData(name) {
      const data = file(`data-${name}`)
      const added = await baken(['mandate', 'add', file('mandate.yaml'), '--data', data])
      assert.equal(added.code, 0, added.stderr)
      return data
    },
    async imported(data, files) {
      const seconds = Date.parse(fileTime) / 1000
      for (const [name, content] of Object.entries(files)) {
        writeFileSync(file(name), content)
        utimesSync(file(name), seconds, seconds)
      }
      const ran = await baken(['import', ...Object.keys(files).map(file), '--data', data])
      const notes = (lastJson(ran)['notes'] ?? {}) as Readonly<Record<string, { readonly count: number }>>
      const captures = jsonLines(await baken(['export', 'captures', '--data', data]))
      return {
        ran,
        counts: Object.fromEntries(Object.entries(notes).map(([kind, { count }]) => [kind, count])),
        captures: captures
          .map((one) => [String(one['url']).split('/').slice(3).join('/'), one['notes'], one['truncated']] as const)
          .toSorted()
      }
    },
    async verified(name) {
      const ran = await baken(['verify', file(name)])
      return [ran.code, ran.stdout + ran.stderr]
    },
    remove: () => folder.remove()
  }
}

export function digest(of: string | Buffer): string {
  return `sha1:${createHash('sha1').update(of).digest('hex')}`
}

/** A page with one advert. */
export function page(good: string): string {
  return (
    `<!doctype html><html lang="nl"><title>${good} - Prikbord</title><article><h1>${good} te koop</h1><p>${good} in goede staat, weinig gebruikt en droog ` +
    'bewaard. Ophalen kan op werkdagen na vijven en in het weekend de hele dag, in Ede. Bel 06 48 15 16 11</p></article></html>'
  )
}

/** A record with a block digest. */
export function record(parts: RecordParts & { readonly date?: string }): Buffer {
  const { date = '2026-03-01T10:00:00Z', more = [], ...rest } = parts
  const made = warcText({ ...rest, more: [...more, `WARC-Block-Digest: ${digest(Buffer.from(parts.block))}`] })
  return Buffer.from(made.toString('latin1').replace('2024-05-06T07:08:09Z', date), 'latin1')
}

export function uri(name: string): string {
  return `http://odd.example.test/${name}`
}

/** The response record of a page. */
export function answer(name: string, more: readonly string[] = [], date?: string): Buffer {
  return record({ uri: uri(name), id: name, block: httpText(page(name)), more, ...(date !== undefined && { date }) })
}

/** The header line with the digest of a payload. */
export function payload(of: string): string {
  return `WARC-Payload-Digest: ${digest(of)}`
}
