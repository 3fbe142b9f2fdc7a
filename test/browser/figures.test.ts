/** The figures in a real browser: a coordinator takes in files, and every value of a year is read with its publication, its changes and its causes. */
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { assertClean } from '../support/clean.ts'
import { startDesk, type Desk } from '../support/desk-browser.ts'
import { roomAdverts } from '../support/room-adverts.ts'
import { textThatSays } from '../support/text-that-says.ts'

const published = path.join(import.meta.dirname, '../../data/figures-nl.csv')

let desk: Desk
before(async () => {
  desk = await startDesk('figures', roomAdverts())
})
after(() => desk?.stop())

test('S8.1 a coordinator takes in published figures; 2014 shows both values, with what each publication counts', async () => {
  const page = await desk.signIn('coordinator')
  await page.getByRole('link', { name: 'Cijfers', exact: true }).click()
  await page.getByText('Er zijn nog geen cijfers.').waitFor()
  await page.getByRole('button', { name: 'Bestand inlezen' }).click()
  const dialog = page.getByRole('dialog')
  const faulty = path.join(desk.data, 'fout.csv')
  writeFileSync(
    faulty,
    'series,publisher,measure,year,value,unit,status,source\nok,P,M,vorig jaar,veel,persons,press,x'
  )
  await dialog.locator('input[type=file]').setInputFiles(faulty)
  await dialog.getByLabel('Waarom leest u dit in?').fill('Nieuwe publicatie')
  await dialog.getByRole('button', { name: 'Lees in' }).click()
  await textThatSays(dialog, /regel 2, year: er staat geen jaar in[\s\S]*regel 2, value: is geen getal/)
  await assertClean(page, 'Inlezen')
  await dialog.locator('input[type=file]').setInputFiles(published)
  await dialog.getByRole('button', { name: 'Lees in' }).click()
  await dialog.waitFor({ state: 'detached' })

  const main = page.getByRole('main')
  await textThatSays(main, /2014 heeft 2 gepubliceerde waarden[\s\S]*1\.561[\s\S]*Monitor 2011-2015[\s\S]*1\.255/)
  await textThatSays(main, /2015 heeft 2 gepubliceerde waarden[\s\S]*1\.321[\s\S]*1\.150/)
  // What publications say in words is said in the language of the screen.
  await textThatSays(
    main,
    /iedere bij het register gemelde mogelijke slachtoffer[\s\S]*andere definitie dan die van 1561/
  )
  assert.doesNotMatch(await main.innerText(), /every possible victim|other definition|possible victims/)
  await assertClean(page, 'Cijfers')
  await page.getByRole('button', { name: /^EN/ }).click()
  await textThatSays(main, /every possible victim reported to the register/)
  await page.getByRole('button', { name: /^NL/ }).click()
  await textThatSays(main, /2014 heeft 2 gepubliceerde waarden/)
})

test('S8.3 each fall is told with its known causes and never as a fall of crime; provisional and definitive stand side by side', async () => {
  const page = await desk.signIn('coordinator')
  await page.goto(`${desk.address}figures?series=victims_reported_rev`)
  const main = page.getByRole('main')
  await textThatSays(main, /Minder meldingen betekent niet minder misdaad/)
  await textThatSays(main, /Van 956–958 \(2017\) naar 668 \(2018\)[\s\S]*alleen nog met toestemming/)
  await main.getByLabel(/^Reeks/).selectOption('reports_by_reporter')
  await textThatSays(main, /voorlopig, definitief\s*481\s*490\s*\+9/)
  await main.getByRole('link', { name: 'Baken', exact: true }).click()
  await textThatSays(main, /Van melding tot uitkomst[\s\S]*Meldingen[\s\S]*Vervolgd\s*minder dan vijf/)
  await textThatSays(main, /In categorieën van IC-TIP en HTCDS/)
  await page.setViewportSize({ width: 320, height: 640 })
  await assertClean(page, 'Cijfers, smal')
  // Opened by its address, and on a phone, the chart has letters that can be read: its styles come with it, and it is drawn in that width.
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.goto(`${desk.address}figures?series=victims_reported_rev`)
  const letters = main.locator('.figure-chart text').first()
  await letters.waitFor()
  const looks = await letters.evaluate((text) => ({
    fill: getComputedStyle(text).fill,
    heightPx: text.getBoundingClientRect().height
  }))
  assert.notEqual(looks.fill, 'rgb(0, 0, 0)')
  assert.ok(looks.heightPx >= 9, `letters ${looks.heightPx} px high`)
  assert.deepEqual([desk.outside, desk.broken], [[], []])
})

test('S3.7 S3.12 counts by week stand as chart, table and map, and a table that one offers another publishes', async () => {
  const page = await desk.enter('analyst')
  await page.goto(`${desk.address}phenomena?from=2026-W35&to=2026-W38`)
  const main = page.getByRole('main')
  const table = main.getByRole('region', { name: 'Aantallen per week' })
  await textThatSays(table, /2026-W35[\s\S]*2026-W38/)
  await main.getByRole('img', { name: /van 2026-W35 tot en met 2026-W38/ }).waitFor()
  await textThatSays(main, /Breuken: hier ontbreekt zicht/)
  await main.getByLabel('Uitgesplitst naar').selectOption('place')
  await page.waitForURL(/by=place/)
  await textThatSays(main, /Op de kaart/)
  await textThatSays(table, /verborgen/)
  await assertClean(page, 'Fenomenen')
  await main.getByLabel('Uitgesplitst naar').selectOption('none')
  await page.waitForURL((url) => !url.search.includes('by='))
  await main.getByRole('button', { name: 'Bied deze tabel aan' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Titel, zonder namen of nummers').fill('Netwerken per week')
  await dialog.getByRole('button', { name: 'Bied deze tabel aan' }).click()
  await dialog.waitFor({ state: 'detached' })
  await textThatSays(main, /Netwerken per week\s*wacht op een tweede persoon/)
  assert.equal(await main.getByRole('button', { name: 'Bekijk en beslis' }).count(), 0)

  const other = await desk.enter('coordinator', 'en')
  await other.goto(`${desk.address}phenomena?from=2026-W35&to=2026-W38`)
  await other.getByRole('button', { name: 'Look and decide' }).click()
  const deciding = other.getByRole('dialog')
  await deciding.getByRole('region', { name: 'Counts by week' }).waitFor()
  await deciding.getByLabel('Why?').fill('Holds')
  await deciding.getByRole('button', { name: 'Publish', exact: true }).click()
  await deciding.waitFor({ state: 'detached' })
  await textThatSays(other.getByRole('main'), /Netwerken per week\s*number 1/)
  assert.deepEqual(desk.outside, [])
})
