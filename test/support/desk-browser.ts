/** A desk in a real browser over adverts of the test's own: imported, weighed, served, and a person signed in under the practice mandate. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { existsSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { demoMandate } from '../../src/accountability/demo.ts'
import { openAdverts } from '../../src/desk/adverts/opening.ts'
import { openApp } from '../../src/run/app.ts'
import { withGround } from '../../src/store/ground.ts'
import { addressOf, baken, copyData, lastJson, scratch, startBaken } from './baken.ts'
import { openBrowser } from './browser.ts'
import { personAt } from './desk-person.ts'

export interface Desk {
  readonly address: string
  /** The data folder of the service. */
  readonly data: string
  readonly browser: Browser
  /** A new page, at 1440 by 900, with this person signed in; who was signed in before is not any more. The language is Dutch unless given. */
  signIn(user: string, language?: 'nl' | 'en'): Promise<Page>
  /** The same without the screens of signing in, for tests that go through many screens. */
  enter(user: string, language?: 'nl' | 'en'): Promise<Page>
  /** Requests that left the machine and errors of scripts, over all pages. */
  readonly outside: readonly string[]
  readonly broken: readonly string[]
  stop(): Promise<void>
}

/**
 * Imports the adverts (lines of the advert JSONL), starts the service and the browser. `opened`: all adverts of signals are open before
 * the service starts, as after a person asked for them; else those alone that a signal opens by itself, a few of each. `motion`: see openBrowser.
 */
export async function startDesk(
  name: string,
  adverts: readonly object[],
  { opened = false, motion = false }: { readonly opened?: boolean; readonly motion?: boolean } = {}
): Promise<Desk> {
  const { folder, remove } = scratch(name)
  const data = path.join(folder, 'data')
  copyData(await preparedDesk(adverts, opened, folder), data)
  const running = startBaken(['start', '--data', data, '--port', '0'])
  const [browser, address] = await Promise.all([openBrowser(motion), addressOf(running)])
  const outside: string[] = []
  const broken: string[] = []
  // One context: the packaged browser is a single process that does not survive the end of one.
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const newPage = async (): Promise<Page> => {
    await context.clearCookies()
    const page = await context.newPage()
    for (const other of context.pages()) if (other !== page) await other.close()
    page.on('request', (request) => {
      if (!request.url().startsWith(address) && !request.url().startsWith('data:')) outside.push(request.url())
    })
    page.on('pageerror', (error) => broken.push(error.message))
    return page
  }
  return {
    address,
    data,
    browser,
    outside,
    broken,
    signIn: async (user, language = 'nl') => {
      const page = await newPage()
      await signInAt(page, address, user, language)
      return page
    },
    enter: async (user, language = 'nl') => {
      const [page, person] = await Promise.all([newPage(), personAt(address, user)])
      const [name = '', value = ''] = person.cookie().split('=')
      await context.addCookies([{ name, value, url: address }])
      await page.addInitScript(`localStorage.setItem('baken.language', '${language}')`)
      await page.goto(address)
      await page.getByRole('banner').waitFor()
      return page
    },
    stop: async () => {
      await browser.close()
      running.child.kill('SIGTERM')
      const ran = await running.ended
      remove()
      assert.equal(ran.code, 0, `did not stop in order: ${ran.stderr}`)
    }
  }
}

/**
 * The data folder in which these adverts were imported, made by the first of a run who asks and kept below the folder of the run, or
 * below `otherwise` where there is none: a dozen files start from the same adverts.
 */
async function preparedDesk(adverts: readonly object[], opened: boolean, otherwise: string): Promise<string> {
  const lines = adverts.map((one) => JSON.stringify(one)).join('\n')
  const digest = createHash('sha256').update(`${opened} ${lines}`).digest('hex').slice(0, 16)
  const place = path.join(process.env['BAKEN_TEST_DATA'] ?? otherwise, `desk-${digest}`)
  if (existsSync(place)) return place
  const { folder, remove } = scratch('desk')
  const file = path.join(folder, 'adverts.jsonl')
  writeFileSync(file, lines)
  const data = path.join(folder, 'data')
  const imported = await baken(['import', file, '--demo', '--data', data])
  assert.equal(imported.code, 0, imported.stderr)
  assert.equal(lastJson(imported)['adverts'], adverts.length)
  if (opened) await openSignals(data)
  try {
    renameSync(data, place)
  } catch {
    // Another file was first.
  }
  remove()
  return place
}

/** Opens all adverts of the signals of a data folder on which no service runs. */
async function openSignals(dataDir: string): Promise<void> {
  const outcome = await openApp(
    { dataDir, databaseUrl: undefined, allowPrivate: false, userAgent: 'Baken/test' },
    'work'
  )
  assert.equal(outcome.kind, 'app')
  if (outcome.kind !== 'app') return
  const { app } = outcome
  const pipeline = { user: 'pipeline', mandate: demoMandate }
  try {
    await withGround(app.store.pool, pipeline, async (tx) => {
      const { rows } = await tx.query<{ id: number }>(
        `select id from advert where state = 'sealed' and network_id in (select network_id from signal)`
      )
      assert.ok(rows.length > 0)
      await openAdverts(
        tx,
        pipeline,
        app.keyring,
        rows.map((row) => row.id),
        'watch:1'
      )
    })
  } finally {
    await app.close()
  }
}

/** Signs a practice user in through the screen and, where the role works under one, puts a mandate in force: of several, the first one on signals. */
export async function signInAt(page: Page, address: string, user: string, language: 'nl' | 'en' = 'nl'): Promise<void> {
  await page.addInitScript(`localStorage.setItem('baken.language', '${language}')`)
  await page.goto(address)
  await page.locator('input[name=user], input').first().fill(user)
  await page.locator('input[type=password]').fill(`oefenen-${user}`)
  await page.keyboard.press('Enter')
  const ground = page.getByRole('button', { name: /Werken onder deze grondslag|Work under this mandate/ })
  const inside = page.getByRole('banner')
  await ground.or(inside).first().waitFor()
  if (await inside.isVisible()) return
  const onSignals = page.getByRole('radio', { name: /signalen van mensenhandel/ })
  if ((await onSignals.count()) > 0) await onSignals.first().check()
  await page.getByLabel(/Waarom nu|Why now/).fill('Browsertest')
  await ground.click()
  await inside.waitFor()
}
