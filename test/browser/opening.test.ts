/** What a signal does not open, in a real browser: every screen that shows a part says why the rest is closed, and leads to asking for it with a reason. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { assertClean } from '../support/clean.ts'
import { startDesk, type Desk } from '../support/desk-browser.ts'
import { roomAdverts } from '../support/room-adverts.ts'

let desk: Desk
let page: Page
before(async () => {
  desk = await startDesk('opening', roomAdverts())
  page = await desk.enter('analyst')
})
after(() => desk?.stop())

const why = /hooguit vijf advertenties, die de redenen dragen/

test('the queue says why adverts stay closed, and asks for two of them with one reason', async () => {
  await page.goto(`${desk.address}signals`)
  const pane = page.locator('.queue-evidence, .queue > section').filter({ has: page.locator('.seal-strip') })
  await pane.getByText(why).waitFor()
  await pane.getByRole('button', { name: 'Vraag meer te openen, met een reden' }).press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Vragen om meer te openen' })
  const send = dialog.getByRole('button', { name: /verzoek(en)? indienen/ })
  assert.equal(await send.isDisabled(), true, 'nothing is chosen yet')
  const boxes = dialog.getByRole('checkbox')
  assert.ok((await boxes.count()) >= 2)
  await boxes.nth(0).check()
  await boxes.nth(1).check()
  await dialog.getByLabel('Reden').fill('Dezelfde zin in een andere plaats')
  await dialog.getByRole('button', { name: '2 verzoeken indienen' }).press('Enter')
  await page.locator('.toast', { hasText: '2 verzoeken zijn ingediend' }).waitFor()
  await dialog.waitFor({ state: 'detached' })
  await page.goto(`${desk.address}requests`)
  await page.getByRole('heading', { name: '2 verzoeken wachten' }).waitFor()
  assert.equal(await page.getByText('Dezelfde zin in een andere plaats').count(), 2)
})

test('the network asks in the same way, and says what of it was asked before', async () => {
  await page.goto(`${desk.address}signals`)
  await page.getByRole('link', { name: 'Netwerk', exact: true }).press('Enter')
  await page.locator('.net-head').getByText(why).waitFor()
  await page.locator('.net-head').getByRole('button', { name: 'Vraag meer te openen, met een reden' }).press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Vragen om meer te openen' })
  await assertClean(page, 'vragen om meer te openen')
  for (const box of await dialog.getByRole('checkbox').all()) await box.check()
  await dialog.getByLabel('Reden').fill('Alles nalopen')
  await dialog.getByRole('button', { name: /verzoeken indienen/ }).press('Enter')
  await page.locator('.toast', { hasText: /verzoeken? (is|zijn) ingediend.* 2 niet:/ }).waitFor()
})

test('the page of an identifier says over which adverts it counted, and leads to the closed ones', async () => {
  await page.goto(`${desk.address}fact?kind=any&value=0610101212`)
  await page.getByText(/zijn geteld over de \d+ geopende/).waitFor()
  assert.doesNotMatch(await page.locator('.facts-line').innerText(), /geopend\s+\d+ van \d+ geopend/)
  await page.locator('.panel-foot').getByText(why).waitFor()
  await page.getByRole('link', { name: 'Vraag meer te openen, met een reden' }).press('Enter')
  await page.waitForURL(/search\?.*state=sealed/)
  await page
    .getByRole('button', { name: /^Vraag opening/ })
    .first()
    .waitFor()
  assert.deepEqual([desk.outside, desk.broken], [[], []])
})
