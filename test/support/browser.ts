/** A real browser for tests: the system's Chromium, else the one that comes in an npm package; and sending a dialog. */
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { chromium, type Browser, type Locator, type Page } from 'playwright-core'

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

/** Fills and sends a dialog, and waits until it closes. What it says when it stays open is printed. */
export async function sendDialog(
  page: Page,
  fill: (dialog: Locator) => Promise<void>,
  send: (dialog: Locator) => Promise<void>
): Promise<void> {
  const dialog = page.getByRole('dialog')
  await fill(dialog)
  await send(dialog)
  try {
    await dialog.waitFor({ state: 'detached' })
  } catch (error) {
    console.log(`# a dialog stayed open: ${(await dialog.innerText()).replaceAll('\n', ' / ')}`)
    throw error
  }
}
