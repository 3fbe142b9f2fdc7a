/** Where Baken lives and what the environment sets: read once, at the door. */
import { randomUUID } from 'node:crypto'
import { accessSync, closeSync, constants, existsSync, openSync, statSync, unlinkSync } from 'node:fs'
import { homedir } from 'node:os'
import path from 'node:path'
import { makeFolder } from './make-folder.ts'
import type { OidcSettings } from './web/oidc.ts'

export interface Settings {
  readonly dataDir: string
  readonly databaseUrl: string | undefined
  /** The operator allows sources on private addresses (`allow_private` in the source file asks for it). */
  readonly allowPrivate: boolean
  /** Sent as User-Agent; names the organisation and where to complain. */
  readonly userAgent: string
  /** Path of Chromium, for sources whose pages are rendered; absent: where Debian puts it. */
  readonly chromium?: string
  /** Whom to call on duty when a report tells of direct danger, shown beside the emergency number. */
  readonly duty?: string
  /** The provider of single sign-on; absent where none is set. */
  readonly oidc?: OidcSettings
}

/** The settings documented in docs/settings.md; a test fails when one is missing there. */
export const environmentNames = [
  'BAKEN_DATA',
  'BAKEN_ALLOW_PRIVATE',
  'BAKEN_CHROMIUM',
  'BAKEN_CONTACT',
  'BAKEN_DUTY',
  'BAKEN_OIDC_ISSUER',
  'BAKEN_OIDC_CLIENT',
  'BAKEN_OIDC_SECRET_FILE',
  'BAKEN_OIDC_NAME',
  'BAKEN_UI_OUT',
  'DATABASE_URL'
] as const

/** Default data folder: `/var/lib/baken/data` for root, else `$XDG_DATA_HOME/baken` or `~/.local/share/baken`. */
export function defaultDataDir(environment: NodeJS.ProcessEnv): string {
  if (environment.BAKEN_DATA) return path.resolve(environment.BAKEN_DATA)
  if (process.getuid?.() === 0) return '/var/lib/baken/data'
  const base = environment.XDG_DATA_HOME ?? path.join(environment.HOME ?? homedir(), '.local', 'share')
  return path.join(base, 'baken')
}

export type SettingsOutcome =
  | { readonly kind: 'settings'; readonly settings: Settings }
  | { readonly kind: 'refused'; readonly message: string }

/** Settings with the data folder made and writable (unless it stays `untouched`), or what is wrong with it. */
export function readSettings(
  environment: NodeJS.ProcessEnv,
  dataOption: string | undefined,
  untouched: boolean
): SettingsOutcome {
  const dataDir = dataOption === undefined ? defaultDataDir(environment) : path.resolve(dataOption)
  try {
    if (existsSync(dataDir) && !statSync(dataDir).isDirectory()) {
      return { kind: 'refused', message: `${dataDir} is a file: give a folder with --data.` }
    }
    if (!untouched) {
      makeFolder(dataDir, 0o755)
      accessSync(dataDir, constants.W_OK | constants.X_OK)
      tryFile(dataDir)
    }
  } catch (error) {
    return {
      kind: 'refused',
      message: `The data folder ${dataDir} cannot be used (${(error as Error).message}): give another with --data.`
    }
  }
  return {
    kind: 'settings',
    settings: {
      dataDir,
      databaseUrl: environment.DATABASE_URL || undefined,
      allowPrivate: environment.BAKEN_ALLOW_PRIVATE === '1',
      userAgent: `Baken/0.1 (+${environment.BAKEN_CONTACT ?? 'contact not set'})`,
      ...(environment.BAKEN_CHROMIUM && { chromium: environment.BAKEN_CHROMIUM }),
      ...dutyOf(environment),
      ...oidcOf(environment)
    }
  }
}

/** Folders of the kernel (/proc, /sys) say that they may be written, and take no file all the same. A full disk is told later, by whoever writes. */
function tryFile(folder: string): void {
  const file = path.join(folder, `.try-${randomUUID()}`)
  try {
    closeSync(openSync(file, 'wx', 0o600))
    unlinkSync(file)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code !== 'ENOSPC' && code !== 'EDQUOT') throw error
  }
}

function dutyOf({ BAKEN_DUTY: duty }: NodeJS.ProcessEnv): { readonly duty?: string } {
  const text = duty?.trim().slice(0, 200) ?? ''
  return text === '' ? {} : { duty: text }
}

function oidcOf(environment: NodeJS.ProcessEnv): { readonly oidc?: OidcSettings } {
  const { BAKEN_OIDC_ISSUER: issuer, BAKEN_OIDC_CLIENT: clientId, BAKEN_OIDC_SECRET_FILE: secretFile } = environment
  if (!issuer || !clientId || !secretFile) return {}
  return { oidc: { issuer, clientId, secretFile, name: environment.BAKEN_OIDC_NAME || issuer } }
}
