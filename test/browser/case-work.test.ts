/** Work in a case in a real browser: a person who is protected, a task that this blocks, an order, and a note that two windows write at once. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { assertClean } from '../support/clean.ts'
import { startDesk, type Desk } from '../support/desk-browser.ts'
import { roomAdverts } from '../support/room-adverts.ts'
import { textThatSays } from '../support/text-that-says.ts'
import { walkPartner } from './partner-walk.ts'

let desk: Desk
let address = ''
before(async () => {
  desk = await startDesk('case-work', roomAdverts(), { opened: true })
  const page = await desk.signIn('coordinator')
  address = await page.evaluate(openCase)
})
after(() => desk?.stop())

/** Opens a case over the interface, as the coordinator; runs in the page. */
async function openCase(): Promise<string> {
  const post = async (path: string, body: object): Promise<{ id: number; version: number }> => {
    const answer = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body)
    })
    if (!answer.ok) throw new Error(`${path} ${await answer.text()}`)
    return (await answer.json()) as { id: number; version: number }
  }
  await post('/api/certificates', { user: 'detective', level: 'certified', validUntil: '2999-01-01' })
  const parts = [{ kind: 'signal', id: 1 }]
  const drafted = await post('/api/proposals', { title: 'Kaswerk', form: 'labour', parts })
  const offered = await post(`/api/proposals/${drafted.id}/offer`, { version: drafted.version })
  await post(`/api/proposals/${offered.id}/weigh`, {
    version: offered.version,
    decision: 'pick-up',
    reason: 'Gaande.',
    criteria: [{ criterion: 'severity', step: 'high', sentence: 'Papieren bij de baas.' }],
    reviewOn: '2999-01-01'
  })
  const until = new Date(Date.now() + 200 * 86_400_000).toISOString().slice(0, 10)
  const body = { proposal: offered.id, title: 'Kaswerk', purpose: 'Wordt er druk gezet?', until, lead: 'detective' }
  return `cases/${(await post('/api/cases', body)).id}`
}

const narrow = async (page: Page, what: string): Promise<void> => {
  await page.setViewportSize({ width: 400, height: 900 })
  assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 400, what)
  await page.setViewportSize({ width: 1440, height: 900 })
  // At 1440 and 400 px, light and dark.
  await assertClean(page, what)
}

test('S7.11 a flag of a person stands above every part of the case and refuses a task to get in touch, with the reason', async () => {
  const page = await desk.signIn('detective')
  const dialog = page.getByRole('dialog')
  await page.goto(`${desk.address}${address}?tab=subjects`)
  await page.getByRole('button', { name: 'Leg iemand vast' }).click()
  await dialog.getByLabel('Naam of aanduiding').fill('Vrouw in kas 4')
  const victim = dialog.getByLabel('mogelijk slachtoffer')
  assert.ok(!(await victim.isChecked()), 'K55 what somebody is, is not said beforehand')
  await victim.check()
  await dialog.getByLabel('geen contact opnemen').check()
  await dialog.getByLabel('Waarom?').fill('De baas leest haar telefoon.')
  await assertClean(page, 'Iemand vastleggen')
  await dialog.getByRole('button', { name: 'Leg vast' }).click()
  await dialog.waitFor({ state: 'detached' })
  const band = page.getByRole('list', { name: 'Wie beschermd wordt' })
  for (const tab of [/stukken/, /1 betrokkene/, /taken/, /Notities/, /leden/, /Tijdlijn/]) {
    await page.getByRole('tab', { name: tab }).click()
    await textThatSays(band, /Vrouw in kas 4[\s\S]*minderjarig tot iemand anders vaststelt[\s\S]*geen contact/)
  }
  await page.getByRole('tab', { name: /1 betrokkene/ }).click()
  await narrow(page, 'Betrokkenen')
  await page.getByRole('tab', { name: /taken/ }).click()
  await page.getByRole('button', { name: 'Maak een taak' }).click()
  await dialog.getByLabel('Welke taak').selectOption('first-talk')
  await dialog.getByLabel('Over wie').selectOption({ label: 'Vrouw in kas 4' })
  await dialog.getByLabel('Toelichting').fill('Met tolk, buiten werktijd.')
  await dialog.getByRole('button', { name: 'Leg vast' }).click()
  await textThatSays(dialog, /Met deze persoon neemt niemand contact op/)
  assert.equal(await dialog.getByLabel('Toelichting').inputValue(), 'Met tolk, buiten werktijd.')
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
})

test('S7.6 S7.10 tasks of the form are planned, and an observation waits for an order that holds', async () => {
  const page = await desk.signIn('detective')
  const dialog = page.getByRole('dialog')
  await page.goto(`${desk.address}${address}?tab=tasks`)
  await page.getByRole('button', { name: 'Plan de taken van deze vorm' }).click()
  await dialog.getByRole('button', { name: 'Plan de taken' }).click()
  await dialog.waitFor({ state: 'detached' })
  await textThatSays(page.getByRole('region', { name: /Te doen: 9/ }), /Arbeidsinspectie/)
  await page.getByRole('button', { name: 'Maak een taak' }).click()
  await dialog.getByLabel('Wat moet er gebeuren?').fill('Observeer de kas')
  await dialog.getByLabel('Soort').selectOption('observe')
  await dialog.getByRole('button', { name: 'Leg vast' }).click()
  await dialog.waitFor({ state: 'detached' })
  await changeTask(page)
  const end = page.getByRole('button', { name: 'Gedaan: Observeer de kas' })
  await page.getByText('mag niet: geen bevel').waitFor()
  assert.ok(await end.isDisabled())
  await page.getByRole('button', { name: 'Leg een bevel vast' }).click()
  await dialog.getByLabel('Nummer van het bevel').fill('BOB 26-1')
  await dialog.getByLabel('Wat het bevel toestaat').fill('De kas en wie er in en uit gaat.')
  const month = new Date(Date.now() + 28 * 86_400_000).toISOString()
  for (const [part, value] of [
    [/dag/i, month.slice(8, 10)],
    [/maand/i, month.slice(5, 7)],
    [/jaar/i, month.slice(0, 4)]
  ] as const)
    await dialog
      .getByRole('group', { name: 'Tot en met' })
      .getByRole('spinbutton', { name: part })
      .pressSequentially(value)
  await assertClean(page, 'Bevel vastleggen')
  await dialog.getByRole('button', { name: 'Leg vast' }).click()
  await dialog.waitFor({ state: 'detached' })
  await end.click()
  await dialog.getByLabel('Wat kwam eruit?').fill('Om zeven uur een busje met zes mensen.')
  await dialog.getByRole('button', { name: 'Leg vast' }).click()
  await dialog.waitFor({ state: 'detached' })
  await textThatSays(page.getByRole('region', { name: /Afgerond: 1/ }), /busje met zes mensen[\s\S]*onder bevel 1/)
  await narrow(page, 'Taken')
})

/** Changes a task by keyboard, while a colleague changes it as well: what stands there by then is shown, and both versions stay. */
async function changeTask(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog')
  await page.getByRole('button', { name: 'Wijzig taak Observeer de kas' }).press('Enter')
  assert.equal(await dialog.getByLabel('Wat moet er gebeuren?').inputValue(), 'Observeer de kas')
  await dialog.getByLabel('Toelichting').fill('Vanaf de openbare weg.')
  await dialog.getByLabel('Voorrang').selectOption('high')
  await page.evaluate(`fetch('/api/${address}/work').then((answer) => answer.json()).then(({ tasks }) => {
    const { no, version, owner, dueOn } = tasks.find((task) => task.title.nl === 'Observeer de kas')
    const body = { version, title: 'Observeer de kas', about: 'Eerst bellen.', priority: 'low', owner, dueOn }
    return fetch('/api/${address}/tasks/' + no, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
  })`)
  await dialog.getByLabel('Toelichting').press('Tab')
  await dialog.getByRole('button', { name: 'Leg vast' }).press('Enter')
  await textThatSays(dialog.getByRole('alert'), /Een collega wijzigde deze taak[\s\S]*Eerst bellen[\s\S]*voorrang laag/)
  await page.setViewportSize({ width: 400, height: 900 })
  assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 400)
  await page.setViewportSize({ width: 1440, height: 900 })
  await assertClean(page, 'Taak wijzigen')
  await dialog.getByRole('button', { name: 'Leg toch vast' }).click()
  await dialog.waitFor({ state: 'detached' })
  await textThatSays(
    page.getByRole('region', { name: /Te doen/ }),
    /Observeer de kas[\s\S]*Vanaf de openbare weg\.[\s\S]*voorrang hoog/
  )
}

test('S7.13 of two windows that write a note at once both texts stay, and a draft outlives a closed window', async () => {
  const page = await desk.signIn('detective')
  const dialog = page.getByRole('dialog')
  await page.goto(`${desk.address}${address}?tab=notes`)
  await page.getByRole('button', { name: 'Schrijf een notitie' }).click()
  await dialog.getByLabel('Waarover').fill('Gesprek met de gemeente')
  await dialog.getByLabel('Tekst').fill('Zes inschrijvingen.')
  await dialog.getByRole('button', { name: 'Leg vast' }).click()
  await dialog.waitFor({ state: 'detached' })
  const write = 'Wijzig notitie Gesprek met de gemeente'
  const other = await page.context().newPage()
  await other.goto(`${desk.address}${address}?tab=notes`)
  for (const [window, text] of [
    [page, 'Van het ene scherm.'],
    [other, 'Van het andere scherm.']
  ] as const) {
    await window.getByRole('button', { name: write }).click()
    const kept = window.waitForResponse((answer) => answer.url().endsWith('/drafts'))
    await window.getByRole('dialog').getByLabel('Tekst').fill(text)
    await kept
  }
  await dialog.getByRole('button', { name: 'Leg vast' }).click()
  await dialog.waitFor({ state: 'detached' })
  const theirs = other.getByRole('dialog')
  await theirs.getByRole('button', { name: 'Leg vast' }).click()
  await textThatSays(theirs, /was u voor[\s\S]*Van het ene scherm\./)
  assert.equal(await theirs.getByLabel('Uw tekst').inputValue(), 'Van het andere scherm.')
  await assertClean(other, 'Twee teksten')
  await theirs.getByRole('button', { name: 'Zet beide teksten onder elkaar' }).click()
  await theirs.getByRole('button', { name: 'Leg samengevoegd vast' }).click()
  await theirs.waitFor({ state: 'detached' })
  await textThatSays(other.locator('.case-note').first(), /Van het ene scherm\.\nVan het andere scherm\./)
  await other.getByRole('button', { name: '3 versies van Gesprek met de gemeente' }).click()
  await textThatSays(theirs, /Van het andere[\s\S]*Van het ene[\s\S]*Zes inschrijvingen/)
  await other.keyboard.press('Escape')

  await other.getByRole('button', { name: 'Leg een besluit vast' }).click()
  await theirs.getByLabel('Besluit', { exact: true }).fill('Nog niet aankloppen')
  const kept = other.waitForResponse((answer) => answer.url().endsWith('/drafts'))
  await theirs.getByLabel('Redenen').fill('Eerst de tolk.')
  await kept
  await other.close()
  await page.goto(`${desk.address}${address}?tab=notes`)
  await page.getByRole('button', { name: 'Leg een besluit vast' }).click()
  assert.equal(await dialog.getByLabel('Redenen').inputValue(), 'Eerst de tolk.')
  await dialog.getByLabel('Besluit', { exact: true }).fill('Nog niet aankloppen')
  await dialog.getByRole('button', { name: 'Leg vast' }).click()
  await dialog.waitFor({ state: 'detached' })
  await textThatSays(page.getByRole('region', { name: 'Besluiten' }), /Nog niet aankloppen[\s\S]*Eerst de tolk\./)
  await narrow(page, 'Notities')
  assert.deepEqual([desk.outside, desk.broken], [[], []])
})

test('S10 what is disclosed is seen before it leaves by two members, read by the partner with its record, and gone once the decision is taken back', () =>
  walkPartner(desk, address))

test('S6.14 a case is offered to a prosecutor, who reads what went along, accepts, answers the note of non-punishment and dismisses with a ground', async () => {
  const lead = await desk.signIn('detective')
  const box = lead.getByRole('dialog')
  await lead.goto(`${desk.address}${address}?tab=subjects`)
  await lead.getByRole('button', { name: 'Leg iemand vast' }).click()
  await box.getByLabel('Naam of aanduiding').fill('Man met valse papieren')
  await box.getByLabel('mogelijk slachtoffer').check()
  await box.getByLabel('niet straffen: gedwongen').check()
  await box.getByLabel('Waarom?').fill('Moest met valse papieren werken.')
  await box.getByRole('button', { name: 'Leg vast' }).click()
  await box.waitFor({ state: 'detached' })
  await lead.getByRole('tab', { name: 'Overdrachten' }).click()
  await lead.getByRole('button', { name: 'Draag de zaak over' }).click()
  await box.getByLabel('Waarom?').fill('Genoeg voor een oordeel.')
  await assertClean(lead, 'Overdragen')
  await box.getByRole('button', { name: 'Bied aan' }).click()
  await box.waitFor({ state: 'detached' })
  await textThatSays(lead.getByRole('region', { name: 'Overdrachten' }), /Aan officier van justitie[\s\S]*aangeboden/)

  const page = await desk.signIn('prosecutor')
  const sheet = page.getByRole('dialog', { name: /Overdracht van/ })
  const dialog = page.getByRole('dialog').last()
  await page.goto(`${desk.address}cases`)
  await page.getByRole('region', { name: 'Aan mij overgedragen' }).getByRole('button', { name: 'Kaswerk' }).click()
  await textThatSays(sheet, /Wordt er druk gezet\?[\s\S]*Man met valse papieren[\s\S]*Niet straffen[\s\S]*sha256:/)
  await assertClean(page, 'Overdracht')
  await sheet.getByRole('button', { name: 'Neem aan' }).click()
  await dialog.getByLabel(/reden/i).fill('In behandeling.')
  await dialog.getByRole('button', { name: 'Neem aan' }).click()
  await sheet.getByRole('button', { name: 'Beslis over niet straffen' }).click()
  await dialog.getByLabel('Waarom?').fill('Zij werd gedwongen.')
  await dialog.getByRole('button', { name: 'Leg vast' }).click()
  await sheet.getByRole('button', { name: 'Beslis over niet straffen' }).waitFor({ state: 'detached' })
  await sheet.getByRole('button', { name: 'Beslis', exact: true }).click()
  await dialog.getByLabel('Besluit').selectOption('dismiss')
  await dialog.getByLabel('Grond').selectOption('02')
  await dialog.getByLabel('Waarom?').fill('Te weinig verklaringen.')
  await dialog.getByRole('button', { name: 'Leg vast' }).click()
  await textThatSays(sheet, /besliste over niet straffen[\s\S]*seponeerde 02/)
  assert.deepEqual([desk.outside, desk.broken], [[], []])
})
