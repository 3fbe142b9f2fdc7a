/** A real browser for tests: the system's Chromium, else the one that comes in an npm package. */
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { chromium, type Browser } from 'playwright-core'

const systemPlaces = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

const args = [
  '--no-sandbox', // Tests run as root in containers; only our own pages are opened.
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync'
]

/** Starts it; throws when there is none (npm ci brings one). */
export async function openBrowser(): Promise<Browser> {
  const system = systemPlaces.find((place) => existsSync(place))
  if (system !== undefined) return chromium.launch({ executablePath: system, args })
  const { default: packaged, inflate } = await import('@sparticuz/chromium')
  // Its libraries (nss and others) come packed beside it, for machines that have none.
  const bin = path.join(path.dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '..', 'bin')
  await inflate(path.join(bin, 'al2023.tar.br'))
  return chromium.launch({
    executablePath: await packaged.executablePath(),
    args: [...packaged.args, ...args],
    env: { ...process.env, LD_LIBRARY_PATH: '/tmp/al2023/lib' } as Record<string, string>
  })
}
