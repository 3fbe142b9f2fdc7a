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

/**
 * Fills and sends a dialog until it closes, three times at most. On a machine that is busy an act may be refused for the moment: the dialog
 * stays then and says so, and its user sends it again. What it said is printed.
 */
export async function sendDialog(
  page: Page,
  fill: (dialog: Locator) => Promise<void>,
  send: (dialog: Locator) => Promise<void>
): Promise<void> {
  const dialog = page.getByRole('dialog')
  for (let tries = 1; ; tries++) {
    await fill(dialog)
    await send(dialog)
    try {
      await dialog.waitFor({ state: 'detached', timeout: 10_000 })
      return
    } catch (error) {
      if (tries === 3) throw error
      console.log(`# a dialog stayed open: ${(await dialog.innerText()).replaceAll('\n', ' / ')}`)
    }
  }
}
