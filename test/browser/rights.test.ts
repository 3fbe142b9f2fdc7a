/** Proportionality, bias and requests of persons about their data, in a real browser: counted, registered, late at home, answered. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { assertClean } from '../support/clean.ts'
import { startDesk, type Desk } from '../support/desk-browser.ts'
import { roomAdverts } from '../support/room-adverts.ts'
import { textThatSays } from '../support/text-that-says.ts'

let desk: Desk

before(async () => {
  desk = await startDesk('rights', roomAdverts(), { opened: true })
})
after(() => desk?.stop())

test('the auditor sees what was collected and read, registers a request about data, and is warned at home until it is answered', async () => {
  const page = await desk.signIn('auditor')
  await page.goto(`${desk.address}audit?part=proportionality`)
  await page.getByRole('heading', { name: /^Oefenen met het herkennen/ }).waitFor()
  const table = page.getByRole('region', { name: /Proportionaliteit van lijn oefening/ })
  await textThatSays(table, /Op tijd gewist/)
  await page.getByText(/ooit door een mens gelezen: \d/).waitFor()
  const opened = page.getByRole('region', { name: /Waarom advertenties onder oefening geopend zijn/ })
  await textThatSays(opened, /Daarna bevestigd[\s\S]*een signaal\s+\d/)
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

test('C12 an auditor sees calibration over all lines, an analyst that of the own mandate, and neither a share of a few', async () => {
  const auditor = await desk.signIn('auditor')
  await auditor.goto(`${desk.address}figures?topic=calibration`)
  const all = auditor.getByRole('region', { name: 'Kalibratie van Alle lijnen van grondslagen samen' })
  await textThatSays(all, /Bevestigd\s+Afgewezen\s+Onbeslist[\s\S]*te weinig om iets te zeggen/)
  assert.doesNotMatch(await all.innerText(), /SX-|calibration\./, 'indicators have words')
  await auditor.setViewportSize({ width: 400, height: 800 })
  await assertClean(auditor, 'Kalibratie, smal')
  const analyst = await desk.signIn('analyst')
  await analyst.goto(`${desk.address}figures?topic=calibration`)
  await textThatSays(analyst.getByRole('main'), /Niets telt per persoon/)
  assert.equal(await analyst.getByText('Alle lijnen van grondslagen samen').count(), 0)
  await assertClean(analyst, 'Kalibratie')
})

test('C12 an analyst computes and proposes other weights, a coordinator adopts them, and everybody sees who, why and what differs', async () => {
  const analyst = await desk.signIn('analyst')
  await analyst.goto(`${desk.address}figures?topic=calibration`)
  const rules = analyst.getByRole('region', { name: 'Weegregels', exact: true })
  await textThatSays(rules, /de gewichten van Baken gelden[\s\S]*Eén nummer bij veel namen/)
  assert.doesNotMatch(await rules.innerText(), /SX-|CE-|weighRules\./, 'signs have words')
  await rules.getByRole('button', { name: 'Andere gewichten voorstellen' }).click()
  await rules.getByLabel('Trede van Eén nummer bij veel namen').selectOption('practice')
  await rules.getByLabel('Waarom telt Eén nummer bij veel namen anders?').fill('hier vooral huizen')
  await rules.getByLabel('Reden van het hele voorstel').fill('kalibratie van maart')
  assert.ok(await rules.getByRole('button', { name: 'Voorstellen', exact: true }).isDisabled(), 'computed first')
  await rules.getByRole('button', { name: 'Reken door' }).click()
  await textThatSays(rules, /Van \d+ signalen zonder besluit stijgen er \d+, dalen er \d+/)
  await assertClean(analyst, 'Weegregels, voorstel')
  await rules.getByRole('button', { name: 'Voorstellen', exact: true }).click()
  const waiting = analyst.getByRole('region', { name: 'Wacht op een besluit' })
  await textThatSays(waiting, /kalibratie van maart[\s\S]*ondersteund, 25[\s\S]*praktijk, 1[\s\S]*hier vooral huizen/)
  await waiting.getByRole('button', { name: 'Trek in' }).waitFor()
  assert.equal(await waiting.getByRole('button', { name: 'Stel vast' }).count(), 0)
  const coordinator = await desk.signIn('coordinator', 'en')
  await coordinator.setViewportSize({ width: 400, height: 800 })
  await coordinator.goto(`${desk.address}figures?topic=calibration`)
  await coordinator.getByRole('button', { name: 'Adopt' }).click()
  await coordinator.getByRole('dialog').getByLabel('Reason').fill('seen and agreed')
  await coordinator.getByRole('dialog').getByRole('button', { name: 'Adopt' }).click()
  const adopted = coordinator.getByRole('region', { name: 'Rules of weighing', exact: true })
  await textThatSays(adopted, /version 1 holds[\s\S]*of Baken: supported, 25/)
  await coordinator.getByRole('region', { name: 'Versions' }).getByText('Version 1').click()
  await textThatSays(
    coordinator.getByRole('region', { name: 'Versions' }),
    /holds[\s\S]*adopted this on .*seen and agreed/
  )
  await assertClean(coordinator, 'Rules of weighing, narrow')
  await adopted.getByRole('button', { name: 'Propose other weights' }).click()
  await adopted.getByLabel('Step of One number serves many names').waitFor()
  await assertClean(coordinator, 'Rules of weighing, form, narrow')
  assert.deepEqual([desk.outside, desk.broken], [[], []])
})

test('the auditor sees bias by indicator, source and language with its numbers, explained, and takes it along', async () => {
  const page = await desk.signIn('auditor')
  await page.goto(`${desk.address}audit`)
  await page.getByRole('link', { name: 'Vertekening' }).click()
  const table = page.getByRole('region', { name: 'Vertekening van lijn oefening' })
  await table.waitFor()
  await textThatSays(table, /Afgegaan\s+Opgeschaald\s+Afgewezen\s+Teruggedraaid/)
  assert.doesNotMatch(await table.innerText(), /SX-|bias\./, 'indicators have words')
  await assertClean(page, 'Toezicht, vertekening')
  for (const [by, says] of [
    ['bron', /Een netwerk telt in elke bron/],
    ['taal', /zegt hier alleen hoe goed Baken haar leest/],
    ['plaats', /niet waar iemand vandaan komt/]
  ] as const) {
    await page.getByRole('navigation', { name: 'Tel per' }).getByRole('link', { name: by }).click()
    await page.getByText(says).waitFor()
    await page
      .getByText(/Groepen met minder dan 5 signalen staan er niet/)
      .first()
      .waitFor()
  }
  await page.getByLabel('Welke aanwijzing').selectOption({ index: 1 })
  await page.waitForURL(/by=place&indicator=|indicator=.*by=place/)
  await assertClean(page, 'Toezicht, vertekening per plaats')
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'CSV' }).click()])
  assert.equal(file.suggestedFilename(), 'vertekening.csv')
  assert.deepEqual([desk.outside, desk.broken], [[], []])
})
