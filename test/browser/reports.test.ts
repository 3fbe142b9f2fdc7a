/** Reports in a real browser on a phone of 320 px: written without a network, sent exactly once, read and answered at the desk. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import type { Report, ReportRow } from '../../src/contract/reports/reports.ts'
import { assertClean } from '../support/clean.ts'
import { startDesk, type Desk } from '../support/desk-browser.ts'
import { personAt } from '../support/desk-person.ts'
import { roomAdverts } from '../support/room-adverts.ts'
import { textThatSays } from '../support/text-that-says.ts'

let desk: Desk

before(async () => {
  desk = await startDesk('reports', roomAdverts())
})
after(() => desk?.stop())

const press = (page: Page, name: string | RegExp): Promise<void> => page.getByRole('button', { name }).click()

async function sent(): Promise<readonly ReportRow[]> {
  const officer = await personAt(desk.address, 'officer')
  return (await officer.ask<{ reports: ReportRow[] }>('GET', '/api/reports?mine=1')).reports
}

/** Fills in the four steps up to "Versturen"; every step is clean and no wider than the phone. */
async function write(page: Page, what: string): Promise<void> {
  await page.goto(`${desk.address}reports/new`)
  await page.getByLabel(/Wat zag u, in uw eigen woorden/).fill(what)
  await press(page, 'Verder')
  await page.getByLabel(/Waar was het/).fill('De Lier')
  await page.getByRole('radio', { name: 'Vandaag' }).check()
  await press(page, 'Verder')
  await page.getByRole('radio', { name: 'Arbeidsuitbuiting' }).check()
  await page.getByLabel('Er moeten buitensporig veel overuren worden gemaakt').check()
  await press(page, 'Verder')
  await textThatSays(page.locator('main'), /De Lier[\s\S]*Arbeidsuitbuiting[\s\S]*1 aangekruist/)
}

test('S4.2 a report is sent exactly once, whether the line breaks before the request, after it, or the browser is closed', async () => {
  const page = await desk.signIn('officer')
  await page.setViewportSize({ width: 320, height: 640 })
  const reports = /\/api\/reports$/
  const receipts = page.getByRole('status', { name: 'Ontvangen' })
  for (const [at, broken] of ['before', 'after'].entries()) {
    await write(page, `Busje met zeven mensen, ${broken}`)
    let tried = 0
    await page.route(reports, async (route) => {
      if (route.request().method() !== 'POST') return route.fallback()
      tried++
      // After: the server has it, and its answer is lost.
      if (broken === 'after') await route.fetch()
      return route.abort('connectionreset')
    })
    await press(page, 'Versturen')
    await textThatSays(page.locator('main'), /Wacht op netwerk/)
    assert.ok(tried > 0)
    assert.equal((await sent()).length, broken === 'after' ? at + 1 : at)
    // A browser that is opened again still has it.
    await page.reload()
    await textThatSays(page.locator('main'), /Wacht op netwerk/)
    await page.unroute(reports)
    await press(page, 'Nu proberen')
    await receipts.waitFor()
    assert.equal((await sent()).length, at + 1)
    const text = await textThatSays(receipts, /M-\d{4}-\d{5}[\s\S]*Uw code: [0-9A-Z-]{19}/)
    assert.doesNotMatch(
      await page.evaluate(() => JSON.stringify(localStorage)),
      /Busje/,
      'left once the receipt is shown'
    )
    assert.match(text, /U hoort niet of wij al iets wisten/)
    await press(page, 'Klaar')
    await receipts.waitFor({ state: 'detached' })
  }
  assert.deepEqual(desk.outside, [])
})

test('S4.2 without a network a report waits on the device, and goes by itself when there is one', async () => {
  const page = await desk.signIn('officer')
  const before = (await sent()).length
  await write(page, 'Geschreven zonder netwerk')
  await page.context().setOffline(true)
  await press(page, 'Versturen')
  await textThatSays(
    page.locator('main'),
    /Geen netwerk\. Uw melding staat veilig op dit toestel[\s\S]*Wacht op netwerk/
  )
  await page.context().setOffline(false)
  await page.getByRole('status', { name: 'Ontvangen' }).waitFor()
  assert.equal((await sent()).length, before + 1)
  await press(page, 'Klaar')
})

test('S4.5 direct danger shows whom to call at once, never waits for a network, and is on the coordinator’s screen', async () => {
  const page = await desk.signIn('officer')
  const before = (await sent()).length
  await page.goto(`${desk.address}reports/new`)
  await press(page, /Nu gevaar/)
  assert.equal(await page.getByRole('link', { name: 'Bel nu 112' }).getAttribute('href'), 'tel:112')
  await page.context().setOffline(true)
  await press(page, 'Stuur nu wat er staat')
  await textThatSays(page.locator('main'), /Niet verstuurd[\s\S]*Bel 112/)
  await page.context().setOffline(false)
  assert.equal((await sent()).length, before)
  await press(page, 'Stuur nu wat er staat')
  await textThatSays(page.getByRole('status', { name: 'Ontvangen' }), /Bel nu 112[\s\S]*De coördinator is gewaarschuwd/)
  await press(page, 'Klaar')
  const coordinator = await desk.signIn('coordinator')
  await textThatSays(coordinator.getByRole('banner'), /1 × direct gevaar/)
})

test('S4.9 the desk reads, sees what is known, links and answers; the sender hears the answer and never what is known', async () => {
  const officer = await personAt(desk.address, 'officer')
  const body = { what: 'Op het raam stond 06 10101212', place: 'Zwolle', signs: ['1.1'] }
  const { id } = await officer.ask<{ id: string }>('POST', '/api/reports', body)
  const page = await desk.signIn('analyst')
  await page.goto(`${desk.address}reports`)
  await page.getByRole('link', { name: body.what }).click()
  await textThatSays(page.locator('main'), /Bekend onder deze grondslag[\s\S]*06-10 10 12 12[\s\S]*advertenties/)
  await press(page, 'Gelezen')
  await page.getByRole('button', { name: 'Koppel' }).waitFor()
  await page.getByLabel('Eigen woorden aan de melder').fill('Zie zaak 12')
  await press(page, 'Koppel')
  await textThatSays(page.locator('main'), /Uw antwoord noemt een persoon, nummer of zaak/)
  await page.getByLabel('Eigen woorden aan de melder').fill('Wij kijken ernaar.')
  await press(page, 'Koppel')
  await textThatSays(page.locator('main'), /gekoppeld[\s\S]*Gekoppeld aan/)
  await assertClean(page, 'Melding aan de balie')
  const sender = await desk.signIn('officer')
  await sender.goto(`${desk.address}reports/${id}`)
  const text = await textThatSays(
    sender.locator('main'),
    /beantwoord[\s\S]*Wij nemen uw melding mee\. Wij kijken ernaar/
  )
  assert.doesNotMatch(text, /bekend|gekoppeld|advertentie/i)
  await assertClean(sender, 'Mijn melding')
  const seen = await officer.ask<Report>('GET', `/api/reports/${id}`)
  assert.equal(seen.desk, null)
})

test('S4.15 every screen of a report is clean at 320 px in both languages, without sideways scrolling', async () => {
  for (const language of ['nl', 'en'] as const) {
    const page = await desk.signIn('officer', language)
    const next = language === 'nl' ? 'Verder' : 'Next'
    const narrow = (name: string): Promise<void> => assertClean(page, name)
    await page.goto(`${desk.address}reports`)
    await page.getByRole('button', { name: language === 'nl' ? 'Nieuwe melding' : 'New report' }).waitFor()
    await narrow('Mijn meldingen')
    await page.goto(`${desk.address}reports/new?signs=1.1`)
    for (const step of ['1', '2', '3', '4']) {
      await page.getByText(new RegExp(`(?:Stap|Step) ${step} (?:van|of) 4`)).waitFor()
      await narrow(`Stap ${step}`)
      if (step !== '4') await press(page, next)
    }
    await page.context().clearCookies()
    await page.goto(`${desk.address}report-status`)
    await page.getByLabel('Code').fill('0000-0000-0000-0000')
    await press(page, language === 'nl' ? 'Vraag' : 'Ask')
    await textThatSays(page.locator('main'), /Bij deze code hoort geen melding|No report belongs to this code/)
    await narrow('Stand')
  }
})
