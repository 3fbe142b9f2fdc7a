/** The first journey in a real browser: sign in, triage three signals by keyboard, look at an advert's evidence, find one's own acts in the ledger. */
import assert from 'node:assert/strict'
import path from 'node:path'
import { after, before, test } from 'node:test'
import type { Browser, Locator, Page } from 'playwright-core'
import { openBrowser } from '../support/browser.ts'
import { addressOf, scratch, startBaken, type Running } from '../support/baken.ts'
import { assertClean } from '../support/clean.ts'
import { textThatSays } from '../support/text-that-says.ts'

let folder: ReturnType<typeof scratch>
let running: Running
let browser: Browser
let page: Page
let address: string
const outside: string[] = []
const broken: string[] = []

before(async () => {
  folder = scratch('browser')
  running = startBaken(['start', '--demo', '--port', '0', '--data', path.join(folder.folder, 'data')])
  ;[browser, address] = await Promise.all([openBrowser(), addressOf(running)])
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  page = await context.newPage()
  page.on('request', (request) => {
    if (!request.url().startsWith(address) && !request.url().startsWith('data:')) outside.push(request.url())
  })
  page.on('pageerror', (error) => broken.push(error.message))
})
after(async () => {
  await browser?.close()
  running?.child.kill('SIGTERM')
  const ran = await running?.ended
  folder?.remove()
  assert.equal(ran?.code, 0, `did not stop in order: ${ran?.stderr}`)
})

test('an analyst signs in, sees the mandate, triages three signals by keyboard, opens evidence, and finds these acts in the ledger', async () => {
  await page.goto(address)
  await page.getByLabel('Gebruiker', { exact: true }).fill('analyst')
  await page.getByLabel('Wachtwoord', { exact: true }).fill('oefenen-analyst')
  await page.keyboard.press('Enter')
  await page.getByLabel('Waarom nu?').fill('Browsertest')
  await page.getByRole('button', { name: 'Werken onder deze grondslag' }).click()
  await page.getByRole('link', { name: /^Werkvoorraad/ }).click()
  const list = page.locator('[role=listbox]').first()
  await list.locator('[role=option]').nth(3).waitFor({ timeout: 90_000 })
  await assertClean(page, 'Werkvoorraad')
  await textThatSays(page.getByRole('banner'), /Oefenen met het herkennen/, 'the purpose in force is always visible')

  await list.focus()
  const decided: string[] = []
  for (const key of ['d', 'd', 't']) decided.push(await decideOne(list, key, decided))
  assert.equal(new Set(decided).size, 3, `three different signals: ${decided.join(', ')}`)

  await page.goto(`${address}search?q=afspraak`)
  await page.locator('article').first().waitFor()
  await assertClean(page, 'Zoeken')
  // Sealed adverts are one line a site.
  const sealed = page.locator('.folded').first()
  await sealed.waitFor()
  await textThatSays(sealed, /^\d+ verzegelde advertenties? op /)

  await page.goto(`${address}search?state=open&q=afspraak`)
  await page.locator('article a[href*="/adverts/"]').first().click()
  await page.getByRole('tab', { name: /Bewaargegevens/ }).click()
  const custody = await page.locator('main').innerText()
  assert.match(custody, /[0-9a-f]{64}/, 'the digest of the evidence is shown')
  assert.match(custody, /signalen van mensenhandel op een verzonnen web/, 'and what the mandate is for')
  await page
    .getByRole('button', { name: /^Bewijs van regel/ })
    .first()
    .click()
  await textThatSays(page.locator('.custody-proof [role=status]'), /^Deze browser heeft het nagerekend/)
  await assertClean(page, 'Advertentie')

  await page.goto(`${address}ledger`)
  await page
    .getByText('signal.dismiss')
    .first()
    .waitFor()
    .catch(() => {})
  const ledger = await page.locator('main').innerText()
  for (const word of [/afgewezen|signal\.dismiss/i, /genomen|signal\.take/i, /advert\.read|gelezen|bekeken/i])
    assert.match(ledger, word)
  await assertClean(page, 'Logboek')
  await page.goto(`${address}sources`)
  await page.getByText('oefen-kompas').first().waitFor()
  await assertClean(page, 'Bronnen')
  assert.deepEqual(outside, [], 'E20 nothing is asked from outside the machine')
  assert.deepEqual(broken, [], 'no script error')
})

/**
 * Decides one signal that was not decided yet and returns its id. Adverts come in meanwhile: the list is read anew, and a signal may end under
 * the dialog, which says so and keeps the words; a person takes the next one then, and so does this.
 */
async function decideOne(list: Locator, key: string, before: readonly string[]): Promise<string> {
  const dialog = page.getByRole('dialog')
  for (let tries = 0; tries < 8; tries++) {
    const id = await nextChosen(list, before)
    await page.keyboard.press(key)
    if (key === 'd') {
      await dialog.getByRole('textbox').fill(`Browsertest ${before.length}: geen aanleiding`)
      await page.keyboard.press('Enter')
      const changed = dialog.getByText(/intussen gewijzigd/)
      const gone = dialog.waitFor({ state: 'detached' }).then(() => true)
      if (!(await Promise.race([gone, changed.waitFor().then(() => false)]))) {
        await dialog.getByRole('button', { name: 'Annuleren' }).click()
        await dialog.waitFor({ state: 'detached' })
        await list.focus()
        await page.keyboard.press('j')
        continue
      }
    }
    // The focus is not lost.
    await page.waitForFunction(() => document.activeElement?.getAttribute('role') === 'listbox')
    await page.keyboard.press('j')
    return id
  }
  assert.fail('each of eight signals changed under the dialog')
}

/** The id of the row that is chosen, by going on until it is one that is not among `before`. */
async function nextChosen(list: Locator, before: readonly string[]): Promise<string> {
  for (let tries = 0; tries < 60; tries++) {
    const id = await list.getAttribute('aria-activedescendant')
    if (id !== null && id !== '' && !before.includes(id)) return id
    await new Promise((resolve) => setTimeout(resolve, 500))
    if (tries % 4 === 3) await page.keyboard.press('j')
  }
  assert.fail('no signal is chosen')
}
