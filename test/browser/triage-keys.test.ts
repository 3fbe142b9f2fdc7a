/** The morning's triage in a real browser, keys only: ready-made reasons, undo, names instead of numbers and codes, and what reasons rest on. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { assertClean } from '../support/clean.ts'
import { startDesk, type Desk } from '../support/desk-browser.ts'
import { roomAdverts } from '../support/room-adverts.ts'
import { textThatSays } from '../support/text-that-says.ts'

let desk: Desk
let page: Page

before(async () => {
  desk = await startDesk('triage-keys', roomAdverts())
  page = await desk.signIn('analyst')
  await page.goto(`${desk.address}signals`)
  await page.locator('[role=option]').nth(4).waitFor()
})
after(() => desk?.stop())

const rows = (): Promise<number> => page.locator('[role=option]').count()
const chosen = (): Promise<string | null> => page.locator('[role=listbox]').getAttribute('aria-activedescendant')

test('S9 a signal is called by its number and its first words; no screen of it shows a code or its number in our books', async () => {
  const pane = page.locator('.queue-signal')
  await pane.getByRole('heading', { level: 2, name: '06-10 10 12 12' }).waitFor()
  await textThatSays(pane, /“Medewerkers kas, onderdak en vervoer geregeld/)
  for (const text of [await page.locator('main').innerText(), await page.locator('[role=listbox]').innerText()]) {
    assert.doesNotMatch(text, /\b(SX|LA|CE)-[A-Z]?\d+/)
    assert.doesNotMatch(text, /Signaal \d+|Netwerk \d+/)
    assert.doesNotMatch(text, /phrase-|housing-offered|assurance-real/)
  }
  await assertClean(page, 'Werkvoorraad')
})

test('S3 a reason over the network shows the values that it compared, marked in the advert', async () => {
  await page.getByRole('button', { name: /Eén nummer bij veel namen/ }).click()
  const evidence = page.locator('.queue-evidence')
  await evidence.locator('mark', { hasText: /10 12 12/ }).waitFor()
  await evidence.locator('mark', { hasText: /^\p{Lu}\p{L}+$/u }).waitFor()
})

test('S10 a digit chooses a ready-made reason, Enter confirms it, z takes it back: four keys, the focus stays in the list', async () => {
  await page.locator('[role=listbox]').focus()
  const before = await rows()
  const first = await chosen()
  await page.keyboard.press('d')
  const dialog = page.getByRole('dialog')
  await dialog.waitFor()
  assert.equal(await dialog.getByRole('radio', { checked: true }).count(), 0, 'no reason is chosen beforehand')
  await page.keyboard.press('Enter')
  await dialog.getByText('Schrijf eerst een reden').waitFor()
  await page.keyboard.press('4')
  await page.keyboard.press('Enter')
  await dialog.waitFor({ state: 'detached' })
  await page.locator(`[role=option]#${first}`).waitFor({ state: 'detached' })
  assert.equal(await rows(), before - 1)
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('role')), 'listbox')
  await page.keyboard.press('z')
  await page.locator(`[role=option]#${first}`).waitFor()
  await page.locator(`[role=listbox][aria-activedescendant="${first}"]`).waitFor() // The signal is chosen again.
  await page.locator('.queue-signal .timeline', { hasText: 'Heropend' }).waitFor()
  const history = await page.locator('.queue-signal .timeline').innerText()
  assert.match(history, /Afgewezen[\s\S]*Te weinig om op te handelen/)
  assert.match(history, /Heropend[\s\S]*Ongedaan gemaakt/)
  await page.keyboard.press('z')
  await page.getByText('Er is niets om ongedaan te maken.').waitFor()
})

test('S10 words of one’s own go with a ready-made reason, and begin at the first letter typed', async () => {
  await page.locator('[role=listbox]').focus()
  await page.keyboard.press('d')
  await page.getByRole('dialog').waitFor()
  await page.keyboard.press('2')
  await page.keyboard.type('vergunning gezien')
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.getByRole('button', { name: /Ongedaan maken/ }).click()
  await page.getByText('Vergund bedrijf: vergunning gezien').waitFor()
})

test('S11 the text is not painted by its language, and facts stand in words, one row each, without an inner scroll', async () => {
  await page.locator('.queue-evidence a').first().click()
  await page.getByRole('heading', { name: 'Kenmerken' }).waitFor()
  assert.equal(await page.locator('.marked-text .kind-language').count(), 0)
  const table = page.getByRole('region', { name: 'Kenmerken' })
  const text = await table.innerText()
  assert.match(text, /06-10 10 12 12/)
  assert.match(text, /Nederlands/)
  assert.match(text, /woonruimte erbij/)
  assert.doesNotMatch(text, /phrase-nl|housing-offered/)
  const language = table.getByRole('row', { name: /Nederlands/ })
  assert.equal(await language.getByRole('cell').nth(3).innerText(), '–')
  assert.ok(await table.evaluate((box) => box.scrollHeight <= box.clientHeight + 1), 'nothing is hidden in the table')
  await assertClean(page, 'Advertentie')
  assert.deepEqual(desk.outside, [])
  assert.deepEqual(desk.broken, [])
})
