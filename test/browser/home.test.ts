/** The first screen of each role, and the ledger's one question, in a real browser: who saw this number, when and why. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { assertClean } from '../support/clean.ts'
import { startDesk, type Desk } from '../support/desk-browser.ts'
import { roomAdverts } from '../support/room-adverts.ts'
import { textThatSays } from '../support/text-that-says.ts'

let desk: Desk

before(async () => {
  desk = await startDesk('home', roomAdverts())
})
after(() => desk?.stop())

test('S7 every role has a first screen of its own that says what to do first, and is clean in both themes', async () => {
  for (const [user, says] of [
    ['analyst', /De afgelopen veertien dagen[\s\S]*06-10 10 12 12/],
    ['operator', /adressen te gaan[\s\S]*Bronnen die een blik vragen/],
    ['auditor', /Wie het meest las/],
    ['administrator', /Grondslagen die aflopen/],
    ['officer', /Een nummer of account nakijken[\s\S]*Meervoudige afhankelijkheid/],
    ['partner', /Kies eerst de grondslag waaronder u werkt[\s\S]*Waaronder u werkt/],
    ['expert', /vraag om advies[\s\S]*Meervoudige afhankelijkheid/]
  ] as const) {
    const page = await desk.signIn(user)
    await page.getByRole('heading', { name: 'Wat eerst' }).waitFor()
    const text = await textThatSays(page.locator('main'), says, user)
    assert.ok((await page.locator('main ol.divide > li').count()) > 0, `${user} has something to do`)
    assert.doesNotMatch(text, /\b[a-z]+-[a-z]+-[a-z]+\b|figure-|todo\./, `${user} sees no codes`)
    const [first, heading] = await Promise.all([
      page.locator('main .panel', { has: page.getByRole('heading', { name: 'Wat eerst' }) }).boundingBox(),
      page.getByRole('heading', { level: 1 }).boundingBox()
    ])
    const beside = await page.locator('main .panel.c8').count()
    assert.equal(
      (first?.x ?? 0) > (heading?.x ?? 0) + 100,
      beside > 0,
      `${user}: what comes first leaves no hole at its left`
    )
    await assertClean(page, `Vandaag van ${user}`)
  }
})

test('beside a long panel a short one leaves no hole: in a column each panel follows the one before', async () => {
  const page = await desk.enter('analyst')
  await page.getByRole('heading', { name: 'Wat eerst' }).waitFor()
  await page.getByRole('heading', { name: 'Wacht op een tweede persoon' }).waitFor()
  for (const column of ['.home-wide', '.home-side']) {
    const boxes = await page
      .locator(`${column} > .panel`)
      .evaluateAll((panels) => panels.map((one) => one.getBoundingClientRect()).map(({ top, bottom }) => [top, bottom]))
    for (const [at, [top = 0]] of boxes.entries()) {
      const above = boxes[at - 1]?.[1]
      assert.ok(above === undefined || top - above < 24, `${column}: ${top - (above ?? 0)} px between two panels`)
    }
  }
})

test('S9 the first screen leads to a signal by its name', async () => {
  const page = await desk.signIn('analyst', 'en')
  await page.getByRole('link', { name: '06-10 10 12 12' }).click()
  await page.getByRole('heading', { level: 2, name: '06-10 10 12 12' }).waitFor()
})

test('S5 Journey 11: the auditor asks who saw a number, however it is written, and gets names, times and reasons in sentences', async () => {
  const analyst = await desk.signIn('analyst-2')
  await analyst.goto(`${desk.address}fact?kind=any&value=06%2010%2010%2013%2013`)
  await analyst.getByRole('heading', { level: 1, name: '06-10 10 13 13' }).waitFor()
  const page = await desk.signIn('auditor')
  // The first thing on the first screen, and of Toezicht.
  for (const where of ['audit', '']) {
    await page.goto(`${desk.address}${where}`)
    const first = page.locator('main .panel').first()
    await first.getByRole('heading', { name: 'Wie zag wat, wanneer en waarom' }).waitFor()
  }
  await page.getByLabel('Welk nummer, account of welke naam').fill('0610-10.13.13')
  await page.getByRole('button', { name: 'Vraag', exact: true }).click()
  const entry = page.locator('.entry', { hasText: 'Bente Bakker' }).first()
  await entry.waitFor()
  await textThatSays(entry, /Bente Bakker heeft de pagina van telefoon 06-10 10 13 13 bekeken; reden: “Browsertest”/)
  await textThatSays(page.locator('main'), /De keten klopt/)
  await assertClean(page, 'Verantwoording')
  await page.getByRole('link', { name: 'Toon alles weer' }).click()
  await page.locator('.entry', { hasText: 'heeft zich aangemeld' }).first().waitFor()
  const all = await page.locator('.entry > div > p').allInnerTexts()
  assert.ok(all.length > 5)
  assert.deepEqual(
    all.filter((one) => one.startsWith('Baken zelf')),
    [],
    'people are not buried under what Baken did by itself'
  )
  await page.getByLabel('ook wat Baken zelf deed').check()
  await page.getByRole('button', { name: 'Vraag', exact: true }).click()
  await page.locator('.entry', { hasText: 'Baken zelf' }).first().waitFor()
  assert.deepEqual(
    all.filter((one) => /\b[a-z]+\.[a-z]+\b|deed iets dat/.test(one)),
    [],
    'S6 acts are sentences, without codes'
  )
  await page.goto(`${desk.address}ledger?about=fact&value=0610999999`)
  await page.getByText('Niemand heeft dit gezien').waitFor()
})

test('S6 the counters beside the doors leave no trace in the ledger', async () => {
  const page = await desk.signIn('detective')
  await page.goto(`${desk.address}search`)
  await page.getByRole('heading', { name: 'Zoeken' }).waitFor()
  await page.waitForTimeout(500)
  await page.goto(`${desk.address}ledger`)
  await page.locator('.entry', { hasText: 'Daan de Wit' }).first().waitFor()
  const acts = (await page.locator('.entry > div > p').allInnerTexts()).filter((one) => one.startsWith('Daan de Wit'))
  assert.ok(acts.length >= 2, acts.join('\n'))
  assert.deepEqual(
    acts.filter((one) => /werkvoorraad|verzoeken|teller/.test(one)),
    [],
    'the header asked for numbers only'
  )
  assert.deepEqual(desk.outside, [])
  assert.deepEqual(desk.broken, [])
})

test('S7 an officer has a number read without hearing whether it is known, and ticks the signs that were seen', async () => {
  const page = await desk.signIn('officer')
  await page.getByRole('link', { name: 'Kijk een nummer of account na' }).click()
  const box = page.getByLabel('Nummer, account of adres, zoals u het zag')
  await page.waitForFunction(() => document.activeElement?.id === 'field-number')
  await box.fill('06 - 10 10 12 12')
  await page.keyboard.press('Enter')
  await page.getByText('06-10 10 12 12').first().waitFor()
  const told = await page.getByRole('status').filter({ hasText: 'contactpersoon' }).innerText()
  assert.match(told, /telefoon 06-10 10 12 12 · Nederland/i)
  assert.doesNotMatch(told, /bekend|advertentie|netwerk/i)
  await page.getByRole('heading', { name: 'Door u nagekeken' }).waitFor()
  await assertClean(page, 'Vandaag van een agent, nagekeken')
  await page.getByRole('link', { name: '2. Een sterke inperking van de basisvrijheden van de betrokkene' }).click()
  await page.getByRole('heading', { level: 1, name: 'Signalen herkennen' }).waitFor()
  await page.getByLabel('Het onthouden van medische hulp.').check()
  await page.getByLabel('Overnachten op de werkplek').check()
  await page.getByRole('status').filter({ hasText: '2 van 35' }).waitFor()
  assert.deepEqual(await page.locator('.signs-ticked li').allInnerTexts(), [
    '1.6 Overnachten op de werkplek',
    '2.1 Het onthouden van medische hulp.'
  ])
  await assertClean(page, 'Signalen herkennen')
  // Without a secure connection a browser has no clipboard.
  await page.evaluate(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }))
  await page.getByRole('button', { name: 'Kopieer als tekst' }).click()
  await page.locator('.toast', { hasText: 'Kopiëren mag niet in deze browser.' }).waitFor()
  const partner = await desk.signIn('partner', 'en')
  await partner.getByText('First choose the mandate under which you work.').waitFor()
  await partner.getByRole('link', { name: 'Recognise signs', exact: true }).click()
  await partner.getByLabel('Medical help is withheld').check()
  await partner.getByRole('button', { name: 'Clear ticks' }).click()
  await partner.getByText('Nothing ticked yet.').waitFor()
  assert.deepEqual([desk.outside, desk.broken], [[], []])
})
