/** How light the screens are in a real browser: what is sent until the first screen stands, what a key draws anew, and how long a key keeps the page. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page, Response } from 'playwright-core'
import { signInAt, startDesk, type Desk } from '../support/desk-browser.ts'
import { manyGroups } from '../support/many-groups.ts'
import { roomAdverts } from '../support/room-adverts.ts'

const budgetBytes = 250_000
const signals = 40

let desk: Desk
let page: Page
before(async () => {
  desk = await startDesk('first-view', roomAdverts(manyGroups(signals)), { motion: true })
})
after(() => desk?.stop())

test('from sign-in to the first screen less than 250 kB is sent, letters included: one language, and nothing that draws maps or graphs', async (context) => {
  const [browsing] = desk.browser.contexts()
  assert.ok(browsing !== undefined)
  page = await browsing.newPage()
  await page.setViewportSize({ width: 1440, height: 900 })
  const answers: Response[] = []
  page.on('response', (answer) => answers.push(answer))
  await signInAt(page, desk.address, 'analyst')
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.locator('.panel').first().waitFor()
  const sent = new Map<string, number>()
  for (const answer of answers) {
    const { pathname } = new URL(answer.url())
    if (pathname.startsWith('/api/') || !answer.ok()) continue
    const { responseBodySize } = await answer.request().sizes()
    sent.set(pathname, responseBodySize)
    if (/\.(js|css)$/.test(pathname)) assert.equal(answer.headers()['content-encoding'], 'gzip', pathname)
  }
  const names = [...sent.keys()].map((name) => name.replace(/^\/assets\/|-[\w-]{8}(?=\.)/g, ''))
  assert.ok(names.includes('nl.js') && names.includes('HomeScreen.js'), `saw ${names.join(' ')}`)
  assert.deepEqual(
    names.filter((name) => /^en\.|sigma|outlines|municipalities|^map|Screen/i.test(name)).toSorted(),
    ['HomeScreen.js', 'HomeScreen.css', 'MandateScreen.js'].toSorted()
  )
  const bytes = [...sent.values()].reduce((sum, one) => sum + one, 0)
  context.diagnostic(`sent until the first screen: ${(bytes / 1000).toFixed(1)} kB in ${sent.size} files`)
  assert.ok(bytes > 100_000 && bytes < budgetBytes, `${bytes} bytes`)
})

test('the other language comes when it is asked for, and stays chosen', async () => {
  await page.getByRole('button', { name: 'EN: Switch to English' }).press('Enter')
  await page.getByRole('link', { name: 'Accountability', exact: true }).waitFor()
  assert.equal(await page.evaluate(() => document.documentElement.lang), 'en')
  assert.equal(await page.evaluate(() => localStorage.getItem('baken.language')), 'en')
})

test('the menu of the account opens by keyboard at its first item, and gives the focus back', async () => {
  const button = page.getByRole('button', { name: /^\w+ Signed in as/ })
  await button.focus()
  await page.keyboard.press('Enter')
  await page.getByRole('menuitem', { name: 'Settings' }).waitFor()
  await page.waitForFunction(() => document.activeElement?.getAttribute('role') === 'menuitem')
  await page.keyboard.press('Escape')
  await page.getByRole('menu').waitFor({ state: 'detached' })
  await page.waitForFunction(() => document.activeElement?.classList.contains('avatar') === true)
})

test('a step in the queue draws the two rows that change, and a key keeps the page for less than 100 ms', async (context) => {
  // Every row writes one day without a year: how many rows were drawn is how often that was done.
  await page.addInitScript(() => {
    const real = Object.getOwnPropertyDescriptor(Intl.DateTimeFormat.prototype, 'format')
    Object.defineProperty(Intl.DateTimeFormat.prototype, 'format', {
      get(this: Intl.DateTimeFormat) {
        const { year, month, day } = this.resolvedOptions()
        if (year === undefined && month === 'short' && day !== undefined) {
          const counts = globalThis as unknown as { rowsDrawn?: number }
          counts.rowsDrawn = (counts.rowsDrawn ?? 0) + 1
        }
        return real?.get?.call(this) as unknown
      }
    })
  })
  await page.goto(`${desk.address}signals`)
  const rows = page.locator('.queue-list [role=option]')
  await rows.nth(signals - 1).waitFor()
  const drawn = (): Promise<number> =>
    page.evaluate(() => (globalThis as unknown as { rowsDrawn?: number }).rowsDrawn ?? 0)
  assert.ok((await drawn()) >= signals, 'the count sees each row')
  const step = async (): Promise<void> => {
    const before = await page.locator('.row-current').getAttribute('id')
    await page.keyboard.press('j')
    await page.waitForFunction((id) => document.querySelector('.row-current')?.id !== id, before)
    await page.locator('.queue-signal h2').waitFor()
  }
  await page.locator('.queue-list [role=listbox]').focus()
  await step()
  const most: number[] = []
  const steps = 10
  const metrics = await page.context().newCDPSession(page)
  // Seconds of the processor, not of the clock: what else runs on the machine does not count.
  await metrics.send('Performance.enable', { timeDomain: 'threadTicks' })
  const busy = async (): Promise<number> =>
    (await metrics.send('Performance.getMetrics')).metrics.find((one) => one.name === 'TaskDuration')?.value ?? Infinity
  const began = await busy()
  for (let at = 0; at < steps; at++) {
    const before = await drawn()
    await step()
    most.push((await drawn()) - before)
  }
  const msEach = ((await busy()) - began) * (1000 / steps)
  context.diagnostic(
    `a step in the queue: ${msEach.toFixed(0)} ms of the page, at most ${Math.max(...most)} days written`
  )
  assert.ok(Math.max(...most) < signals / 2, `days written at each step: ${most.join(' ')}`)
  assert.ok(msEach < 100, `${msEach} ms`)
  assert.deepEqual([desk.broken, desk.outside], [[], []])
})
