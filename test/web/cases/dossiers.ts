/** What tests of dossiers share: a case with confirmed items, a worker of jobs, and the package that a job made, unpacked. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Case } from '../../../src/contract/cases/cases.ts'
import type { Advert } from '../../../src/contract/desk/adverts.ts'
import type { DossierAsked, DossierList } from '../../../src/contract/cases/dossiers.ts'
import type { Job } from '../../../src/contract/cases/jobs.ts'
import { jobKinds } from '../../../src/run/jobs/job-kinds.ts'
import { startJobWorker, type JobParts, type JobWorker } from '../../../src/run/jobs/job-worker.ts'
import { openZip } from '../../../src/evidence/archives/zip-guard.ts'
import { openAdverts } from '../../../src/desk/adverts/opening.ts'
import { withGround } from '../../../src/store/ground.ts'
import { sampleAdverts, sampleSignal } from '../../support/sample.ts'
import { startInterface, type Browser, type Running } from '../running.ts'
import { doIn, done, openCase } from './cases.ts'

/** A worker of jobs beside a running interface; what it tells is collected. */
export async function jobsOf(at: Running, more: Partial<JobParts> = {}): Promise<JobWorker & { told: string[] }> {
  const told: string[] = []
  const worker = await startJobWorker({ ...at.world, say: (text) => told.push(text), kinds: jobKinds, ...more })
  const stop = async (): Promise<void> => {
    running.delete(stop)
    await worker.stop()
  }
  running.add(stop)
  return { ...worker, stop, told }
}

const running = new Set<() => Promise<void>>()

/** Stops the workers that a failing test left. */
export async function stopJobs(): Promise<void> {
  for (const stop of running) await stop()
}

/** Pins things and confirms them. */
export async function pinned(
  who: Browser,
  one: Case,
  things: readonly (readonly [kind: string, ref: number | string])[]
): Promise<void> {
  for (const [kind, ref] of things) {
    const now = done<Case>(await doIn(who, one, 'items', { kind, ref: String(ref) }))
    done(await doIn(who, one, `items/${now.list.at(-1)?.no}/confirm`, { confirmed: true }))
  }
}

export async function asked(who: Browser, one: Pick<Case, 'id'>, body: object = {}): Promise<string> {
  const answer = await who.ask('POST', `/api/cases/${one.id}/dossier`, { reason: 'Voor de officier.', ...body })
  return done<DossierAsked>(answer).job
}

/** The job once it has ended, or `until` holds. */
export async function ended(who: Browser, id: string, until = (job: Job) => job.endedAt !== null): Promise<Job> {
  for (;;) {
    const job = done<Job>(await who.ask('GET', `/api/jobs/${id}`))
    if (until(job)) return job
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

export async function made(who: Browser, one: Pick<Case, 'id'>, body: object = {}): Promise<Job> {
  const job = await ended(who, await asked(who, one, body))
  assert.equal(job.state, 'done', `${job.fault}`)
  return job
}

/** The bytes of a dossier. */
export async function packageOf(at: Running, who: Browser, one: Pick<Case, 'id'>, no: number): Promise<Buffer> {
  const answer = await fetch(`${at.base}/api/cases/${one.id}/dossiers/${no}`, { headers: { cookie: who.cookie } })
  assert.equal(answer.status, 200)
  return Buffer.from(await answer.arrayBuffer())
}

/** The files of a zip file, by name. */
export async function unpacked(bytes: Buffer): Promise<Map<string, Buffer>> {
  const zip = await openZip(bytes)
  if (zip.kind === 'refused') throw new Error(zip.detail)
  const files = new Map<string, Buffer>()
  for (const name of zip.names) {
    const parts: Buffer[] = []
    for await (const part of await zip.open(name)) parts.push(part as Buffer)
    files.set(name, Buffer.concat(parts))
  }
  return files
}

/** Writes a package below a folder and unpacks it there as people do; returns the folder. */
export function laidOut(at: Running, bytes: Buffer): string {
  const folder = mkdtempSync(path.join(at.world.dataDir, 'dossier-'))
  writeFileSync(path.join(folder, 'PACKAGE.zip'), bytes)
  const unzip = spawnSync('unzip', ['-q', 'PACKAGE.zip'], { cwd: folder, encoding: 'utf8' })
  assert.equal(unzip.status, 0, unzip.stderr)
  return folder
}

/** Rows of a CSV file without its heading. */
export function rowsOf(csv: string): string[][] {
  const rows: string[][] = [[]]
  for (const [, quoted, plain = '', end = ''] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r\n|$)/g)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain)
    if (end === '\r\n') rows.push([])
    if (end === '') break
  }
  return rows.slice(1).filter((row) => row.length > 1)
}

/** What speaks against: a fact that was read wrongly, a link that was rejected, one that was revoked, and one that is weak. */
async function against(at: Running, adverts: readonly number[]): Promise<void> {
  const [a = 0, b = 0] = adverts
  const analyst = await at.as('analyst')
  const before = done<Advert>(await analyst.ask('GET', `/api/adverts/${b}`))
  const mail = before.versions[0]?.reading?.facts.find((fact) => fact.kind === 'email')
  await at.world.store.root.query(
    `update fact set state = 'rejected', decided_by = 'analyst' where advert_id = $1 and ordinal = $2`,
    [b, mail?.ordinal]
  )
  await at.world.store.root.query(
    `insert into judgement (mandate_id, kind, a, b, by, reason) values ('een', 'different', $1, $2, 'analyst', 'Andere schrijfstijl.')`,
    [a, b]
  )
  await at.world.store.root.query(
    `insert into link (mandate_id, edge, a, b, kind, rarity, state, made_at) values
       ('een', 'e1', $1, $2, 'template', 3, 'live', now()), ('een', 'e2', $1, $2, 'phone', 2, 'revoked', now()), ('een', 'e3', $1, $2, 'phone', 2, 'live', now())`,
    [a, b]
  )
}

export const hostile = '=HYPERLINK("http://x.example") 🌷 漢字 \u202egnaal <script>'

/** A case with three confirmed items and one that is not, and a worker that makes its dossiers. */
export interface DossierWorld {
  readonly at: Running
  readonly detective: Browser
  worker: JobWorker & { told: string[] }
  readonly one: Case
  readonly adverts: number[]
  filesOf(no: number): Promise<Map<string, Buffer>>
  list(): Promise<DossierList>
  close(): Promise<void>
}

export async function dossierWorld(): Promise<DossierWorld> {
  const at = await startInterface()
  const detective = await at.as('detective')
  const adverts = await sampleAdverts(at.world, [
    {
      title: hostile,
      body: 'Werk in de kas, vraag naar Jóhan Kwartel\u200bstaart. Bel 06 12345678, of Kw\u0430rtelst\u0430\u0430rt',
      network: 901
    },
    {
      title: 'Kas twee',
      body: 'Werk in de kas, mail kas@proef.example of bel nul zes een twee 34 vijf zes zeven acht',
      network: 901
    }
  ])
  const signal = await sampleSignal(at.world, 901)
  const pipeline = { user: 'pipeline', mandate: 'een' }
  await withGround(at.world.store.pool, pipeline, (tx) =>
    openAdverts(tx, pipeline, at.world.keyring, adverts, `signal:${signal}`)
  )
  const one = await openCase(at, signal, { title: 'Onderzoek Roerdomp' })
  await against(at, adverts)
  await pinned(detective, one, [
    ['advert', adverts[0] ?? 0],
    ['network', 901],
    ['signal', signal]
  ])
  done(await doIn(detective, one, 'items', { kind: 'advert', ref: String(adverts[1]), reason: 'Nog na te gaan.' }))
  const world: DossierWorld = {
    at,
    detective,
    worker: await jobsOf(at),
    one,
    adverts,
    filesOf: async (no) => unpacked(await packageOf(at, detective, one, no)),
    list: async () => done(await detective.ask('GET', `/api/cases/${one.id}/dossiers`)),
    async close() {
      await stopJobs()
      await at.close()
      assert.deepEqual(world.worker.told, [])
    }
  }
  return world
}

/** A byte of a package, and the part that it stands in: `content of custody.csv`. */
export interface Place {
  readonly at: number
  readonly part: string
  /** The file that it is the content of; null for the frame of the zip file. */
  readonly file: string | null
}

/** Files of a kind stand for one another: entries of the ledger, their proofs, items. */
const kindOf = (name: string): string => name.replace(/[^/]*\d{5,}[^/]*$/, '*')

/**
 * `most` bytes of a package or a few more, of each of its parts in turn: content, head, name and entry in the list of contents of each kind
 * of file, and the end of the list. A fixed series says which.
 */
export function placesIn(bytes: Buffer, most: number): Place[] {
  const parts = new Map<string, { readonly from: number; readonly size: number; readonly file: string | null }[]>()
  const add = (part: string, from: number, size: number, file: string | null = null): void =>
    void (size > 0 && parts.set(part, [...(parts.get(part) ?? []), { from, size, file }]))
  let at = 0
  while (bytes.readUInt32LE(at) === 0x0403_4b50) {
    const [size, name] = [bytes.readUInt32LE(at + 18), bytes.readUInt16LE(at + 26)]
    const file = bytes.toString('utf8', at + 30, at + 30 + name)
    add(`content of ${kindOf(file)}`, at + 30 + name, size, file)
    add(`head of ${kindOf(file)}`, at, 30)
    add(`name of ${kindOf(file)}`, at + 30, name)
    at += 30 + name + size
  }
  while (bytes.readUInt32LE(at) === 0x0201_4b50) {
    const name = bytes.readUInt16LE(at + 28)
    add(`list: ${kindOf(bytes.toString('utf8', at + 46, at + 46 + name))}`, at, 46 + name)
    at += 46 + name
  }
  add('end of the list', at, bytes.length - at)
  const places = new Map<number, Place>()
  for (let n = 0; places.size < most && n < 100; n++)
    for (const [part, ranges] of parts) {
      const { from, size, file } = ranges[n % ranges.length] ?? assert.fail(part)
      const place = from + ((n * 7919 + 104_729) % size)
      places.set(place, { at: place, part, file })
    }
  return [...places.values()]
}

export const textOf = (files: ReadonlyMap<string, Buffer>, name: string): string =>
  files.get(name)?.toString('utf8') ?? assert.fail(name)
