/** The looks of the screens in a real browser: nothing is cut off, nothing scrolls away, days and letters are Baken's own. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { startDesk, type Desk } from '../support/desk-browser.ts'
import { personAt } from '../support/desk-person.ts'
import { roomAdverts } from '../support/room-adverts.ts'

let desk: Desk
let page: Page

before(async () => {
  desk = await startDesk('looks', roomAdverts(), { opened: true })
  page = await desk.signIn('analyst')
})
after(() => desk?.stop())

test('S2 the queue fills the window: its panes scroll, and the page behind them does not', async () => {
  await page.goto(`${desk.address}signals`)
  await page.locator('[role=option]').nth(2).waitFor()
  await page.getByRole('heading', { name: 'Waarom dit een blik verdient' }).waitFor()
  await page.mouse.move(700, 600)
  for (let turn = 0; turn < 12; turn++) await page.mouse.wheel(0, 900)
  // The middle pane does scroll.
  await page.waitForFunction(() => (document.querySelector('.queue-signal')?.scrollTop ?? 0) > 100)
  const after = await page.evaluate(() => ({
    page: window.scrollY,
    tall: document.documentElement.scrollHeight - window.innerHeight,
    header: document.querySelector('header')?.getBoundingClientRect().top
  }))
  assert.equal(after.page, 0)
  assert.ok(after.tall <= 1, `the page is ${after.tall} px taller than the window`)
  assert.equal(after.header, 0)
})

test('S14 the purpose is whole at every width, and every door of the navigation can be seen', async () => {
  for (const width of [320, 400, 720, 1024, 1440, 2560]) {
    await page.setViewportSize({ width, height: 900 })
    await page.waitForTimeout(80)
    const menu = page.getByRole('button', { name: 'Menu' })
    await menu.waitFor({ state: width < 600 ? 'visible' : 'hidden' })
    if (width < 600) {
      const height = await page.evaluate(() => document.querySelector('header')?.offsetHeight ?? 0)
      assert.ok(height < 220, `K42 at ${width} px the header is ${height} px high`)
      await menu.press('Enter')
    }
    const seen = await page.evaluate(() => {
      const purpose = document.querySelector<HTMLElement>('.mandate-purpose')
      const inside = (box: DOMRect): boolean => box.left >= 0 && box.right <= window.innerWidth + 0.5 && box.width > 0
      return {
        text: purpose?.innerText ?? '',
        cut: purpose === null ? null : [...purpose.getClientRects()].every(inside),
        hidden: purpose === null ? '' : getComputedStyle(purpose).textOverflow + getComputedStyle(purpose).overflow,
        doors: [...document.querySelectorAll('nav a')].map((door) => inside(door.getBoundingClientRect()))
      }
    })
    assert.match(seen.text, /verzonnen web$/, `${width} px`)
    assert.equal(seen.cut, true, `${width} px`)
    assert.equal(seen.hidden, 'clipvisible', `${width} px`)
    assert.ok(seen.doors.length >= 5 && seen.doors.every(Boolean), `${width} px: ${seen.doors.join()}`)
    if (width < 600) await menu.press('Enter')
  }
  await page.setViewportSize({ width: 1440, height: 900 })
})

test('reports above the signals are read, three at most, and the signals stay in view', async () => {
  const officer = await personAt(desk.address, 'officer')
  for (const nr of [1, 2, 3, 4])
    await officer.act('POST', '/api/reports', {
      key: `melding-0000${nr}`,
      place: 'Naaldwijk',
      what: `Een bestelbus brengt elke ochtend dezelfde ${nr} mensen, die niet alleen weg mogen en niets bij zich hebben.`,
      signs: ['1.1']
    })
  for (const width of [1440, 400]) {
    await page.setViewportSize({ width, height: 900 })
    await page.goto(`${desk.address}signals`)
    const rows = page.locator('.queue-reports li')
    await rows.first().waitFor()
    assert.equal(await rows.count(), 3, `${width} px`)
    for (const row of await rows.all()) {
      const [words, state] = await Promise.all([row.locator('a').boundingBox(), row.locator('p').boundingBox()])
      assert.ok((words?.width ?? 0) > 200, `${width} px: the words are ${words?.width} px wide`)
      assert.ok(
        (words?.y ?? 0) + (words?.height ?? 0) <= (state?.y ?? 0) + 1,
        `${width} px: the state lies over the words`
      )
    }
    const signal = await page.locator('[role=option]').first().boundingBox()
    assert.ok((signal?.y ?? 900) + (signal?.height ?? 0) < 900, `${width} px: a signal is in view`)
  }
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.getByRole('link', { name: 'nog 1 melding' }).press('Enter')
  await page.waitForURL(/kind=reports/)
  await page.locator('.queue-reports li').nth(3).waitFor()
})

test('beside all doors that a person may have, the search box keeps room for a number, in both languages', async () => {
  for (const language of ['nl', 'en'] as const) {
    const wide = await desk.enter('coordinator', language)
    const box = wide.getByRole('banner').getByRole('searchbox')
    await box.waitFor()
    // A door more, as members of a file of a minor have.
    await wide.locator('#doors').evaluate((doors) => doors.append(doors.lastElementChild?.cloneNode(true) ?? ''))
    for (const width of [1440, 1280, 1024]) {
      await wide.setViewportSize({ width, height: 900 })
      assert.ok(((await box.boundingBox())?.width ?? 0) >= 140, `${width} px, ${language}`)
      assert.ok(await wide.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), `${width} px`)
    }
  }
  page = await desk.enter('analyst')
})

test('on a phone the search box is known by its lens, and has a row of its own while one types', async () => {
  await page.setViewportSize({ width: 400, height: 900 })
  await page.goto(desk.address)
  const box = page.getByRole('banner').getByRole('searchbox')
  await page.locator('.quick-search svg').waitFor()
  await box.press('0')
  assert.ok(((await box.boundingBox())?.width ?? 0) > 300)
  await page.setViewportSize({ width: 1440, height: 900 })
})

test('K5 of the reasons of a signal a stronger kind of evidence stands above a weaker one', async () => {
  await page.goto(`${desk.address}signals`)
  await page.getByRole('heading', { name: 'Waarom dit een blik verdient' }).waitFor()
  const steps = await page.locator('.reason-for .reason-main > :first-child').allInnerTexts()
  const order = ['Getoetst', 'Ondersteund', 'Praktijk']
  const places = steps.map((step) => order.indexOf(step.trim()))
  assert.ok(new Set(places).size > 1 && !places.includes(-1), `saw ${steps.join(', ')}`)
  assert.deepEqual(places, places.toSorted())
})

test('K27 K32 K48 what an address asks and is not there is as if it were not asked, and a number that is none is said to be none', async () => {
  await page.goto(`${desk.address}signals?state=nope`)
  await page.getByRole('button', { name: /^Open/, pressed: true }).waitFor()
  await page.getByRole('heading', { name: 'Waarom dit een blik verdient' }).waitFor()
  await page.goto(`${desk.address}adverts/1?tab=nope`)
  await page.getByRole('tab', { name: 'Tekst', selected: true }).waitFor()
  await page.goto(`${desk.address}fact?kind=any&value=0699999999`)
  await page.getByText('Dit leest Baken niet als nummer').waitFor()
  assert.equal(await page.getByRole('button', { name: 'Opnieuw proberen' }).count(), 0)
  await page.goto(`${desk.address}adverts/99999999`)
  await page.getByRole('alert').waitFor()
  assert.equal(await page.getByRole('button', { name: 'Opnieuw proberen' }).count(), 0)
})

test('K1 the strip of the mandate is one line at 1440 px in both languages, however long the progress is', async () => {
  await page.setViewportSize({ width: 1440, height: 900 })
  for (const language of ['Switch to English', 'Schakel naar Nederlands']) {
    const heights = await page.evaluate(() => {
      const strip = document.querySelector<HTMLElement>('.header-ground')
      const said = document.querySelector<HTMLElement>('.progress > span:last-of-type')
      if (strip === null || said === null) return []
      const kept = said.textContent
      return ['1', '123.456 pagina’s gelezen, 12.345 te gaan, en nog veel meer om te doen', kept].map((text) => {
        said.textContent = text
        return strip.offsetHeight
      })
    })
    assert.equal(heights.length, 3)
    assert.ok(Math.max(...heights) < 48 && new Set(heights).size === 1, `${language}: ${heights.join()}`)
    await page.getByRole('button', { name: language }).click()
    await page.getByRole('button', { name: language }).waitFor({ state: 'detached' })
  }
})

test('S14 a day is asked in the language of the screen, whatever the browser speaks, and reaches the address', async () => {
  await page.goto(`${desk.address}search?q=kamer`)
  const from = page.getByRole('group', { name: 'Vanaf' })
  assert.match((await from.innerText()).replaceAll(/[\u2066-\u2069\s]/g, ''), /^dd-mm-jjjj/)
  await from.getByRole('spinbutton').first().focus()
  await page.keyboard.type('01092026')
  await page.getByRole('main').getByRole('button', { name: 'Zoeken', exact: true }).click()
  await page.waitForURL(/from=2026-09-01/)
  assert.match((await from.innerText()).replaceAll(/[\u2066-\u2069\s]/g, ''), /^01-09-2026/)
})

test('Complaint 12: the letters come with Baken, and nothing is asked from outside', async () => {
  assert.equal(await page.evaluate(async () => (await document.fonts.load('14px "Inter Variable"')).length > 0), true)
  assert.deepEqual(desk.outside, [])
  assert.deepEqual(desk.broken, [])
})
