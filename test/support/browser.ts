/** A real browser for tests: the system's Chromium, else the one that comes in an npm package; and sending a dialog. */
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync
} from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { promisify } from 'node:util'
import { chromium, type Browser, type Locator, type Page } from 'playwright-core'
import { judgeCage } from '../../src/crawl/render/cage.ts'
import { keptFolder, templatePrefix } from './database.ts'

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

const root = path.join(import.meta.dirname, '../..')

/**
 * Starts it; throws when there is none (npm ci brings one). The fonts are those of our packages, whatever the machine has. `motion`: with
 * the animations of the screens, for a test that measures what a person waits for; they took a quarter of the browser's time.
 */
export async function openBrowser(motion = false): Promise<Browser> {
  const place = await browserPlace()
  const system = systemPlaces.find((one) => existsSync(one))
  const given = motion ? args : [...args, '--force-prefers-reduced-motion']
  const env = { ...process.env, FONTCONFIG_FILE: path.join(place, 'fonts.conf') } as Record<string, string>
  if (system !== undefined) return chromium.launch({ executablePath: system, args: given, env })
  const { default: packaged } = await import('@sparticuz/chromium')
  // Its libraries (nss and others) come packed beside it, for machines that have none.
  return chromium.launch({
    executablePath: path.join(place, 'chromium'),
    args: [...packaged.args, ...given],
    env: { ...env, LD_LIBRARY_PATH: path.join(place, 'al2023/lib') }
  })
}

/**
 * The path of a Chromium as rendering starts it, by another user and without our environment; `folder` takes the script that starts the packaged
 * one. `reason`: why nothing can be rendered on this machine, for a test that is skipped.
 */
export async function renderingBrowser(
  folder: string
): Promise<{ readonly file: string; readonly reason: string | null }> {
  let file = systemPlaces.find((one) => existsSync(one))
  if (file === undefined) {
    const place = await browserPlace()
    const packaged = path.join(place, 'chromium')
    for (const one of [place, packaged, folder]) chmodSync(one, 0o755)
    file = path.join(folder, 'chromium')
    const script = `#!/bin/sh\nLD_LIBRARY_PATH=${path.join(place, 'al2023/lib')} exec ${packaged} "$@"\n`
    writeFileSync(file, script, { mode: 0o755 })
  }
  const verdict = await judgeCage(file)
  return { file, reason: verdict.kind === 'refused' ? verdict.message : null }
}

/**
 * The folder with the unpacked browser and the list of fonts. The package unpacks into the temporary folder and takes what stands there
 * for whole: of two files that start at once, one would run what the other still writes. So it is made aside and moved.
 */
async function browserPlace(): Promise<string> {
  const require = createRequire(import.meta.url)
  const bin = path.join(path.dirname(require.resolve('@sparticuz/chromium')), '..', 'bin')
  const digest = createHash('sha256')
    .update(readFileSync(path.join(bin, '../package.json')))
    .update(readFileSync(import.meta.filename))
    .update(root)
    .digest('hex')
  const place = path.join(keptFolder(), `${templatePrefix}${process.getuid?.() ?? 0}-browser-${digest.slice(0, 16)}`)
  if (existsSync(place)) {
    utimesSync(place, new Date(), new Date())
    return place
  }
  const half = mkdtempSync(path.join(keptFolder(), 'baken-prepared-'))
  const unpack = `import packaged, { inflate } from '@sparticuz/chromium'
    await Promise.all([packaged.executablePath(), inflate(process.argv[1])])`
  const given = ['--input-type=module', '--eval', unpack, path.join(bin, 'al2023.tar.br')]
  await promisify(execFile)(process.execPath, given, { cwd: root, env: { ...process.env, TMPDIR: half } })
  writeFileSync(path.join(half, 'fonts.conf'), fontList(path.join(place, 'fonts-cache')))
  try {
    renameSync(half, place)
  } catch {
    rmSync(half, { recursive: true, force: true }) // Another process was first.
  }
  return place
}

/** Fonts for what the screens' own do not have: widths and line ends are then the same on every machine. */
function fontList(cache: string): string {
  const kinds = { 'sans-serif': 'DejaVu Sans', serif: 'DejaVu Serif', monospace: 'DejaVu Sans Mono' }
  const aliases = Object.entries(kinds).map(
    ([family, font]) => `<alias><family>${family}</family><prefer><family>${font}</family></prefer></alias>`
  )
  const fonts = path.join(root, 'node_modules/dejavu-fonts-ttf/ttf')
  return `<?xml version="1.0"?><fontconfig><dir>${fonts}</dir><cachedir>${cache}</cachedir>${aliases.join('')}</fontconfig>\n`
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
