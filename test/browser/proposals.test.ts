/** Proposals in a real browser: an analyst bundles and offers, a coordinator weighs in words, and both read the record. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { assertClean } from '../support/clean.ts'
import { startDesk, type Desk } from '../support/desk-browser.ts'
import { roomAdverts } from '../support/room-adverts.ts'
import { textThatSays } from '../support/text-that-says.ts'

let desk: Desk
before(async () => {
  desk = await startDesk('proposals', roomAdverts(), { opened: true })
})
after(() => desk?.stop())

test('an analyst makes a proposal of a signal and offers it, a coordinator weighs it, and the record says what was decided and why', async () => {
  const analyst = await desk.signIn('analyst')
  await analyst.goto(`${desk.address}proposals?make=1&signal=1`)
  const dialog = analyst.getByRole('dialog')
  await dialog.getByLabel('Naam').fill('Kaswerk')
  await dialog.getByRole('button', { name: 'Maak een voorstel' }).click()
  await dialog.waitFor({ state: 'detached' })
  await analyst.getByRole('button', { name: 'Bied Kaswerk aan' }).click()
  await analyst.getByText('wacht op weging', { exact: true }).waitFor()
  await textThatSays(
    analyst.getByRole('article', { name: 'Kaswerk' }),
    /06-10 10 12 12 Medewerkers kas, onderdak en vervoer geregeld … 34 advertenties/
  )
  await assertClean(analyst, 'Voorstellen')

  const coordinator = await desk.signIn('coordinator')
  await coordinator.goto(`${desk.address}proposals?show=offered`)
  await coordinator.getByRole('button', { name: 'Cijfers van een team' }).click()
  const figures = coordinator.getByRole('dialog')
  await figures.getByLabel('Team').fill('Rotterdam')
  for (const field of await figures.getByRole('spinbutton').all()) await field.fill('11')
  await figures.getByRole('button', { name: 'Leg vast' }).click()
  await figures.waitFor({ state: 'detached' })
  await coordinator.getByRole('rowheader', { name: 'Rotterdam' }).waitFor()
  // S5.4: what is left if a team takes hours, and nothing of it is recorded.
  await coordinator.getByRole('button', { name: 'Wat als?' }).click()
  await coordinator.getByRole('spinbutton', { name: /Rotterdam/ }).fill('4')
  await textThatSays(
    coordinator.getByRole('table', { name: 'Ruimte per team' }),
    /Rotterdam\t11\t11\t11\t11\t11\t\t7\s+Samen\t11\t11\t11\t11\t11\t4\t7/
  )
  await assertClean(coordinator, 'Voorstellen met ruimte')
  await coordinator.getByRole('button', { name: 'Weeg Kaswerk' }).click()
  const sheet = coordinator.getByRole('dialog')
  // K33 nothing is answered beforehand: an unanswered question reads as one.
  assert.deepEqual(
    await sheet
      .locator('select')
      .evaluateAll((all) => [...new Set(all.map((one) => (one as HTMLSelectElement).value))]),
    ['']
  )
  await sheet.getByLabel('Stap: Ernst').selectOption('high')
  await sheet.getByLabel('Zin: Ernst').fill('Loon van 7 euro en papieren bij de baas.')
  await sheet.getByLabel('Besluit').selectOption('other-intervention')
  await sheet.getByLabel('Waarom zo?').fill('De inspectie heeft hier een lopende controle.')
  await assertClean(coordinator, 'Wegen')
  await sheet.getByRole('button', { name: 'Leg vast' }).click()
  await sheet.waitFor({ state: 'detached' })
  await coordinator.goto(`${desk.address}proposals?show=decided`)
  await coordinator.getByText(/^Weging van/).click()
  await textThatSays(
    coordinator.getByRole('article', { name: 'Kaswerk' }),
    /andere aanpak[\s\S]*De inspectie heeft hier een lopende controle\.[\s\S]*Ernst[\s\S]*hoog[\s\S]*Loon van 7 euro/
  )
  assert.deepEqual([desk.outside, desk.broken], [[], []])
})

test('S5.6 S5.13 a coordinator sees who moves before the order changes, and makes the sheet of the month', async () => {
  const analyst = await desk.enter('analyst')
  for (const [title, urgency] of [
    ['Spoed', 'high'],
    ['Rustig', 'low']
  ] as const) {
    await analyst.goto(`${desk.address}proposals?make=1&signal=1`)
    const dialog = analyst.getByRole('dialog')
    await dialog.getByLabel('Naam').fill(title)
    await dialog.getByLabel('Hoe dringend').selectOption(urgency)
    await dialog.getByRole('button', { name: 'Maak een voorstel' }).click()
    await dialog.waitFor({ state: 'detached' })
    await analyst.getByRole('button', { name: `Bied ${title} aan` }).click()
    await analyst.getByRole('article', { name: title }).getByText('wacht op weging', { exact: true }).waitFor()
  }
  const coordinator = await desk.enter('coordinator')
  await coordinator.goto(`${desk.address}proposals?show=offered`)
  const waiting = coordinator.locator('.proposal-list').getByRole('article')
  await waiting.nth(1).waitFor()
  const names = (): Promise<string[]> =>
    waiting.evaluateAll((all) => all.map((one) => one.querySelector('h2, h3')?.textContent ?? ''))
  assert.deepEqual(await names(), ['Spoed', 'Rustig'])
  await coordinator.getByRole('button', { name: 'Verander de volgorde' }).click()
  const dialog = coordinator.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Voeg toe: wat het langst wacht' }).click()
  await dialog.getByRole('button', { name: 'Voeg toe: wat terugkwam' }).click()
  await dialog.getByRole('button', { name: 'wat terugkwam eerder' }).click()
  await dialog.getByRole('button', { name: 'wat het eerst gewogen moet zijn weghalen' }).click()
  await dialog.getByRole('button', { name: 'wat terugkwam weghalen' }).click()
  await textThatSays(dialog.getByRole('table', { name: 'Wie verschuift' }), /Spoed\t1\tblijft\s+Rustig\t2\tblijft/)
  await dialog.getByRole('button', { name: 'wat het langst wacht weghalen' }).waitFor({ state: 'detached' })
  await assertClean(coordinator, 'Volgorde van voorstellen')
  await dialog.getByLabel('Reden').fill('Afgesproken in het overleg.')
  await dialog.getByRole('button', { name: 'Leg deze volgorde vast' }).click()
  await dialog.waitFor({ state: 'detached' })
  await textThatSays(
    coordinator.getByRole('region', { name: 'Volgorde van voorstellen' }),
    /versie 1[\s\S]*wat het langst wacht[\s\S]*Afgesproken in het overleg\.[\s\S]*Eerdere versies/
  )
  await coordinator.getByRole('button', { name: /^Maak het blad van/ }).click()
  const sheet = coordinator.getByRole('dialog')
  await textThatSays(
    sheet,
    /De cijfers zijn die van het logboek\.[\s\S]*wacht op weging\s*2[\s\S]*Besluiten in deze maand[\s\S]*andere aanpak\s*1[\s\S]*voorstel \d+, wegen voor/
  )
  await assertClean(coordinator, 'Maandblad')
  assert.match(
    (await sheet.getByRole('link', { name: 'Neem mee als CSV' }).getAttribute('href')) ?? '',
    /\/api\/sheets\/1\/csv/
  )
  assert.deepEqual([desk.outside, desk.broken], [[], []])
})
