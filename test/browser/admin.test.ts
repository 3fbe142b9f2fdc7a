/** Beheer in a real browser: an administrator makes, changes and closes accounts; the new colleague chooses a password; the auditor sees it all. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { stepOf, totpCode } from '../../src/accountability/sign-in/totp.ts'
import { fromBase32 } from '../support/base32.ts'
import { assertClean } from '../support/clean.ts'
import { startDesk, type Desk } from '../support/desk-browser.ts'
import { roomAdverts } from '../support/room-adverts.ts'
import { textThatSays } from '../support/text-that-says.ts'

let desk: Desk

before(async () => {
  desk = await startDesk('admin', roomAdverts())
})
after(() => desk?.stop())

async function because(page: Page, reason: string, action: string): Promise<void> {
  const dialog = page.getByRole('dialog').last()
  await dialog.getByRole('textbox').last().fill(reason)
  await dialog.getByRole('button', { name: action, exact: true }).click()
}

async function fresh(page: Page): Promise<Page> {
  await page.context().clearCookies()
  await page.goto(desk.address)
  return page
}

async function enter(page: Page, user: string, secret: string): Promise<void> {
  await page.locator('input[name=user]').fill(user)
  await page.locator('input[type=password]').fill(secret)
  await page.keyboard.press('Enter')
}

test('journey: an account is made with a one-time password, its owner chooses another, and it is changed and closed with reasons', async () => {
  const page = await desk.signIn('administrator')
  await page.getByRole('link', { name: 'Beheer' }).click()
  await page.getByRole('heading', { level: 1, name: 'Beheer' }).waitFor()
  await page.getByRole('rowheader', { name: /Anouk Aarts/ }).waitFor()
  await assertClean(page, 'Beheer, accounts')
  await page.getByRole('button', { name: 'Nieuw account' }).click()
  await page.getByLabel('Naam', { exact: true }).fill('Nova Nieuw')
  await page.getByLabel('Accountnaam').fill('n.nieuw')
  await page.getByRole('dialog').getByLabel('Rol').selectOption('analyst')
  await page.getByRole('checkbox', { name: /oefening/ }).check()
  await page.getByLabel('Waarom').fill('begint op de afdeling')
  await assertClean(page, 'Nieuw account')
  await page.getByRole('button', { name: 'Account maken' }).click()
  const once = (await page.locator('.admin-once').innerText()).trim()
  assert.match(once, /^([a-z2-9]{4}-){4}[a-z2-9]{4}$/)
  await assertClean(page, 'Eenmalig wachtwoord')
  await page.getByRole('dialog').getByRole('button', { name: 'Sluiten' }).last().click()
  await page.getByRole('row', { name: /Nova Nieuw.*eenmalig wachtwoord/ }).waitFor()
  await page.getByRole('button', { name: 'Wijzig Nova Nieuw' }).click()
  await page.getByRole('dialog').getByLabel('Rol').selectOption('detective')
  await assertClean(page, 'Een account')
  await page.getByRole('button', { name: 'Geef deze rol' }).click()
  await because(page, 'toch recherche', 'Geef deze rol')
  await page.getByRole('dialog', { name: /wordt rechercheur/ }).waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Sluiten', exact: true }).click()
  await page.getByRole('row', { name: /Nova Nieuw.*rechercheur/ }).waitFor()

  await enter(await fresh(page), 'n.nieuw', once)
  await page.getByRole('heading', { name: 'Kies een eigen wachtwoord' }).waitFor()
  await assertClean(page, 'Eigen wachtwoord kiezen')
  await page.getByLabel('Huidig wachtwoord').fill(once)
  await page.getByLabel('Nieuw wachtwoord', { exact: true }).fill('een boomhut in mei')
  await page.getByLabel('Nieuw wachtwoord, nog een keer').fill('een boomhut in mei')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Werken onder deze grondslag' }).waitFor()
  assert.deepEqual([desk.outside, desk.broken], [[], []])
})

test('nobody changes their own account, and mandates and keys show their state without content', async () => {
  const page = await desk.signIn('administrator')
  await page.goto(`${desk.address}admin`)
  await page.getByRole('button', { name: 'Wijzig Bram Beheer' }).click()
  await page.getByText('Dit is uw eigen account').waitFor()
  assert.equal(await page.getByRole('button', { name: 'Account sluiten' }).count(), 0)
  await page.keyboard.press('Escape')
  await page.getByRole('link', { name: 'Grondslagen', exact: true }).click()
  await page.getByRole('heading', { name: 'Lijn van grondslagen “oefening”' }).waitFor()
  await textThatSays(page.locator('main'), /geldt[\s\S]*Wie er onder werkt/i)
  await assertClean(page, 'Beheer, grondslagen')
  await page.getByRole('link', { name: 'Sleutels', exact: true }).click()
  await page.getByRole('row', { name: /oefening.*aanwezig/ }).waitFor()
  await assertClean(page, 'Beheer, sleutels')
  assert.deepEqual([desk.outside, desk.broken], [[], []])
})

test('a mandate is proposed by one administrator and holds once another confirms it', async () => {
  const page = await desk.signIn('administrator')
  await page.goto(`${desk.address}admin?part=mandates`)
  await page.getByRole('button', { name: 'Verleng: oefening' }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByLabel('Naam van de grondslag').fill('Met Spatie')
  await sheet.getByLabel('Waarom').fill('loopt af')
  await sheet.getByRole('button', { name: 'Voorstellen', exact: true }).click()
  await sheet.getByText('Dit is geen volledige of geldige grondslag').waitFor()
  await assertClean(page, 'Grondslag voorstellen')
  await sheet.getByLabel('Naam van de grondslag').fill('oefening-2')
  await sheet.getByRole('button', { name: 'Voorstellen', exact: true }).click()
  await page.getByText('wacht op een tweede persoon').waitFor()
  assert.equal(await page.getByRole('button', { name: /^Bevestig/ }).count(), 0, 'not by who proposed it')
  await assertClean(page, 'Beheer, voorstellen')
  await page.getByRole('button', { name: 'Neem terug: oefening-2' }).click()
  await because(page, 'verkeerde datum', 'Neem terug')
  await page.getByText('teruggenomen').waitFor()
  assert.deepEqual([desk.outside, desk.broken], [[], []])
})

test('a second factor is set up by QR code, required of a role, asked at sign-in, and replaced by a recovery code', async () => {
  const admin = await desk.signIn('administrator')
  await admin.goto(`${desk.address}admin?part=sign-in`)
  await admin.getByRole('button', { name: 'Tweede factor verplichten: auditor' }).click()
  await because(admin, 'beleid van dit najaar', 'Tweede factor verplichten')
  await admin.getByRole('row', { name: /auditor.*wachtwoord en tweede factor/ }).waitFor()
  await assertClean(admin, 'Beheer, aanmelden')

  const page = await fresh(admin)
  await enter(page, 'auditor', 'oefenen-auditor')
  await page.getByRole('heading', { name: 'Stel een tweede factor in' }).waitFor()
  await page.getByLabel('Uw wachtwoord').fill('oefenen-auditor')
  await page.getByRole('button', { name: 'Verder' }).click()
  await page.getByRole('img', { name: /QR-code/ }).waitFor()
  await assertClean(page, 'Tweede factor, QR')
  const secret = fromBase32((await page.locator('.settings-secret').innerText()).replaceAll(' ', ''))
  const step = stepOf(Date.now())
  await page.getByLabel('Code van de app').fill(totpCode(secret, step))
  await page.getByRole('button', { name: 'Bevestigen' }).click()
  await page.getByText('Uw herstelcodes').waitFor()
  const codes = await page.locator('.settings-codes li').allInnerTexts()
  assert.equal(codes.length, 10)
  await assertClean(page, 'Tweede factor, herstelcodes')
  await page.getByRole('button', { name: 'Ik heb ze bewaard' }).click()
  await page.getByRole('heading', { name: 'Wat eerst' }).waitFor()

  for (const code of [totpCode(secret, step + 1), codes[0] ?? '']) {
    await fresh(page)
    await enter(page, 'auditor', 'oefenen-auditor')
    await page.getByRole('heading', { name: 'Uw tweede factor' }).waitFor()
    await page.getByLabel('Code van de app').fill('000000')
    await page.keyboard.press('Enter')
    await page.getByText('Deze code klopt niet of is al gebruikt').waitFor()
    await page.getByLabel('Code van de app').fill(code)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Wat eerst' }).waitFor()
  }
  await page.goto(`${desk.address}settings`)
  await page.getByText('Nog 9 herstelcodes').waitFor()
  await assertClean(page, 'Instellingen')
  assert.equal(await page.getByRole('button', { name: 'Tweede factor verwijderen' }).count(), 0, 'the role needs it')
  const again = await desk.signIn('administrator')
  await again.goto(`${desk.address}admin`)
  await again.getByRole('button', { name: 'Wijzig Ada Admiraal' }).click()
  await again.getByRole('button', { name: 'Tweede factor verwijderen' }).click()
  await because(again, 'telefoon kwijt, gezien aan de balie', 'Tweede factor verwijderen')
  await again.getByRole('dialog', { name: /De tweede factor van/ }).waitFor({ state: 'detached' })
  await again.goto(`${desk.address}admin?part=sign-in`)
  await again.getByRole('button', { name: 'Niet meer verplichten: auditor' }).click()
  await because(again, 'proef voorbij', 'Niet meer verplichten')
  await again.getByRole('row', { name: /auditor.*alleen een wachtwoord/ }).waitFor()
  assert.deepEqual([desk.outside, desk.broken], [[], []])
})

test('S6 the auditor reads as sentences what administrators changed, and why; no other role has the screen', async () => {
  const page = await desk.signIn('auditor')
  await page.goto(`${desk.address}ledger?about=person&value=n.nieuw`)
  const entry = page.locator('.entry', { hasText: 'een andere rol gegeven' }).first()
  await entry.waitFor()
  await textThatSays(entry, /(Bram Beheer|administrator) heeft Nova Nieuw een andere rol gegeven.*“toch recherche”/s)
  assert.equal(await page.getByRole('link', { name: 'Beheer' }).count(), 0)
  await page.goto(`${desk.address}admin`)
  await page.getByText('Uw rol heeft hier geen toegang').waitFor()
})

test('the auditor sees findings and reviews access; the administrator sees what was asked', async () => {
  const page = await desk.signIn('auditor')
  await page.getByRole('link', { name: 'Toezicht' }).click()
  await page.getByText(/regels doorgelezen/).waitFor()
  await assertClean(page, 'Toezicht, bevindingen')
  await page.getByRole('link', { name: 'Toegang', exact: true }).click()
  await page.getByRole('button', { name: 'Intrekken: Paula Prins' }).click()
  await assertClean(page, 'Toegang intrekken')
  await because(page, 'werkt hier niet meer', 'Intrekken')
  await page.getByRole('row', { name: /Paula Prins.*intrekken gevraagd/ }).waitFor()
  await assertClean(page, 'Toezicht, toegang')
  await page.getByRole('link', { name: 'Bewaartermijnen' }).click()
  await page.getByRole('heading', { name: /^Oefenen met het herkennen/ }).waitFor()
  await page.getByRole('button', { name: 'Reken door' }).click()
  await page
    .getByText(/zou niets gewist worden|wordt gewist/)
    .first()
    .waitFor()
  await assertClean(page, 'Toezicht, bewaartermijnen')
  const admin = await desk.signIn('administrator')
  await admin.goto(`${desk.address}admin`)
  await admin.getByRole('row', { name: /Paula Prins.*auditor vraagt intrekken/ }).waitFor()
  assert.deepEqual([desk.outside, desk.broken], [[], []])
})

test('a passkey of the device signs in without a password, counts as the second factor, and can be forgotten', async () => {
  const page = await desk.signIn('detective')
  const address = desk.address.replace('127.0.0.1', 'localhost')
  const device = await page.context().newCDPSession(page)
  await device.send('WebAuthn.enable')
  await device.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true
    }
  })
  await page.goto(address)
  await enter(page, 'detective', 'oefenen-detective')
  await page.getByRole('button', { name: 'Werken onder deze grondslag' }).waitFor()
  await page.getByLabel(/Waarom nu/).fill('Browsertest')
  await page.keyboard.press('Enter')
  await page.getByRole('banner').waitFor()
  await page.goto(`${address}settings`)
  await page.getByRole('button', { name: 'Toegangssleutel toevoegen' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Naam van dit apparaat').fill('werktelefoon')
  await dialog.getByLabel('Uw wachtwoord').fill('oefenen-detective')
  await assertClean(page, 'Toegangssleutel toevoegen')
  await dialog.getByRole('button', { name: 'Toegangssleutel toevoegen' }).click()
  await page.getByText('Uw herstelcodes').waitFor()
  await page.getByRole('button', { name: 'Ik heb ze bewaard' }).click()
  await page.getByText('werktelefoon').waitFor()

  let sent = ''
  page.on('request', (request) => {
    if (request.url().endsWith('/api/session/passkey')) sent = request.postData() ?? ''
  })
  await page.context().clearCookies()
  await page.goto(address)
  await assertClean(page, 'Aanmelden met toegangssleutel')
  await page.getByRole('button', { name: 'Aanmelden met een toegangssleutel' }).click()
  await page.getByRole('button', { name: 'Werken onder deze grondslag' }).waitFor()
  const replayed = await fetch(`${address}api/session/passkey`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: sent
  })
  assert.deepEqual([replayed.status, ((await replayed.json()) as { error: string }).error], [401, 'wrong-passkey'])

  await page.context().clearCookies()
  await page.goto(address)
  await enter(page, 'detective', 'oefenen-detective')
  await page.getByRole('heading', { name: 'Uw tweede factor' }).waitFor()
  await page.getByRole('button', { name: 'Aanmelden met een toegangssleutel' }).click()
  await page.getByRole('button', { name: 'Werken onder deze grondslag' }).waitFor()
  await page.getByLabel(/Waarom nu/).fill('Browsertest')
  await page.keyboard.press('Enter')
  await page.getByRole('banner').waitFor()
  await page.goto(`${address}settings`)
  await page.getByText(/laatst gebruikt op/).waitFor()
  await assertClean(page, 'Instellingen, toegangssleutels')
  await page.getByRole('button', { name: 'Vergeet: werktelefoon' }).click()
  await page.getByRole('dialog').getByLabel('Uw wachtwoord').fill('oefenen-detective')
  await page.getByRole('dialog').getByRole('button', { name: 'Vergeet', exact: true }).click()
  await page.locator('.settings-passkey').waitFor({ state: 'detached' })
  await page.context().clearCookies()
  await page.goto(address)
  await page.getByRole('button', { name: 'Aanmelden met een toegangssleutel' }).click()
  await page.getByText('Deze toegangssleutel is hier niet bekend').waitFor()
})
