/** Number to picture, in a real browser: a messy number pasted into the header becomes a page of adverts, lanes, itinerary, map and linked facts; a list of them tells which are known. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { assertClean } from '../support/clean.ts'
import { startDesk, type Desk } from '../support/desk-browser.ts'
import { groups, placeOf, roomAdverts } from '../support/room-adverts.ts'
import { textThatSays } from '../support/text-that-says.ts'

let desk: Desk
let page: Page
const group = groups[0] ?? assert.fail()
const places = Array.from({ length: group.adverts }, (_, at) => placeOf(group, at))

before(async () => {
  desk = await startDesk('identifier', roomAdverts(), { opened: true, motion: true })
  page = await desk.signIn('detective')
})
after(() => desk?.stop())

test('Journey 1: a messy number becomes its page within ten seconds, and five panels say what the adverts say', async () => {
  const startedMs = performance.now()
  await page.getByRole('searchbox').first().fill('06 - 10 10  12.12')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: '06-10 10 12 12' }).waitFor()
  await page.locator('.map .land').first().waitFor()
  const seconds = (performance.now() - startedMs) / 1000
  assert.ok(seconds < 10, `${seconds} s`)
  await textThatSays(page.locator('.facts-line'), new RegExp(`advertenties\\s+${group.adverts}\\s`))
  const lanes = page.locator('.lanes [role=listbox]')
  assert.equal(await lanes.count(), group.places.length)
  assert.equal(await page.locator('.lanes [role=option]').count(), group.adverts)
  for (const place of group.places) {
    const there = places.filter((one) => one === place).length
    await page.getByRole('listbox', { name: `${place}, ${there} advertenties` }).waitFor()
    await page.getByRole('button', { name: `${place}, ${there} advertenties` }).waitFor()
  }
  await textThatSays(page.locator('.stops'), /Someren/)
  await page.getByRole('link', { name: '@kaswerkwest (Telegram)' }).waitFor()
  await textThatSays(page.locator('.bands'), /Marco[\s\S]*×/)
  await assertClean(page, 'Kenmerk')
})

test('Journey 1: keys walk a lane and open one advert beside the page, which keeps its place', async () => {
  await page.getByRole('listbox', { name: /^Venlo/ }).focus()
  await page.keyboard.press('End')
  const chosen = page.locator('.lanes [role=option][aria-selected=true]')
  assert.match((await chosen.getAttribute('aria-label')) ?? '', /Venlo$/)
  await page.locator('tr[aria-current=true]').waitFor()
  await page.keyboard.press('Enter')
  const sheet = page.getByRole('dialog')
  await sheet.locator('.fact.kind-phone').first().waitFor()
  assert.match(page.url(), /advert=\d+/)
  await page.keyboard.press('Escape')
  await sheet.waitFor({ state: 'detached' })
})

test('the first steps of a long itinerary are one press away, and the newest come back', async () => {
  const stops = page.locator('.stops > li')
  const newest = await stops.count()
  await page.getByRole('button', { name: /^Toon nog \d+ eerdere stap/ }).click()
  assert.ok((await stops.count()) > newest)
  await textThatSays(stops.first(), new RegExp(places[0] ?? ''))
  await page.getByRole('button', { name: 'Toon alleen de nieuwste' }).click()
  assert.equal(await stops.count(), newest)
})

test('Complaint 1: the map and the weeks have a table that says the same', async () => {
  await page.getByRole('button', { name: 'Als tabel' }).last().scrollIntoViewIfNeeded()
  const panel = page.locator('.panel', { has: page.getByRole('heading', { name: 'Kaart' }) })
  await panel.getByRole('button', { name: 'Als tabel' }).click()
  await panel.getByRole('row').first().waitFor()
  const rows = await panel.getByRole('row').allInnerTexts()
  assert.equal(rows.length, group.places.length + 1)
  await panel.getByRole('button', { name: 'Als kaart' }).click()
})

test('a place on the map narrows the adverts to that place', async () => {
  const there = places.filter((one) => one === 'Someren').length
  await page.getByRole('button', { name: `Someren, ${there} advertenties` }).press('Enter')
  await page.getByText(`${there} in Someren`).waitFor()
})

test('a number that nobody saw says so and what to do; what is no number at all leads to the words', async () => {
  await page.goto(`${desk.address}fact?kind=any&value=06-10999999`)
  await page.getByText('Niemand heeft dit gezien.').waitFor()
  await assertClean(page, 'Kenmerk zonder advertenties')
  await page.goto(`${desk.address}fact?kind=any&value=rustig`)
  await page.getByRole('link', { name: 'Zoek dit als woorden' }).waitFor()
  assert.deepEqual(desk.outside, [])
  assert.deepEqual(desk.broken, [])
})

test('Journey 4: a list is pasted, its progress reaches the end, and its tabs say what is known and what is not', async () => {
  const mine = await desk.signIn('analyst')
  await mine.goto(`${desk.address}search`)
  await mine.getByRole('link', { name: 'Een lijst nakijken' }).click()
  const unknown = Array.from({ length: 600 }, (_, nr) => `06 2${String(1_000_000 + nr)}`)
  await mine.getByLabel('Nummers, adressen en accounts').fill(['06-10 10 12 12', 'geen nummer', ...unknown].join('\n'))
  await mine.getByText('602 regels').waitFor()
  await mine.getByLabel('Reden').fill('Lijst van de post')
  await mine.getByRole('button', { name: 'Nakijken' }).click()
  await mine.getByText('602 van 602 nagekeken').waitFor()
  await mine.getByRole('button', { name: 'Onbekend (600)' }).waitFor()
  await mine.getByRole('button', { name: 'Geen kenmerk (1)' }).waitFor()
  await mine.getByRole('row', { name: /06-10 10 12 12/ }).waitFor()
  await assertClean(mine, 'Lijst nagekeken')
  const [file] = await Promise.all([
    mine.waitForEvent('download'),
    mine.getByRole('link', { name: 'CSV van dit tabblad' }).click()
  ])
  assert.equal(
    readFileSync(await file.path(), 'utf8')
      .trim()
      .split('\r\n').length,
    2
  )
  assert.deepEqual(desk.broken, [])
})
