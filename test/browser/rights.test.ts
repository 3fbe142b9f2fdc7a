/** Proportionality and requests of persons about their data, in a real browser: counted, registered, late at home, answered. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { assertClean } from '../support/clean.ts'
import { startDesk, type Desk } from '../support/desk-browser.ts'
import { roomAdverts } from '../support/room-adverts.ts'

let desk: Desk

before(async () => {
  desk = await startDesk('rights', roomAdverts())
})
after(() => desk?.stop())

test('the auditor sees what was collected and read, registers a request about data, and is warned at home until it is answered', async () => {
  const page = await desk.signIn('auditor')
  await page.goto(`${desk.address}audit?part=proportionality`)
  await page.getByRole('heading', { name: 'Reeks “oefening”' }).waitFor()
  const table = page.getByRole('region', { name: /Proportionaliteit van reeks oefening/ })
  assert.match(await table.innerText(), /Op tijd gewist/)
  await page.getByText(/ooit door een mens gelezen: \d/).waitFor()
  await assertClean(page, 'Toezicht, proportionaliteit')
  await page.getByRole('link', { name: 'Verzoeken', exact: true }).click()
  await page.getByText('Niemand heeft naar eigen gegevens gevraagd').waitFor()
  await page.getByRole('button', { name: 'Verzoek inschrijven' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Soort').selectOption('correction')
  await dialog.getByLabel('Wie vraagt het').fill('Vera Vraag')
  await dialog.getByLabel('Wat wordt gevraagd').fill('Mijn nummer staat bij een ander')
  await dialog.getByRole('spinbutton').last().click()
  await page.keyboard.type('2024')
  await assertClean(page, 'Verzoek inschrijven')
  await dialog.getByRole('button', { name: 'Schrijf in' }).click()
  await page.getByText(/te laat: uiterlijk .* 202[45]/).waitFor()
  await assertClean(page, 'Toezicht, verzoeken')
  await page.goto(desk.address)
  await page.getByRole('link', { name: 'Beantwoord verzoeken over gegevens: de termijn is om' }).first().click()
  await page.getByRole('button', { name: /^Beantwoord: verzoek over gegevens/ }).click()
  await page.getByRole('dialog').getByLabel('Reden').fill('gecorrigeerd')
  await assertClean(page, 'Verzoek beantwoorden')
  await page.getByRole('dialog').getByRole('button', { name: 'Beantwoord' }).click()
  await page.getByText(/Beantwoord op .*gecorrigeerd/).waitFor()
  assert.deepEqual([desk.outside, desk.broken], [[], []])
})
