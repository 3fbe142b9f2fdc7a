/** Links in a real browser, on imported adverts: a wrong number, two adverts that are not of one hand, a hub, a merge that waits; each taken back. */
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { after, before, test } from 'node:test'
import type { Browser, Locator, Page } from 'playwright-core'
import type { Advert } from '../../src/contract/desk/adverts.ts'
import { openBrowser } from '../support/browser.ts'
import { addressOf, baken, lastJson, scratch, startBaken, type Running } from '../support/baken.ts'
import { assertClean } from '../support/clean.ts'
import { openAdverts, personAt } from '../support/desk-person.ts'
import { textThatSays } from '../support/text-that-says.ts'

let folder: ReturnType<typeof scratch>
let running: Running
let browser: Browser
let page: Page
let address: string
/** Advert of each name, by what its address ends in. */
const adverts = new Map<string, number>()

const template = (name: string, price: string): string =>
  `Hallo, mijn naam is ${name} en ik geef al jaren rustige pianolessen aan huis voor beginners en gevorderden. Een les kost ${price} euro en duurt ` +
  'drie kwartier. Ook in de avond en in het weekend. U hoeft zelf geen boeken te kopen, die neem ik mee. Bel 06 12345678 voor een afspraak.'
const group = (name: string, body: string): object[] =>
  Array.from({ length: 21 }, (_, nr) => ({ id: `${name}${nr}`, title: `Aanbod ${name}`, body }))
const lines = [
  { id: 'a', title: 'Pianoles', body: template('Anna', '30') },
  { id: 'b', title: 'Piano leren', body: template('Berta', '35') },
  { id: 'c', title: 'Les aan huis', body: template('Carola', '28') },
  { id: 'd', title: 'Fiets te koop', body: 'Goede stadsfiets met nieuwe banden en een mand. Bel 0612345678' },
  ...group('links', 'Wij schilderen uw kozijnen en deuren in heel Gelderland. Bel 06 11111212'),
  ...group('rechts', 'Paardrijles voor volwassenen op een rustige manege in Drenthe. Bel 06 13131414'),
  { id: 'brug', title: 'Te koop', body: 'Aanhanger te koop. Bel 06 11111212 of 06 13131414' }
]

before(async () => {
  folder = scratch('links')
  const file = path.join(folder.folder, 'adverts.jsonl')
  writeFileSync(
    file,
    lines
      .map((one) => JSON.stringify({ site: 'prikbord.example', posted_at: '2026-02-03T10:00:00Z', ...one }))
      .join('\n')
  )
  const data = path.join(folder.folder, 'data')
  const imported = await baken(['import', file, '--demo', '--data', data])
  assert.equal(imported.code, 0, imported.stderr)
  assert.equal(lastJson(imported)['adverts'], lines.length)
  running = startBaken(['start', '--data', data, '--port', '0'])
  ;[browser, address] = await Promise.all([openBrowser(), addressOf(running)])
  page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage()
  await openFour()
})
after(async () => {
  await browser?.close()
  running?.child.kill('SIGTERM')
  const ran = await running?.ended
  folder?.remove()
  assert.equal(ran?.code, 0, `did not stop in order: ${ran?.stderr}`)
})

/** Learns the numbers of the adverts, and opens a to d. */
async function openFour(): Promise<void> {
  const analyst = await personAt(address, 'analyst')
  for (let id = 1; id <= lines.length; id++) {
    const advert = await analyst.ask<Advert>('GET', `/api/adverts/${id}`)
    adverts.set(advert.url?.split('/').at(-1) ?? '', id)
  }
  await openAdverts(address, ['a', 'b', 'c', 'd'].map(id))
}

function id(name: string): number {
  return adverts.get(name) ?? assert.fail(`no advert ${name}`)
}

/** Gives the reason in the dialog that is open, by keyboard. */
async function because(reason: string): Promise<void> {
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox').fill(reason)
  await page.keyboard.press('Enter')
  await dialog.waitFor({ state: 'detached' })
}

/** Goes to the network of an advert, as a person would. */
async function toNetworkOf(name: string): Promise<void> {
  await page.goto(`${address}adverts/${id(name)}`)
  await page.getByRole('link', { name: 'Naar het netwerk' }).click()
  await page.getByRole('heading', { name: 'Alles als tabel' }).waitFor()
}

function member(name: string): Locator {
  return page.getByRole('checkbox', { name: `Kies advertentie ${id(name)}`, exact: true })
}

/** Types a day, in the order of the language of the screen, into "Zoals op". */
async function typeDay(digits: string): Promise<void> {
  await page.getByRole('group', { name: 'Zoals op' }).getByRole('spinbutton').first().focus()
  await page.keyboard.type(digits)
}

test('a person signs in', async () => {
  await page.goto(address)
  await page.getByLabel('Gebruiker', { exact: true }).fill('analyst')
  await page.getByLabel('Wachtwoord', { exact: true }).fill('oefenen-analyst')
  await page.keyboard.press('Enter')
  await page.getByLabel('Waarom nu?').fill('Browsertest')
  await page.getByRole('button', { name: 'Werken onder deze grondslag' }).click()
  await page.getByRole('link', { name: /^Verbanden/ }).waitFor()
})

test('a number marked wrong on the advert takes it out of its network, and putting it back brings it back', async () => {
  await toNetworkOf('a')
  await member('d').waitFor()
  const network = page.url()
  await page.goto(`${address}adverts/${id('d')}`)
  await page.getByRole('tab', { name: /^Verbanden/ }).click()
  const others = await page
    .getByRole('tabpanel')
    .getByRole('link', { name: /^Advertentie/ })
    .allTextContents()
  assert.ok(others.length > 0)
  for (const other of others) assert.match(other, /^Advertentie op .+ van \d{1,2} \S+ \d{4}$/)
  await page.getByRole('tab').first().click()
  await page.getByRole('button', { name: 'Fout: 06-12 34 56 78' }).click()
  await because('Dit is een framenummer')
  await page.getByRole('button', { name: 'Terugzetten: 06-12 34 56 78' }).waitFor()
  await page.goto(network)
  await member('a').waitFor()
  assert.equal(await member('d').count(), 0, 'the advert left the network')
  await page.goto(`${address}adverts/${id('d')}`)
  assert.equal(await page.getByRole('link', { name: 'Naar het netwerk' }).count(), 0, 'and says so itself')
  await page.getByRole('button', { name: 'Terugzetten: 06-12 34 56 78' }).click()
  await because('Toch een nummer')
  await page.getByRole('button', { name: 'Fout: 06-12 34 56 78' }).waitFor()
  await page.goto(network)
  await member('d').waitFor()
})

test('two members are explained, called not the same hand, and joined again', async () => {
  await toNetworkOf('a')
  await member('a').press('Space')
  await member('d').press('Space')
  const why = page.getByRole('region', { name: new RegExp(`Waarom ${id('a')} en ${id('d')} samen staan`) })
  await why.getByText('dit nummer staat in 4 advertenties').waitFor()
  await textThatSays(why, /06-12 34 56 78/)
  await assertClean(page, 'Verklaring')
  await page.getByRole('button', { name: 'Niet dezelfde hand', exact: true }).click()
  await because('Een andere stem aan de telefoon')
  await page.getByRole('button', { name: /^Oordeel \d+ ongedaan maken$/ }).waitFor()
  await page.getByText(/^Het netwerk is gesplitst: /).waitFor()
  assert.equal((await member('a').count()) + (await member('d').count()), 1, 'only one of the two is here now')
  const history = page.locator('section', { has: page.getByRole('heading', { name: 'Geschiedenis' }) })
  await history.getByText('Oordeel: niet dezelfde hand').waitFor()
  await page.getByRole('button', { name: /^Oordeel \d+ ongedaan maken$/ }).click()
  await because('Toch dezelfde')
  await member('d').waitFor()
  await member('a').waitFor()
  await history.getByText('Een oordeel is ongedaan gemaakt').first().waitFor()
})

test('the text that members share is shown with what varies, and the network as it was on a day', async () => {
  await toNetworkOf('a')
  const shared = page.locator('section', { has: page.getByRole('heading', { name: 'Gedeelde tekst' }) })
  assert.ok((await shared.locator('.slot').count()) >= 2, await shared.innerText())
  await textThatSays(shared, /rustige pianolessen aan huis/)
  await typeDay('01032026')
  await page.getByText(/Aan het eind van 1 mrt 2026 kende Baken dit netwerk niet/).waitFor()
  await textThatSays(
    page.locator('section', { has: page.getByRole('heading', { name: 'Zoals het was' }) }),
    /waren er toen 4 al geplaatst of gezien/
  )
  // The day of the screens, which is not that of UTC late in the evening.
  const [year = '', month = '', day = ''] = new Intl.DateTimeFormat('sv', { timeZone: 'Europe/Amsterdam' })
    .format()
    .split('-')
  await typeDay(`${day}${month}${year}`)
  await page.getByText(/telde dit netwerk 4 advertenties/).waitFor()
  await assertClean(page, 'Netwerk')
})

test('Complaint 6: S9 a hub is called so, explained where it joined, listed, and of one hand again', async () => {
  await toNetworkOf('a')
  await page.getByRole('button', { name: /^Kenmerken/ }).click()
  await page.getByRole('button', { name: 'Knooppunt: 06-12 34 56 78' }).first().click()
  await because('Nummer van de muziekschool')
  await page.getByRole('heading', { name: 'Verbanden die niet gelegd zijn' }).waitFor()
  await page.goto(`${address}links`)
  const words = page.locator('li', { hasText: 'Nummer van de muziekschool' })
  await words.waitFor()
  const row = page.getByRole('row', { name: /06-12 34 56 78.*op het woord van een persoon/ })
  await row.waitFor()
  assert.doesNotMatch(await page.locator('main').innerText(), /\+31\d/, 'values are written as people write them')
  await assertClean(page, 'Verbanden')
  await words.getByRole('button', { name: /ongedaan maken/ }).click()
  await because('Toch niet')
  await row.waitFor({ state: 'detached' })
  await toNetworkOf('a')
  await member('d').waitFor()
})

test('a merge on one single value waits for a person: seen on the first screen, and confirmed', async () => {
  await page.goto(address)
  await page.getByRole('link', { name: '1 samenvoeging wacht op een mens' }).click()
  await page.getByRole('button', { name: /^Samenvoegen: / }).click()
  await because('Een ondernemer met twee zaken')
  await page.getByText('Er wacht geen samenvoeging.').waitFor()
  await toNetworkOf('brug')
  await page.getByText('43 advertenties', { exact: false }).first().waitFor()
})

test('a network that ended in a merge says where its adverts are now, by the name of that network, and leads there', async () => {
  await openAdverts(address, [id('links0')])
  await toNetworkOf('brug')
  const whole = page.url()
  await page.locator('li', { hasText: 'Samengevoegd met' }).getByRole('link').first().click()
  await page.getByRole('heading', { level: 1, name: 'Dit netwerk bestaat niet meer' }).waitFor()
  const where = page.getByRole('region', { name: 'Waar de advertenties nu zijn' }).getByRole('listitem')
  await textThatSays(where, /^2[12] advertenties\s+06-11 11 12 12$/)
  await textThatSays(
    page.locator('section', { has: page.getByRole('heading', { name: 'Geschiedenis' }) }),
    /Opgegaan in/
  )
  await assertClean(page, 'Netwerk dat eindigde')
  await where.getByRole('link').click()
  await page.getByRole('heading', { name: 'Alles als tabel' }).waitFor()
  assert.equal(page.url(), whole)
})

test('a merge that was confirmed is taken back, and refused', async () => {
  await toNetworkOf('brug')
  await page
    .getByRole('button', { name: /^Oordeel \d+ ongedaan maken$/ })
    .first()
    .click()
  await because('Niet zeker')
  await page.getByRole('heading', { name: 'Wacht op een mens' }).waitFor()
  await page.getByRole('button', { name: /^Apart houden: / }).click()
  await because('Twee bedrijven')
  await page.getByRole('heading', { name: 'Wacht op een mens' }).waitFor({ state: 'detached' })
})
