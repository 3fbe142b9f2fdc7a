/** Reports in a real browser on a phone of 320 px: written without a network, sent exactly once, read and answered at the desk. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import type { Report, ReportRow } from '../../src/contract/reports/reports.ts'
import { assertClean } from '../support/clean.ts'
import { startDesk, type Desk } from '../support/desk-browser.ts'
import { personAt } from '../support/desk-person.ts'
import { roomAdverts } from '../support/room-adverts.ts'
import { textThatSays } from '../support/text-that-says.ts'

let desk: Desk

before(async () => {
  desk = await startDesk('reports', roomAdverts(), { opened: true })
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
      // One that is on its way when the line is back is let go by the browser itself.
      return route.abort('connectionreset').catch(() => {})
    })
    await press(page, 'Versturen')
    await textThatSays(page.locator('main'), /Wacht op netwerk/)
    assert.ok(tried > 0)
    assert.equal((await sent()).length, broken === 'after' ? at + 1 : at)
    // A browser that is opened again still has it.
    await page.reload()
    await textThatSays(page.locator('main'), /Wacht op netwerk/)
    await page.unroute(reports)
    // It also goes by itself: whichever is first.
    const again = page.getByRole('button', { name: 'Nu proberen' })
    await receipts.or(again).first().waitFor()
    await again.click({ timeout: 5_000 }).catch(() => {})
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

test('S4.13 a photograph goes after its report, goes on where it was cut off, and is grey and blurred until somebody asks for it', async () => {
  const page = await desk.signIn('officer')
  await page.setViewportSize({ width: 320, height: 640 })
  const side = 900
  const pixels = Buffer.alloc(side * side * 3)
  for (let at = 0; at < pixels.length; at++) pixels[at] = (at * 7 + (at >> 7) * 31 + ((at * at) >> 11)) & 255
  const photo = await sharp(pixels, { raw: { width: side, height: side, channels: 3 } })
    .jpeg({ quality: 95 })
    .toBuffer()
  await page.goto(`${desk.address}reports/new`)
  await page.getByLabel(/Wat zag u, in uw eigen woorden/).fill('Busje met een foto')
  const choosing = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Kies bestanden: Voeg een foto of document toe' }).click()
  await (
    await choosing
  ).setFiles([
    { name: 'busje.jpg', mimeType: 'image/jpeg', buffer: photo },
    { name: 'weg.txt', mimeType: 'text/plain', buffer: Buffer.from('x') }
  ])
  await press(page, 'Weghalen: weg.txt')
  await page.getByText('weg.txt').waitFor({ state: 'detached' })
  await assertClean(page, 'Melding met een foto')
  // What is kept on the device outlives the window.
  await page.reload()
  for (let step = 1; step < 4; step++) await press(page, 'Verder')
  let [parts, cut] = [0, true]
  await page.route(/\/files\/[0-9a-f-]{36}$/, (route) =>
    cut && ++parts >= 2 ? route.abort('connectionreset') : route.fallback()
  )
  await press(page, 'Versturen')
  const number = /M-\d{4}-\d{5}/.exec(
    await textThatSays(page.locator('main'), /busje\.jpg gaat naar M-\d{4}-\d{5}: [1-9]\d %/)
  )?.[0]
  await page.getByRole('status', { name: 'Ontvangen' }).waitFor()
  cut = false
  await page.evaluate(() => window.dispatchEvent(new Event('online')))
  await page.getByText(/busje\.jpg gaat naar/).waitFor({ state: 'detached' })
  await press(page, 'Klaar')
  await page.goto(`${desk.address}reports/${number}`)
  await page.getByRole('img', { name: 'Foto busje.jpg, grijs en wazig' }).waitFor()
  await press(page, 'Toon de foto')
  const seen = page.getByRole('img', { name: 'Foto busje.jpg', exact: true })
  assert.match((await seen.getAttribute('src')) ?? '', /\/shown$/)
  assert.equal(
    await seen.evaluate(
      async (img) => (await (img as HTMLImageElement).decode(), (img as HTMLImageElement).naturalWidth)
    ),
    side
  )
  await assertClean(page, 'Melding met een foto, verstuurd')
})

test('S4.11 a correction shows what changed since the version before', async () => {
  const officer = await personAt(desk.address, 'officer')
  const body = { key: 'verbeterd-0001', what: 'Zeven mensen in een wit busje', place: 'De Lier' }
  const { id } = await officer.ask<{ id: string }>('POST', '/api/reports', body)
  await officer.ask('POST', '/api/reports', { ...body, what: 'Acht mensen in een wit busje', place: 'Naaldwijk' })
  const page = await desk.signIn('analyst')
  await page.goto(`${desk.address}reports/${id}`)
  const changes = page.getByRole('region', { name: 'Wat er anders is' })
  await textThatSays(changes, /Zeven ?Acht mensen in een wit busje/)
  assert.deepEqual(await changes.locator('del').allInnerTexts(), ['Zeven', 'De Lier'])
  assert.deepEqual(await changes.locator('ins').allInnerTexts(), ['Acht', 'Naaldwijk'])
  await assertClean(page, 'Verbeterde melding')
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
