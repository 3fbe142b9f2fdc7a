/** Searching in a real browser: counts beside the list, a stretch of weeks, the preview by keys, and the file of exactly what is counted. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import type { Names } from '../../src/contract/desk/names.ts'
import { assertClean } from '../support/clean.ts'
import { startDesk, type Desk } from '../support/desk-browser.ts'
import { roomAdverts } from '../support/room-adverts.ts'

let desk: Desk
let page: Page

before(async () => {
  desk = await startDesk('search', roomAdverts(), { opened: true })
  page = await desk.signIn('analyst')
  await page.goto(`${desk.address}search?q=u`)
})
after(() => desk?.stop())

/** The number in front of "advertenties" above the list. */
async function counted(): Promise<number> {
  return Number((await page.locator('.search-summary strong').innerText()).replaceAll(/\D/g, ''))
}

async function opened(): Promise<number> {
  const words = await page.locator('.search-summary .quiet').first().innerText()
  return Number(/^([\d.]+) open/.exec(words)?.[1]?.replaceAll('.', ''))
}

/** How far the page is scrolled, and what has the focus. */
async function standing(on: Page): Promise<{ y: number; focus: string }> {
  return on.evaluate(() => ({ y: window.scrollY, focus: document.activeElement?.outerHTML.slice(0, 60) ?? '' }))
}

/** Resolves when the page stands as it stood. */
async function standsAgain(on: Page, before: { y: number; focus: string }): Promise<void> {
  await on.waitForFunction(
    ({ y, focus }) =>
      Math.abs(window.scrollY - y) < 2 && (document.activeElement?.outerHTML.slice(0, 60) ?? '') === focus,
    before
  )
}

/** Resolves when so many opened adverts are said to be among the results. */
async function showsOpen(count: number | string | undefined): Promise<void> {
  await page.waitForFunction(
    (wanted) => document.querySelector('.search-summary .quiet')?.textContent?.startsWith(`${wanted} open`),
    count
  )
}

test('S22 a value of a facet narrows the list to its count, stands as a chip, and goes again', async () => {
  const before = await counted()
  const place = page.locator('.facet', { hasText: 'Plaats' }).locator('.facet-value').first()
  const count = Number(await place.locator('.number').innerText())
  const name = await place.locator('.cut').innerText()
  await place.click()
  await page.getByRole('button', { name: `Plaats: ${name}. Haal dit weg` }).waitFor()
  await page.waitForFunction(
    (most) => document.querySelector('.search-summary strong')?.textContent?.startsWith(String(most)),
    count
  )
  assert.equal(await opened(), count)
  assert.match(page.url(), /place=/)
  await assertClean(page, 'Zoeken met een plaats')
  await page.getByRole('button', { name: `Plaats: ${name}. Haal dit weg` }).click()
  await page.waitForFunction(
    (all) => document.querySelector('.search-summary strong')?.textContent?.startsWith(String(all)),
    before
  )
})

test('S22 places stand on a map beside the list: a mark narrows it, a municipality takes all of its places, and its table does the same', async () => {
  const all = await opened()
  const map = page.getByRole('region', { name: 'Kaart van de resultaten' })
  const naaldwijk = map.getByRole('button', { name: /^Naaldwijk, \d+ advertenties$/ })
  const count = Number(/\d+/.exec((await naaldwijk.getAttribute('aria-label')) ?? '')?.[0])
  await naaldwijk.press('Enter')
  await page.getByRole('button', { name: 'Plaats: Naaldwijk. Haal dit weg' }).waitFor()
  await showsOpen(count)
  // Choosing what is chosen takes it back.
  await map.getByRole('button', { name: /^Naaldwijk/, pressed: true }).press('Enter')
  await showsOpen(all)
  const both = await page.evaluate(async () => {
    const answer = await fetch('/api/search?q=u&place=De%20Lier%7CNaaldwijk')
    return ((await answer.json()) as { opened: number }).opened
  })
  assert.ok(both > count && both < all, `${both}, ${count}, ${all}`)
  await map.locator('.area', { hasText: 'Westland' }).dispatchEvent('click')
  const chip = page.getByRole('button', { name: /^Plaats: (De Lier, Naaldwijk|Naaldwijk, De Lier)\. Haal dit weg$/ })
  await chip.waitFor()
  await showsOpen(both)
  const address = page.url()
  await chip.click()
  await chip.waitFor({ state: 'detached' })
  await map.getByRole('button', { name: 'Als tabel' }).click()
  await map
    .getByRole('row', { name: /^Naaldwijk/ })
    .getByRole('button', { name: 'Westland' })
    .click()
  await chip.waitFor()
  assert.equal(page.url(), address, 'the table asks the same')
  await showsOpen(both)
  await assertClean(page, 'Zoeken met de kaart als tabel')
  await chip.click()
  await chip.waitFor({ state: 'detached' })
})

test('S22 of two places that are chosen, the one that is pressed in its facet is let go and the other stays', async () => {
  await page.goto(`${desk.address}search?q=u&place=De%20Lier%7CNaaldwijk`)
  const places = page.getByRole('group', { name: 'Plaats', exact: true })
  const chosen = async (): Promise<string[]> =>
    (await places.locator('.facet-value[aria-pressed=true] .cut').allInnerTexts()).toSorted()
  await places.getByRole('button', { name: /^Naaldwijk/, pressed: true }).waitFor()
  assert.deepEqual(await chosen(), ['De Lier', 'Naaldwijk'])
  await places.getByRole('button', { name: /^Naaldwijk/ }).click()
  await page.getByRole('button', { name: 'Plaats: De Lier. Haal dit weg' }).waitFor()
  assert.deepEqual(await chosen(), ['De Lier'])
  await places.getByRole('button', { name: /^De Lier/ }).click()
  await places.getByRole('button', { name: /^De Lier/, pressed: true }).waitFor({ state: 'detached' })
  assert.doesNotMatch(page.url(), /place=/)
  // The next test begins at the results of all places, not at those that stand there until they come.
  await page.goto(`${desk.address}search?q=u`)
  await page.locator('.hit').first().waitFor()
})

test('S22 weeks are chosen by keys, and the choice is in the address and in its table', async () => {
  const weeks = page.getByRole('slider', { name: 'Open advertenties per week van plaatsing' })
  await weeks.focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Shift+ArrowRight')
  const says = await weeks.getAttribute('aria-valuetext')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: /^Geplaatst: .*Haal dit weg$/ }).waitFor()
  assert.match(page.url(), /postedFrom=2026-08-24&postedTo=2026-09-06/)
  await showsOpen(says?.split(': ')[1])
  await page.locator('.week-bars').getByRole('button', { name: 'Als tabel' }).click()
  const rows = await page.locator('.week-bars tbody tr').allInnerTexts()
  assert.equal(
    rows.reduce((sum, row) => sum + Number(row.split('\t').at(-1)), 0),
    await opened()
  )
  await page.getByRole('button', { name: 'Als tekening' }).click()
  await page.getByRole('button', { name: 'Alle weken' }).click()
})

test('Complaint 4: j, k, Space and Enter go through the list; the preview leaves the list where it is, and back restores scroll, selection, filters and focus', async () => {
  // Low, so that the chosen one lies below the fold.
  await page.setViewportSize({ width: 1440, height: 500 })
  await page.goto(`${desk.address}search?q=u&state=open&sort=posted`)
  await page.locator('.hit').nth(3).waitFor()
  await page.locator('h1').focus()
  for (const key of ['j', 'j', 'j', 'k']) await page.keyboard.press(key)
  const chosen = page.locator('.hit[data-chosen]')
  await chosen.waitFor()
  assert.equal(await chosen.count(), 1)
  const title = await chosen.locator('h2').innerText()
  await page.keyboard.press('Space')
  const preview = page.getByRole('complementary', { name: 'Voorbeeld' })
  assert.equal(await preview.getByRole('heading', { level: 2 }).innerText(), title)
  await preview.locator('.fact').first().waitFor()
  await assertClean(page, 'Zoeken met voorbeeld')
  const address = page.url()
  assert.match(address, /at=\d+.*sort=posted.*state=open/)
  await page.evaluate(() => window.scrollTo(0, 240))
  await page.waitForFunction(() => window.scrollY > 0)
  const before = await standing(page)
  assert.ok(before.y > 0, 'it was scrolled')
  await page.keyboard.press('Enter')
  await page.waitForURL(/adverts\/\d+$/)
  await page.locator('.advert-text, .fact').first().waitFor()
  await page.goBack()
  await preview.waitFor()
  assert.equal(await page.locator('.hit[data-chosen] h2').innerText(), title)
  await standsAgain(page, before)
  // Another filter is a step too, and the way back from it ends where one was; so does loading the address anew.
  await page.locator('.facet-value').first().focus()
  const { y } = await standing(page)
  await page.keyboard.press('Enter')
  await page.waitForURL((url) => url.href !== address)
  await page.locator('.hit').first().waitFor()
  await page.goBack()
  await page.waitForURL(address)
  await page.locator('.hit[data-chosen]').waitFor()
  await page.waitForFunction((there) => Math.abs(window.scrollY - there) < 2, y)
  await page.reload()
  assert.equal(await page.locator('.hit[data-chosen] h2').innerText(), title)
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.locator('h1').focus()
  await page.keyboard.press('Space')
  await preview.waitFor({ state: 'detached' })
})

test('Complaint 2: the button says how many go out, and the file holds as many', async () => {
  const count = await counted()
  await page.getByRole('button', { name: `Uitvoer ${count} als JSONL` }).click()
  await page.getByRole('dialog').getByRole('textbox').fill('Voor het dossier')
  const asks = page.waitForRequest('**/api/search/export')
  const [file] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')])
  const lines = readFileSync(await file.path(), 'utf8')
    .trim()
    .split('\n')
  assert.equal(lines.length, count)
  // What comes in between the count and the click stays out of the file.
  const { upTo } = (await asks).postDataJSON() as { upTo: number }
  assert.ok(upTo >= count, `${upTo}`)
  await page.getByText(`${count} advertenties uitgevoerd`).waitFor()
})

test('sealed adverts are one line a site, which leads to them', async () => {
  const lines = page.locator('.folded')
  const words = await lines.allInnerTexts()
  const sealed = (await counted()) - (await opened())
  assert.equal(
    words.reduce((sum, line) => sum + Number(/^\d+/.exec(line)?.[0] ?? 0), 0),
    sealed
  )
  if (sealed > 0) {
    await lines.first().getByRole('link').click()
    await page.locator('.hit-sealed').first().waitFor()
    assert.equal(await page.locator('.hit:not(.hit-sealed)').count(), 0)
    await page.goBack()
  }
})

test('S9 a site is called by the name of its source: beside the list, in its chip, in the path, in the preview and at what is sealed', async () => {
  await page.route('**/api/names', async (route) => {
    const answer = await route.fetch()
    const names = (await answer.json()) as Names
    const sites = ['klusbord', 'jobzuid', 'prikbord', 'werkbel'].map((one) => ({
      host: `${one}.example`,
      name: `Bron ${one}`
    }))
    await route.fulfill({ response: answer, json: { ...names, sites } })
  })
  await page.goto(`${desk.address}search?q=u`)
  const site = page.locator('.facet', { hasText: 'Site' }).locator('.facet-value').first()
  await site.getByText(/^Bron /).waitFor()
  const name = await site.locator('.cut').innerText()
  await site.click()
  await page.getByRole('button', { name: `Site: ${name}. Haal dit weg` }).waitFor()
  await page.getByRole('button', { name: 'Voorbeeld' }).first().click()
  await page.locator('.preview h2').waitFor()
  assert.match(name, /^Bron /)
  assert.doesNotMatch(await page.locator('main').innerText(), /\b(klusbord|jobzuid|prikbord|werkbel)\.example\b/)
  await page.goto(`${desk.address}search?q=u`)
  const sealed = page.locator('.folded')
  await page.locator('.hit').first().waitFor()
  for (const line of await sealed.allInnerTexts()) assert.match(line, /op Bron /)
  await page.unroute('**/api/names')
})

test('the list is narrow on a narrow screen, in the dark, and in English, and is clean there', async () => {
  const english = await desk.signIn('analyst', 'en')
  await english.setViewportSize({ width: 400, height: 900 })
  await english.emulateMedia({ colorScheme: 'dark' })
  const land: string[] = []
  english.on('request', (request) => {
    if (/\/(SearchMap|outlines|municipalities)-[\w-]+\.js(on)?$/.test(request.url())) land.push(request.url())
  })
  await english.goto(`${desk.address}search?q=u&sort=shared`)
  await english.locator('.hit').first().waitFor()
  assert.deepEqual(land, [], 'the map and its land are sent once the map is opened')
  await english.getByText('Narrow down').click()
  await english.getByRole('group', { name: 'Place', exact: true }).waitFor()
  await english.getByRole('region', { name: 'Map of the results' }).locator('.land').first().waitFor()
  assert.ok(land.length > 2, land.join('\n'))
  assert.ok(await english.evaluate(() => document.documentElement.scrollWidth <= 400))
  await assertClean(english, 'Search, narrow and dark')
  assert.deepEqual(desk.outside, [])
  assert.deepEqual(desk.broken, [])
})

test('Complaint 11: a search is saved, shared and followed, and what comes in for it stands on Today as one line', async () => {
  const mine = await desk.signIn('analyst')
  await mine.goto(`${desk.address}search?q=kamer`)
  await mine.getByRole('button', { name: 'Bewaar deze vraag' }).click()
  const box = mine.getByRole('dialog')
  await box.getByLabel('Naam').fill('Kamers')
  await box.getByLabel('Deel met wie onder deze grondslag werkt').check()
  await box.getByRole('button', { name: 'Bewaren' }).click()
  await box.waitFor({ state: 'detached' })
  await mine.getByRole('button', { name: 'Volgen: Kamers' }).click()
  await mine.getByText(/gevolgd tot/).waitFor()
  await assertClean(mine, 'Zoeken met bewaarde vraag')
  await mine.goto(`${desk.address}search?q=kamer%20busje`)
  await mine.locator('.tree .tree').getByRole('link', { name: '… busje' }).waitFor()
  const colleague = await desk.signIn('detective')
  await colleague.goto(`${desk.address}search`)
  await colleague.getByRole('link', { name: 'Kamers' }).click()
  await colleague.locator('.hit').first().waitFor()
  assert.match(colleague.url(), /search\?q=kamer$/)
  await colleague.locator('.tree').first().waitFor()
  assert.equal(await colleague.locator('.tree').count(), 1, 'the path of a colleague is not hers')
})
