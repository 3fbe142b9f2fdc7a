/** A decision on a partner from its proposal to its end, as the people of the practice instance do it: whoever shares sees exactly what leaves, and so does who confirms. */
import assert from 'node:assert/strict'
import type { Locator } from 'playwright-core'
import { assertClean } from '../support/clean.ts'
import type { Desk } from '../support/desk-browser.ts'
import { personAt } from '../support/desk-person.ts'
import { textThatSays } from '../support/text-that-says.ts'

const leaves = /Vorm van uitbuiting\s+arbeidsuitbuiting\s+Plaats\s+Naaldwijk\s+Vraag\s+Staan hier mensen ingeschreven\?/

/** `where`: the address of an open case that the detective leads. */
export async function walkPartner(desk: Desk, where: string): Promise<void> {
  const lead = await personAt(desk.address, 'detective')
  const rights = ['read', 'add', 'change']
  await lead.act('POST', `/api/${where}/members`, { user: 'analyst', rights, reason: 'Tweede persoon.' })
  const organisation = await decided(desk)
  await disclosed(desk, where)
  await conferred(desk, where)
  await barred(desk, where)
  await received(desk, organisation)
}

/** Recorded and proposed by a coordinator, confirmed by a prosecutor. Resolves to the address of the organisation. */
async function decided(desk: Desk): Promise<string> {
  const page = await desk.enter('coordinator')
  const dialog = page.getByRole('dialog')
  await page.getByRole('link', { name: 'Partners', exact: true }).click()
  await page.getByText('Er is nog geen partner vastgelegd.').waitFor()
  await page.getByRole('button', { name: 'Leg een partner vast' }).click()
  await dialog.getByLabel('Naam').fill('Gemeente Voorbeeld')
  await dialog.getByLabel('Waar bereikbaar').fill('Team veiligheid')
  await dialog.getByLabel('Paula Prins').check()
  await dialog.getByLabel('Waarom?').fill('Kent de adressen.')
  await send(dialog, 'Leg vast')
  await page.getByRole('heading', { level: 1, name: 'Gemeente Voorbeeld' }).waitFor()
  await page.getByRole('button', { name: 'Stel een besluit voor' }).click()
  await dialog.getByLabel('Welk belang dient het?').fill('Veilig wonen.')
  for (const field of ['Vorm van uitbuiting', 'Plaats', 'Vraag']) await dialog.getByLabel(field).check()
  await dialog.getByLabel('Onder welke voorwaarden?').fill('Niet verder delen.')
  await send(dialog, 'Stel voor')
  const panel = page.getByRole('region', { name: 'art. 20 Wpg: aan een samenwerkingsverband' })
  await textThatSays(panel, /U stelde dit zelf voor[\s\S]*Veilig wonen\.[\s\S]*Niet\s+Regio, Adres/)
  assert.equal(await panel.getByRole('button', { name: 'Bevestig' }).count(), 0)
  await assertClean(page, 'Een partner')
  const address = page.url()

  const other = await desk.enter('prosecutor')
  await other.goto(address)
  await other.getByRole('button', { name: 'Bevestig' }).click()
  await other.getByRole('dialog').getByLabel(/reden/i).fill('Noodzakelijk en evenredig.')
  await send(other.getByRole('dialog'), 'Bevestig')
  await textThatSays(other.locator('main'), /geldt[\s\S]*Besloten/)
  return address
}

/** Asked by one member of the case, confirmed by another: to both exactly what leaves is shown. */
async function disclosed(desk: Desk, where: string): Promise<void> {
  const page = await desk.enter('detective')
  const dialog = page.getByRole('dialog')
  await page.goto(`${desk.address}${where}?tab=disclosures`)
  await page.getByRole('button', { name: 'Verstrek iets' }).click()
  await dialog.getByLabel('Vorm van uitbuiting').selectOption('labour')
  await dialog.getByLabel('Plaats').fill('Naaldwijk')
  await dialog.getByLabel('Vraag').fill('Staan hier mensen ingeschreven?')
  await dialog.getByLabel('Waarom?').fill('Voor het onderzoek naar wonen.')
  await dialog.getByRole('button', { name: 'Bekijk wat eruit gaat' }).click()
  await textThatSays(page.getByRole('dialog', { name: 'Dit gaat eruit, en niets anders' }), leaves)
  await send(dialog, 'Vraag een tweede lid')
  const row = page.getByRole('region', { name: 'Verstrekkingen' })
  await textThatSays(row, /Gemeente Voorbeeld\s+wacht op een tweede lid[\s\S]*U vroeg dit zelf/)
  await assertClean(page, 'Verstrekkingen')

  const other = await desk.enter('analyst')
  await other.goto(`${desk.address}${where}?tab=disclosures`)
  await other.getByRole('button', { name: 'Verstrek aan Gemeente Voorbeeld' }).click()
  await textThatSays(other.getByRole('dialog'), leaves)
  await other.getByRole('dialog').getByLabel(/reden/i).fill('Klopt, en niet meer dan nodig.')
  await send(other.getByRole('dialog'), 'Verstrek')
  await textThatSays(
    other.getByRole('region', { name: 'Verstrekkingen' }),
    /Gemeente Voorbeeld\s+verstrekt[\s\S]*Besloten/
  )
}

/** A conference with the partner, of whose two decisions one is taken out again, and the code of the disclosure; by keys where a pointer is not needed. */
async function conferred(desk: Desk, where: string): Promise<void> {
  const page = await desk.enter('detective')
  const dialog = page.getByRole('dialog')
  await page.goto(`${desk.address}${where}?tab=disclosures`)
  await page.getByRole('button', { name: 'Leg een overleg vast' }).press('Enter')
  await dialog.getByLabel('Waarover?').fill('Overleg over het pand')
  await dialog.getByLabel('Verslag', { exact: true }).fill('De huurder wisselt.')
  for (const decision of ['Vervalt', 'Bezoek aan het pand']) {
    await dialog.getByRole('button', { name: 'Nog een besluit' }).press('Enter')
    await dialog.getByLabel('Besluit', { exact: true }).last().fill(decision)
  }
  await dialog.getByRole('button', { name: 'Nog iemand aan tafel' }).press('Enter')
  const seat = dialog.getByRole('group', { name: 'Plaats 2' })
  await seat.getByLabel('Aan tafel').selectOption({ label: 'Gemeente Voorbeeld (gemeente)' })
  await seat.getByLabel('ziet besluit 2: Bezoek aan het pand').press('Space')
  await dialog.getByRole('group', { name: 'Besluit 2' }).getByLabel('Wie doet het?').selectOption('2')
  await dialog.getByRole('button', { name: 'Haal besluit 1 weg' }).press('Enter')
  await assertClean(page, 'Een overleg')
  await dialog.getByLabel('Waarom?').fill('Zo besproken.')
  await send(dialog, 'Leg een overleg vast')
  const panel = page.getByRole('region', { name: 'Overleg over de zaak' })
  await textThatSays(panel, /De huurder wisselt\.\s+1\. Bezoek aan het pand \(gemeente[\s\S]*gemeente ziet: Besluit 1/)
  assert.doesNotMatch(await panel.innerText(), /Vervalt/)

  const codes = page.getByRole('region', { name: 'Behandelcodes' })
  await codes.getByRole('button', { name: /^Zet de code van Verstrekking aan Gemeente Voorbeeld/ }).press('Enter')
  await dialog.getByLabel('Wat mag ermee (PAP)?').selectOption('green')
  await dialog.getByLabel('Waarom?').fill('Mag gemerkt worden.')
  await send(dialog, 'Zet de code')
  await textThatSays(codes, /Verstrekking aan Gemeente Voorbeeld[\s\S]*PAP:GREEN/)
  await page.setViewportSize({ width: 320, height: 800 })
  assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 320, 'no scrolling aside')

  const told = await desk.enter('coordinator')
  await told.goto(`${desk.address}partners`)
  await textThatSays(told.getByRole('region', { name: 'Andere Bakens' }), /afgesproken\.[\s\S]*dit Baken: [0-9a-f]{64}/)
}

/** A barrier with the partner, in the barrier model of the case; it waits under Partners as well. */
async function barred(desk: Desk, where: string): Promise<void> {
  const page = await desk.enter('detective')
  const dialog = page.getByRole('dialog')
  await page.goto(`${desk.address}${where}?tab=barriers`)
  await page.getByRole('button', { name: 'Leg iets vast bij Huisvesting' }).click()
  await dialog.getByLabel('Wat is het?').selectOption('barrier')
  await dialog.getByLabel('Wat?', { exact: true }).fill('Controle van het pand')
  await dialog.getByLabel('Wie werpt de barrière op?').selectOption({ label: 'Gemeente Voorbeeld' })
  await dialog.getByLabel('Met welk middel?').fill('Bezoek met de brandweer')
  await dialog.getByLabel('Waarom?').fill('Er slapen te veel mensen.')
  await send(dialog, 'Leg vast')
  const step = page.getByRole('region', { name: 'Huisvesting' })
  await textThatSays(
    step,
    /barrière\s+Controle van het pand\s+te doen[\s\S]*Gemeente Voorbeeld: Bezoek met de brandweer/
  )
  await step.getByRole('button', { name: 'Werk bij: Controle van het pand' }).click()
  await dialog.getByLabel('Hoe staat het ervoor?').selectOption('asked')
  await dialog.getByLabel('Waarom?').fill('Vandaag gebeld.')
  await send(dialog, 'Werk bij')
  await textThatSays(step, /Controle van het pand\s+gevraagd/)
  await assertClean(page, 'Barrières')
  await page.goto(`${desk.address}partners`)
  const waits = page.getByRole('region', { name: 'Barrières die wachten' })
  await textThatSays(waits, /0 over tijd[\s\S]*Controle van het pand\s+gevraagd[\s\S]*Huisvesting · Gemeente Voorbeeld/)
  await assertClean(page, 'Partners')
  await page.setViewportSize({ width: 320, height: 800 })
  await page.goto(`${desk.address}${where}?tab=barriers`)
  await textThatSays(step, /Controle van het pand/)
  assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 320, 'no scrolling aside')
}

/** Read by the partner, from the first screen on, until the decision is taken back. */
async function received(desk: Desk, organisation: string): Promise<void> {
  const page = await desk.signIn('partner')
  await page.getByRole('button', { name: 'Kies een grondslag' }).click()
  await page.getByLabel('Waarom nu').fill('Er is iets met ons gedeeld.')
  await page.getByRole('button', { name: 'Werken onder deze grondslag' }).click()
  await page.getByRole('link', { name: /^Gedeeld op/ }).click()
  await textThatSays(page.locator('main'), leaves)
  await textThatSays(page.locator('main'), /Niet verder delen\.[\s\S]*Regel in het logboek van de politie\s+\d/)
  await page.getByRole('button', { name: 'Antwoord', exact: true }).click()
  await page.getByRole('dialog').getByLabel('Hoe staat het ervoor?').selectOption('done')
  await page.getByRole('dialog').getByLabel('Wat wilt u melden?').fill('Er staat niemand ingeschreven.')
  await send(page.getByRole('dialog'), 'Verstuur')
  await textThatSays(page.getByRole('region', { name: 'Antwoorden' }), /gedaan[\s\S]*Er staat niemand ingeschreven/)
  assert.doesNotMatch(await page.locator('main').innerText(), /Kaswerk|Daan|Anouk/)
  await assertClean(page, 'Met u gedeeld')
  await page.setViewportSize({ width: 320, height: 800 })
  assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 320, 'no scrolling aside')
  const key = page.url().slice(desk.address.length)

  const other = await desk.enter('prosecutor')
  await other.goto(organisation)
  await other.getByRole('button', { name: 'Trek in' }).click()
  await other.getByRole('dialog').getByLabel(/reden/i).fill('Niet meer nodig.')
  await send(other.getByRole('dialog'), 'Trek in')
  await textThatSays(other.locator('main'), /ingetrokken/)

  const again = await desk.enter('partner')
  await again.goto(`${desk.address}${key}`)
  await again.getByRole('alert').waitFor()
  assert.doesNotMatch(await again.locator('main').innerText(), /Naaldwijk/)
  await again.getByRole('link', { name: 'Alles wat met u gedeeld is' }).click()
  await again.getByText('Er is nu niets met u gedeeld.').waitFor()
}

async function send(dialog: Locator, action: string): Promise<void> {
  await dialog.getByRole('button', { name: action, exact: true }).click()
  await dialog.waitFor({ state: 'detached' })
}
