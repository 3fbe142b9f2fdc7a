/** Looks at this machine for what Baken needs: each finding says how it is and, when something is missing, the command that mends it. */
import { existsSync, mkdtempSync, rmSync, statfsSync, accessSync, constants } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { judgeCage } from '../crawl/render/cage.ts'
import { usualChromium } from '../crawl/render/chromium.ts'
import { openObjectStore } from '../evidence/objects/read-settings.ts'
import { openKeyring } from '../evidence/keys.ts'
import { othersCanReach, packagedBinaries } from '../store/server/postgres-binaries.ts'
import { alarmFile } from './erasing.ts'
import { holderInWords, isHeld, readHolder } from './instance.ts'
import type { Settings } from './settings.ts'

export interface Finding {
  readonly what: string
  /** `missing` keeps Baken from running; `limited` only something of it. */
  readonly state: 'ok' | 'limited' | 'missing'
  readonly found: string
  /** What to do; empty when ok. */
  readonly mend: string
}

const leastFreeBytes = 2 * 1024 * 1024 * 1024
const leastNode = 24

/** All findings, in the order in which they would bite. Changes nothing. */
export async function examine(settings: Settings): Promise<Finding[]> {
  return [
    nodeFinding(),
    dataFinding(settings),
    spaceFinding(settings),
    keysFinding(settings),
    await databaseFinding(settings),
    temporaryFinding(),
    instanceFinding(settings),
    clockFinding(settings),
    ...(await storeFinding(settings)),
    packageFinding('sharp', 'pictures of the practice web and picture hashes'),
    packageFinding('vite', 'the browser part'),
    await chromiumFinding(settings)
  ]
}

function clockFinding({ dataDir }: Settings): Finding {
  const stopped = existsSync(alarmFile(path.join(dataDir, 'evidence')))
  return {
    what: 'clock',
    state: stopped ? 'limited' : 'ok',
    found: stopped ? 'clocks differed by more than an hour: nothing is erased' : 'no alarm',
    mend: stopped ? 'set the clock right, or say that it is: baken retention confirm-clock --reason TEXT' : ''
  }
}

/** Asks the store that evidence.yaml names whether it is there; nothing where none is named. */
async function storeFinding({ dataDir }: Settings): Promise<Finding[]> {
  const what = 'store of evidence'
  const opening = openObjectStore(dataDir)
  if (opening.kind === 'none') return []
  if (opening.kind === 'refused')
    return [{ what, state: 'limited', found: opening.cause, mend: 'mend it; see Evidence file in docs/settings.md' }]
  const { place, locks } = opening.store
  const answer = await opening.store.check()
  if (answer.kind === 'failed')
    return [
      {
        what,
        state: 'limited',
        found: answer.cause,
        mend: 'see to the store; until it answers evidence stays in the data folder: baken evidence state'
      }
    ]
  return [{ what, state: 'ok', found: `${place}${locks ? ', locks objects' : ', locks nothing by itself'}`, mend: '' }]
}

function nodeFinding(): Finding {
  const major = Number(process.versions.node.split('.')[0])
  const ok = major >= leastNode
  return {
    what: 'Node',
    state: ok ? 'ok' : 'missing',
    found: process.version,
    mend: ok ? '' : 'npm ci (brings Node 24 along)'
  }
}

function dataFinding({ dataDir }: Settings): Finding {
  const place = existsSync(dataDir) ? dataDir : nearestFolder(dataDir)
  try {
    accessSync(place, constants.W_OK | constants.X_OK)
    const reach =
      process.getuid?.() === 0 && !othersCanReach(place)
        ? '; the database goes to /var/lib/baken, where its user can reach it'
        : ''
    return {
      what: 'data folder',
      state: 'ok',
      found: `${dataDir}${existsSync(dataDir) ? '' : ' (not yet made)'}${reach}`,
      mend: ''
    }
  } catch (error) {
    return {
      what: 'data folder',
      state: 'missing',
      found: `${dataDir}: ${(error as Error).message}`,
      mend: 'give a folder that you may write: --data DIR, or BAKEN_DATA=DIR'
    }
  }
}

function spaceFinding({ dataDir }: Settings): Finding {
  const stats = statfsSync(existsSync(dataDir) ? dataDir : nearestFolder(dataDir))
  const freeBytes = stats.bavail * stats.bsize
  const ok = freeBytes >= leastFreeBytes
  return {
    what: 'disk space',
    state: ok ? 'ok' : 'limited',
    found: `${Math.round(freeBytes / 1e9)} GB free`,
    mend: ok ? '' : 'free some space, or put the data folder elsewhere with --data DIR'
  }
}

function keysFinding({ dataDir }: Settings): Finding {
  if (!existsSync(path.join(dataDir, 'keys'))) {
    const evidence = existsSync(path.join(dataDir, 'evidence', 'segments'))
    return evidence
      ? {
          what: 'keys',
          state: 'missing',
          found: `evidence in ${dataDir} without its keys`,
          mend: `restore ${path.join(dataDir, 'keys')} from its backup`
        }
      : { what: 'keys', state: 'ok', found: 'none yet', mend: '' }
  }
  const keyring = openKeyring(dataDir)
  return keyring.kind === 'keyring'
    ? { what: 'keys', state: 'ok', found: `${keyring.keyring.epochs().length} days with a key`, mend: '' }
    : {
        what: 'keys',
        state: 'missing',
        found: keyring.detail,
        mend: `restore ${path.join(dataDir, 'keys')} from its backup`
      }
}

async function databaseFinding(settings: Settings): Promise<Finding> {
  if (settings.databaseUrl !== undefined) return urlFinding(settings.databaseUrl)
  const native = packagedBinaries()
  if (native === null) {
    return {
      what: 'PostgreSQL',
      state: 'missing',
      found: `the package for linux-${process.arch} is not installed`,
      mend: 'npm ci (without --omit=optional), or set DATABASE_URL to a server of version 14 or newer'
    }
  }
  return {
    what: 'PostgreSQL',
    state: 'ok',
    found: `from npm${process.getuid?.() === 0 ? ', runs as nobody' : ''}`,
    mend: ''
  }
}

async function urlFinding(databaseUrl: string): Promise<Finding> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 5_000 })
  try {
    await client.connect()
    const { rows } = await client.query<{ version: number; roles: boolean }>(
      `select current_setting('server_version_num')::int as version, rolcreaterole or rolsuper as roles from pg_roles where rolname = current_user`
    )
    const row = rows[0]
    const found = `DATABASE_URL, version ${((row?.version ?? 0) / 10000).toFixed(0)}`
    if (row === undefined || row.version < 140000)
      return { what: 'PostgreSQL', state: 'missing', found, mend: 'use a server of version 14 or newer' }
    return row.roles
      ? { what: 'PostgreSQL', state: 'ok', found, mend: '' }
      : {
          what: 'PostgreSQL',
          state: 'limited',
          found: `${found}; its user may make no role`,
          mend: 'once, as an administrator there: alter role <that user> createrole;'
        }
  } catch (error) {
    return {
      what: 'PostgreSQL',
      state: 'missing',
      found: `DATABASE_URL does not answer: ${(error as Error).message}`,
      mend: 'mend DATABASE_URL, or unset it to use the server that comes along'
    }
  } finally {
    await client.end().catch(() => {})
  }
}

function temporaryFinding(): Finding {
  try {
    rmSync(mkdtempSync(path.join(tmpdir(), 'baken-doctor-')), { recursive: true })
    return { what: 'temporary folder', state: 'ok', found: tmpdir(), mend: '' }
  } catch (error) {
    return {
      what: 'temporary folder',
      state: 'missing',
      found: (error as Error).message,
      mend: 'set TMPDIR to a folder that you may write'
    }
  }
}

function instanceFinding({ dataDir }: Settings): Finding {
  return {
    what: 'running instance',
    state: 'ok',
    found: isHeld(dataDir) ? holderInWords(readHolder(dataDir)) : 'none',
    mend: ''
  }
}

function packageFinding(name: string, use: string): Finding {
  try {
    createRequire(import.meta.url).resolve(name)
    return { what: name, state: 'ok', found: use, mend: '' }
  } catch {
    return { what: name, state: 'limited', found: `missing: no ${use}`, mend: 'npm ci' }
  }
}

/** Only sources whose pages are rendered need it; people bring their own browser. */
async function chromiumFinding({ chromium = usualChromium }: Settings): Promise<Finding> {
  const verdict = await judgeCage(chromium)
  if (verdict.kind === 'ready') return { what: 'Chromium', state: 'ok', found: `${chromium}, in its sandbox`, mend: '' }
  const mend = 'apt-get install chromium, and allow user namespaces; only sources with render: auto or always need it'
  return { what: 'Chromium', state: 'limited', found: verdict.message, mend }
}

function nearestFolder(folder: string): string {
  let current = path.resolve(folder)
  while (!existsSync(current)) current = path.dirname(current)
  return current
}
