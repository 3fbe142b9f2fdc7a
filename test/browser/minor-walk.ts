/** The way of the file of a child through its screens: one person opens it and works, a second one looks, decides and closes it. */
import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import type { MinorFile } from '../../src/contract/minors/minors.ts'
import { assertClean } from '../support/clean.ts'
import type { Desk } from '../support/desk-browser.ts'
import { personAt } from '../support/desk-person.ts'
import { textThatSays } from '../support/text-that-says.ts'

export const childName = 'Persoon Zilverreiger'
const steps = ['protection-told', 'care', 'second-eyes', 'siblings', 'school-municipality'] as const

/** Presses a button, fills fields by their labels, and sends the dialog. `refused`: what it says when it stays. */
async function dialog(
  page: Page,
  button: string,
  fields: Readonly<Record<string, string>>,
  refused?: RegExp
): Promise<void> {
  await page.getByRole('button', { name: button, exact: true }).first().click()
  const box = page.getByRole('dialog')
  for (const [label, value] of Object.entries(fields)) {
    // The words of a choice stand in its label, too.
    const field = box.getByLabel(new RegExp(`^${label.replaceAll('?', '\\?')}`))
    if ((await field.evaluate((one) => one.tagName)) === 'SELECT') await field.selectOption({ label: value })
    else await field.fill(value)
  }
  await box.locator('button[type=submit]').click()
  if (refused === undefined) return box.waitFor({ state: 'detached' })
  await textThatSays(box, refused)
  await page.keyboard.press('Escape')
  await box.waitFor({ state: 'detached' })
}

const tab = (page: Page, name: string): Promise<void> => page.getByRole('tab', { name, exact: true }).click()
const reason = (text: string): Readonly<Record<string, string>> => ({ Reden: text })

/** The detective opens a file from the cases, by keyboard where it matters most, and works in it. Resolves to its id. */
export async function workedByFirst(desk: Desk): Promise<string> {
  const page = await desk.enter('detective')
  const door = page.getByRole('banner').getByRole('link', { name: 'Minderjarigen' })
  await page.goto(`${desk.address}cases`)
  assert.equal(await door.count(), 0, 'no door before there is a file')
  await page.getByRole('link', { name: 'Een kind, of twijfel over de leeftijd' }).click()
  const box = page.getByRole('dialog')
  await box.getByLabel('Naam of aanduiding van het kind').fill(childName)
  await box.getByLabel(/^Tweede persoon/).selectOption({ label: 'Anouk Aarts' })
  await box.getByLabel('Wat is er aan de hand?').fill('School belde.')
  await box.getByRole('button', { name: 'Open een dossier' }).click()
  await page.waitForURL(/\/minors\/[0-9a-f-]{36}/)
  await page.getByRole('heading', { level: 1, name: /^K-/ }).waitFor()
  await door.waitFor()
  const file = page.url()
  // The first screen tells its members of it.
  await page.goto(desk.address)
  await page.getByRole('link', { name: '1 dossier van een minderjarige waarin u werkt' }).click()
  await page.waitForURL(/\/minors$/)
  await page.goto(file)
  await page.getByRole('heading', { level: 1, name: /^K-/ }).waitFor()
  const id = new URL(page.url()).pathname.split('/').at(-1) ?? ''
  const main = page.locator('main')
  await textThatSays(main, /leeftijd onbekend, telt als minderjarig[\s\S]*Is het kind nu veilig\?\s*nog 23 u/)
  assert.doesNotMatch(await main.innerText(), /Zilverreiger/, 'the name is an act away')
  assert.equal(await page.getByRole('button', { name: 'Plan opsporing' }).isDisabled(), true)
  // The answer by keyboard alone: not known is none.
  await page.getByRole('button', { name: 'Weten wij nog niet' }).focus()
  await page.keyboard.press('Enter')
  await box.locator('textarea:focus').waitFor()
  await page.keyboard.type('Wij bellen school.')
  await page.keyboard.press('Enter')
  await textThatSays(main, /Wij bellen school\.[\s\S]*Laatste antwoord: nog niet bekend/)
  assert.equal(await page.getByRole('button', { name: 'Plan opsporing' }).isDisabled(), true)
  await dialog(page, 'Leg iemand vast', {
    'Naam of aanduiding': 'Oom Kwartel',
    'Wie is dit voor het kind?': 'voogd',
    'Mag iemand contact opnemen?': 'nee: geen contact, kan de uitbuiter zijn',
    ...reason('Kan de uitbuiter zijn.')
  })
  await dialog(page, 'Gedaan: Niet straffen', { Reden: 'Besproken.' })
  await assertClean(page, 'Dossier van een kind')
  await shared(page)
  await named(page)
  await asked(page)
  // The other steps are the same button.
  const person = await personAt(desk.address, 'detective')
  for (const step of steps) await person.act('POST', `/api/minors/${id}/steps/${step}/do`, { reason: 'Gedaan.' })
  await person.act('POST', `/api/minors/${id}/papers`, { kind: 'closure', reason: 'Het kind is veilig.' })
  await page.goto(`${desk.address}minors/${id}`)
  await dialog(page, 'Ja, en zo weten wij dat', { Reden: 'Bij de pleegouders gezien.' })
  await textThatSays(main, /Het kind is veilig\.\s*Bij de pleegouders gezien\./)
  await dialog(page, 'Plan opsporing', { 'Wat moet er gebeuren?': 'Rekening vorderen', ...reason('Pas gevonden.') })
  await textThatSays(main, /Rekening vorderen\s*opsporing/)
  assert.equal(await page.getByRole('button', { name: /^Bekeken/ }).count(), 0, 'nobody looks at what they did')
  assert.deepEqual(await main.locator('img, picture, video, canvas, input[type=file]').count(), 0)
  return id
}

/** Consent: a guardian who is blocked gives none; what is shared rests on what the child gave. */
async function shared(page: Page): Promise<void> {
  await tab(page, 'Delen')
  assert.equal(await page.getByRole('button', { name: 'Deel', exact: true }).isDisabled(), true)
  const to = { 'Voor wie is het bestemd?': 'school', 'Hoe en waar is het gevraagd?': 'Op school.' }
  const guardian = { ...to, 'Van wie': 'van ouder of voogd', 'Met wie?': 'Oom Kwartel, voogd, geen contact' }
  await dialog(page, 'Leg toestemming vast', { ...guardian, 'Gaf toestemming': 'ja' }, /neemt niemand contact op/)
  await dialog(page, 'Leg toestemming vast', { ...to, 'Gaf toestemming': 'ja' })
  await dialog(page, 'Deel', { 'Wat wordt gedeeld?': 'Wat er speelt.', ...reason('De mentor kan helpen.') })
  await textThatSays(page.locator('main'), /Verwijzing naar school\s*wacht op antwoord/)
  assert.equal(await page.getByRole('button', { name: /^Neem aan/ }).count(), 0, 'somebody else notes the answer')
  await assertClean(page, 'Delen over een kind')
}

/** Two names of one person, said and taken back. */
async function named(page: Page): Promise<void> {
  await tab(page, 'Namen')
  await dialog(page, 'Toon de naam', { Reden: 'Om te bellen.' })
  await page.getByRole('heading', { name: childName }).waitFor()
  for (const name of ['Persoon Alfa', 'Persoon Beta'])
    await dialog(page, 'Leg een naam vast', { Naam: name, ...reason('Door school genoemd.') })
  await dialog(page, 'Zelfde persoon', reason('Zelfde pas.'))
  await textThatSays(page.locator('main'), /Persoon Alfa en Persoon Beta zijn één persoon/)
  await assertClean(page, 'Namen van een kind')
  await dialog(page, 'Haal uit elkaar: Persoon Alfa en Persoon Beta', { Reden: 'Toch niet.' })
  await textThatSays(page.locator('main'), /Persoon Alfa\s*staat op zichzelf[\s\S]*Persoon Beta\s*staat op zichzelf/)
}

/** A question that names somebody is refused at the door. */
async function asked(page: Page): Promise<void> {
  await tab(page, 'Deskundigen')
  await dialog(page, 'Vraag de deskundigen', { Vraag: 'Wat zegt Zilverreiger hiervan?' }, /noemen iemand/)
  await dialog(page, 'Vraag de deskundigen', { Vraag: 'Wie praat het eerst met een kind?' })
  await textThatSays(page.locator('main'), /Wie praat het eerst met een kind\?\s*wacht op advies/)
}

/** The second person finds what waits, looks at each step, lifts the block, decides without consent, and closes the file. */
export async function decidedBySecond(desk: Desk, id: string): Promise<void> {
  const page = await desk.enter('analyst')
  await page.getByRole('banner').getByRole('link', { name: 'Minderjarigen' }).click()
  await page.locator(`main a[href='/minors/${id}']`).click()
  const main = page.locator('main')
  await textThatSays(main, /Wacht op u\s*1 stuk om goed te keuren\s*6 stappen om te bekijken\s*1 overdracht/)
  await dialog(page, 'Hef op: blokkade van Oom Kwartel', reason('Onderzocht: niet betrokken.'))
  await textThatSays(main, /Oom Kwartel\s*voogd\s*contact mag/)
  await page.getByRole('link', { name: '1 overdracht om te beantwoorden' }).click()
  await dialog(page, 'Neem aan: school', { Reden: 'De mentor is er.' })
  await dialog(page, 'Deel zonder toestemming', {
    'Voor wie is het bestemd?': 'gemeente',
    'Waarom mag dit zonder toestemming?': 'Wachten kan niet.'
  })
  await textThatSays(main, /gemeente\s*zonder toestemming[\s\S]*Verwijzing naar school\s*aangenomen/)
  // What one decided oneself, somebody else uses.
  await page.getByRole('button', { name: 'Deel', exact: true }).click()
  const rests = page.getByRole('dialog').getByLabel(/^Rust op/)
  await rests.waitFor()
  assert.deepEqual(await rests.locator('option').allInnerTexts(), ['school: toestemming'])
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await tab(page, 'Stukken')
  await dialog(page, 'Keur goed: Afsluiting', { Reden: 'Alles is rond.' }, /Er staan nog stappen open/)
  await tab(page, 'Stappen')
  await dialog(page, 'Bekeken: Niet straffen', { Reden: 'Gelezen.' })
  const person = await personAt(desk.address, 'analyst')
  for (const step of steps) await person.act('POST', `/api/minors/${id}/steps/${step}/see`, { reason: 'Gelezen.' })
  await dialog(page, 'Beslis over de leeftijd', { Leeftijd: 'minderjarig', Reden: 'Paspoort gezien.' })
  await tab(page, 'Stukken')
  await dialog(page, 'Keur goed: Afsluiting', { Reden: 'Alles is rond.' })
  await textThatSays(main, /gesloten[\s\S]*Afsluiting\s*goedgekeurd/)
  assert.equal(await page.getByRole('button', { name: 'Schrijf een stuk' }).count(), 0)
  await tab(page, 'Verloop')
  await textThatSays(main, /Anouk Aarts[\s\S]*Alles is rond\.[\s\S]*Daan de Wit/)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Neem mee, met namen' }).click()
  ])
  assert.match(download.suggestedFilename(), /\.json$/)
  const file = await person.ask<MinorFile>('GET', `/api/minors/${id}`)
  assert.deepEqual([file.state, file.age], ['closed', 'minor'])
}

/** To who is no member there is no door, no row, no file, and no word of one. */
export async function unseenBy(page: Page, desk: Desk, id: string): Promise<void> {
  const code = `K-${id.slice(0, 6).toUpperCase()}`
  const without = async (): Promise<void> => {
    const text = await page.locator('body').innerText()
    assert.doesNotMatch(text, new RegExp(`${code}|Zilverreiger|Kwartel`))
    assert.equal(await page.getByRole('link', { name: 'Minderjarigen' }).count(), 0)
  }
  const first = page.waitForResponse(/\/api\/minor-counts$/)
  await page.goto(desk.address)
  await first
  await page.getByRole('heading', { name: 'Wat eerst' }).waitFor()
  await without()
  assert.doesNotMatch(await page.locator('main').innerText(), /minderjarige/)
  // The door waits for this answer.
  const counted = page.waitForResponse(/\/api\/minor-counts$/)
  await page.goto(`${desk.address}cases`)
  await counted
  await page.getByRole('heading', { level: 1, name: 'Zaken' }).waitFor()
  await without()
  await page.goto(`${desk.address}minors`)
  await page.getByText('U bent geen lid van een dossier.').waitFor()
  await without()
  await page.goto(`${desk.address}minors/${id}`)
  await page.getByRole('alert').waitFor()
  await without()
  await page.goto(`${desk.address}minors/00000000-0000-4000-8000-000000000000`)
  await page.getByRole('alert').waitFor()
  await without()
}
