/** An exercise in a real browser, on a phone, and a practice queue: sentences chosen, acts put in order by buttons, feedback per sentence with its source. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { assertClean } from '../support/clean.ts'
import { startDesk, type Desk } from '../support/desk-browser.ts'
import { roomAdverts } from '../support/room-adverts.ts'
import { textThatSays } from '../support/text-that-says.ts'

let desk: Desk
before(async () => {
  desk = await startDesk('exercises', roomAdverts())
})
after(() => desk?.stop())

test('an analyst decides on a practice queue, and reads which rings were found and who was accused', async () => {
  const page = await desk.signIn('analyst')
  await page.setViewportSize({ width: 320, height: 640 })
  await page.locator('.avatar').press('Enter')
  await page.getByRole('menuitem', { name: 'Oefeningen' }).press('Enter')
  const main = page.getByRole('main')
  await main.getByRole('link', { name: 'Oefenwereld 733' }).click()
  await main.getByRole('button', { name: 'Open advertentie 1 van signaal 1', exact: true }).press('Enter')
  await main.getByRole('article', { name: 'Advertentie 1 van signaal 1', exact: true }).waitFor()
  await page.waitForFunction(() => document.activeElement?.getAttribute('aria-label') === 'Advertentie 1 van signaal 1')
  await main.getByRole('button', { name: 'Open advertentie 1 van signaal 12', exact: true }).press('Enter')
  await main.getByRole('article', { name: 'Advertentie 1 van signaal 12', exact: true }).waitFor()
  const decisions = main.getByRole('group')
  await decisions.nth(11).waitFor()
  for (const [at, one] of (await decisions.all()).entries())
    await one.getByLabel(at === 0 || at === 11 ? 'Voorstellen' : 'Afsluiten').check()
  await textThatSays(main, /12 van de 12 signalen beslist/)
  await assertClean(page, 'Oefenwerkvoorraad')
  await main.getByRole('button', { name: 'Nakijken' }).press('Enter')
  await textThatSays(
    main,
    /Ringen gevonden: 1 van de \d+\.[\s\S]*Mensen beschuldigd die bij geen ring horen: 1 van de \d+\.[\s\S]*Advertenties geopend: 2\. Daarvan zonder grond[^:]*: 1\./
  )
  await textThatSays(main, /anders dan bekend U stelde voor\. Erachter zat: iemand die zelfstandig werkt \(6\)/)
  await assertClean(page, 'Zo zat het')
  await main.getByRole('link', { name: 'Alle oefeningen' }).click()
  await textThatSays(main, /Oefenwereld 733[\s\S]*gedaan op/)
})

test('S4 an officer does an exercise on a phone, and reads of each sentence what it was and why', async () => {
  const page = await desk.signIn('officer')
  await page.setViewportSize({ width: 320, height: 640 })
  await page.goto(`${desk.address}exercises`)
  const main = page.getByRole('main')
  await main.getByLabel('Vorm van uitbuiting').selectOption('diensten en bedelen')
  await main.getByRole('link', { name: 'Het taalcafé' }).waitFor()
  await main.getByRole('link', { name: 'Een kamer boven de zaak' }).waitFor({ state: 'detached' })
  await assertClean(page, 'diensten en bedelen')
  await main.getByLabel('Vorm van uitbuiting').selectOption('arbeid')
  await main.getByRole('link', { name: 'Een kamer boven de zaak' }).click()
  await textThatSays(main, /alles is verzonnen[\s\S]*Wat ziet u\?/)
  await main.getByLabel('Hij weet niet in welke straat hij is.').check()
  await main.getByLabel('Hij spreekt geen Nederlands.').check()
  await textThatSays(main, /2 zinnen gekozen/)
  await assertClean(page, 'Wat ziet u?')
  await main.getByRole('button', { name: 'Verder' }).click()
  await main
    .getByRole('button', { name: /^Eerder:/ })
    .last()
    .press('Enter')
  await main.getByLabel('De dienstdoende collega mensenhandel').check()
  await assertClean(page, 'Wat eerst?')
  await main.getByRole('button', { name: 'Nakijken' }).click()
  await textThatSays(
    main,
    /Hij weet niet in welke straat hij is\. goed gezien[\s\S]*Onbekendheid met het eigen werkadres[\s\S]*Bron: Aanwijzing mensenhandel, bijlage 3/
  )
  await textThatSays(main, /Hij spreekt geen Nederlands\. telt hier niet; u koos het[\s\S]*Taal is nooit een signaal/)
  await textThatSays(main, /\d van de \d+ zinnen[\s\S]*gemist/)
  assert.doesNotMatch(await main.innerText(), /\d+ (?:%|procent|punten)/)
  await assertClean(page, 'Zo zat het')
  await main.getByRole('link', { name: 'Alle oefeningen' }).click()
  await textThatSays(main, /Een kamer boven de zaak[\s\S]*gedaan op/)
  assert.deepEqual([desk.outside, desk.broken], [[], []])
})
