/** A world for tests of erasing: invented adverts imported through the whole pipeline, real keys, evidence and database, and clocks that a test sets. */
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { listMandates } from '../../../src/accountability/mandates/mandates.ts'
import type { Mandate } from '../../../src/model/mandate.ts'
import type { App } from '../../../src/run/app.ts'
import { startEngine, type Engine } from '../../../src/run/engine.ts'
import { createCaptureWriter, type CaptureWriter } from '../../../src/run/evidence/capture-writer.ts'
import { createErasing, type ErasingOutcome } from '../../../src/run/erasing.ts'
import { importFiles, newCounts } from '../../../src/run/import/import-files.ts'
import { addressKey, urlMac } from '../../../src/store/sealed/address-mac.ts'
import type { MandateId } from '../../../src/model/ids.ts'
import { testStore } from '../../support/database.ts'
import { appOf } from '../../support/roles.ts'
import { samplePeople, sampleWorld, type World } from '../../support/sample.ts'
import { tellPeople } from './told-people.ts'

export const dayMs = 86_400_000

export interface ErasingWorld {
  readonly world: World
  readonly app: App
  readonly mandate: Mandate
  /** What the operator was told. */
  readonly told: string[]
  /** How far the clocks of this process, of the database, and the monotonic one are from the real ones. */
  readonly clock: { aheadMs: number; passedMs: number; databaseAheadMs: number }
  start(): Promise<Engine>
  bring(engine: Engine, lines: readonly object[]): Promise<void>
  /** As another process does that reads nothing: evidence is written, and who reads here is told by the database alone. */
  captured(lines: readonly object[]): Promise<void>
  /** The day of all sealed captures comes, or of those of lines with these ids and no address of their own. */
  due(ids?: readonly string[]): Promise<void>
  erase(): Promise<ErasingOutcome>
  /** Erasing goes on in another process. */
  restart(): void
  close(): Promise<void>
}

export async function erasingWorld(): Promise<ErasingWorld> {
  const world = sampleWorld(await testStore())
  await samplePeople(world)
  await tellPeople(world)
  const app = await appOf(world)
  const mandate = (await listMandates(world.store)).find((one) => one.id === 'een')
  assert.ok(mandate)
  const told: string[] = []
  const clock = { aheadMs: 0, passedMs: 0, databaseAheadMs: 0 }
  const clocks = {
    now: () => new Date(Date.now() + clock.aheadMs),
    monotonicMs: () => performance.now() + clock.passedMs,
    database: (real: Date) => new Date(real.getTime() + clock.databaseAheadMs)
  }
  const newProcess = (): (() => Promise<ErasingOutcome>) =>
    createErasing({ ...app, say: (text) => void told.push(text), clocks })
  let erase = newProcess()
  return {
    world,
    app,
    mandate,
    told,
    clock,
    erase: () => erase(),
    restart() {
      erase = newProcess()
    },
    async close() {
      await app.close()
      await world.close()
    },
    async start() {
      const engine = await startEngine(app, mandate, { crawl: null, process: true })
      while (!engine.links()) await new Promise((resolve) => setTimeout(resolve, 5))
      return engine
    },
    bring: async (engine, lines) => {
      await write(world, app, mandate, engine.writer, lines)
      await engine.drain()
    },
    async captured(lines) {
      const writer = createCaptureWriter(app, mandate, () => {})
      await write(world, app, mandate, writer, lines)
      await writer.close()
    },
    async due(ids) {
      const key = addressKey(world.keyring, mandate.id as MandateId)
      const macs = ids?.map((id) => urlMac(key, `http://imported.invalid/prikbord.example/${id}`)) ?? null
      await world.store.root.query(
        `update baken.capture set erase_at = now() - interval '1 minute'
         where state = 'sealed' and ($1::bytea[] is null or url_mac = any($1::bytea[]))`,
        [macs]
      )
    }
  }
}

async function write(
  world: World,
  app: App,
  mandate: Mandate,
  writer: CaptureWriter,
  lines: readonly object[]
): Promise<void> {
  const file = path.join(world.dataDir, 'adverts.jsonl')
  const whole = lines.map((line) => ({ site: 'prikbord.example', posted_at: '2026-02-03T10:00:00Z', ...line }))
  writeFileSync(file, whole.map((line) => JSON.stringify(line)).join('\n'))
  const counts = newCounts()
  const stop = new AbortController().signal
  await importFiles([file], { app, mandate, writer, counts, notice: () => {}, stop })
  assert.deepEqual([counts.failed, counts.added], [{}, lines.length])
}

/**
 * Adverts that share numbers two by two, each with words, a place and a mail address of its own. Of its own are so many words that no
 * two texts are alike, whichever half of their pairs of words the key of the mandate takes for linking.
 */
export function linesOf(count: number, from = 0): { id: string; title: string; body: string }[] {
  return Array.from({ length: count }, (_, i) => {
    const at = from + i
    const phone = `06 12${String(345_000 + Math.floor(at / 2))}`
    // They begin as no other word here does, so that a search for another finds none of them.
    const own = Array.from({ length: ownWords }, (__, nth) => `xy${word(10_000 + at * ownWords + nth)}`)
    return {
      id: `kavel${at}zx`,
      title: `Verzonnen kamer ${word(at)}`,
      body: `Kamer ${word(at + 500)} ${word(at + 900)} met ${word(at + 1300)} en ${word(at + 1700)}, ${own.join(' ')}. Bel ${phone} of mail ${word(at)}@proefpost.example in Zwolle.`
    }
  })
}

const ownWords = 30

/** A word that nobody uses; the same number gives the same. */
export function word(seed: number): string {
  const parts = ['ba', 'de', 'ki', 'lo', 'mu', 'na', 'po', 'ri', 'sa', 'te', 'vu', 'wo']
  let state = Math.imul(seed + 7, 2_654_435_761) >>> 0
  return Array.from({ length: 5 }, () => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0
    return parts[state % parts.length]
  }).join('')
}
