/** The running demo as each role: no screen is empty, first steps wait for the person, nothing is dated ahead, and a practice site can be tried. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { scratch, startBaken, type Running } from '../support/baken.ts'
import { openBrowser } from '../support/browser.ts'
import { signInAt } from '../support/desk-browser.ts'
import { personAt } from '../support/desk-person.ts'

let folder: ReturnType<typeof scratch>
let demo: Running
let browser: Browser
let context: BrowserContext
let address: string
let practice: string

// A busy machine takes minutes for the whole practice web and its days.
before(
  async () => {
    folder = scratch('demo-screens')
    // As "npm start" does: without the operator's word for private addresses.
    demo = startBaken(['start', '--demo', '--data', folder.folder, '--port', '0'], { BAKEN_ALLOW_PRIVATE: '' })
    browser = await openBrowser()
    context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
    await demo.said(/Day 3 on the practice web[\s\S]*Open http/)
    address = /Open (http:\S+\/) and/.exec(demo.soFar())?.[1] ?? assert.fail(demo.soFar())
    practice = /invented people, from (http:\S+?)\/? on/.exec(demo.soFar())?.[1] ?? assert.fail(demo.soFar())
  },
  { timeout: 15 * 60_000 }
)
after(async () => {
  await browser?.close()
  demo?.child.kill('SIGTERM')
  await demo?.ended
  folder?.remove()
})

async function signIn(user: string): Promise<Page> {
  await context.clearCookies()
  const page = await context.newPage()
  for (const other of context.pages()) if (other !== page) await other.close()
  await signInAt(page, address, user)
  return page
}

/** What a screen says once it has loaded: nothing is announced as loading, and it stays so for half a second. */
async function screen(page: Page, where: string): Promise<string> {
  await page.goto(`${address}${where}`)
  let before = ''
  for (let tries = 0; tries < 240; tries++) {
    const text = await page.locator('main').innerText()
    if (text === before && text.length > 60 && !text.includes('laden…')) return text
    before = text
    await page.waitForTimeout(500)
  }
  return assert.fail(`${where} does not load: ${before}`)
}

test('S12 the terminal ends with the address and a name to sign in with', () => {
  const last = demo.soFar().trim().split('\n').slice(-2).join('\n')
  assert.match(last, /^Open http:\/\/127\.0\.0\.1:\d+\/ and sign in as analyst, password oefenen-analyst/)
})

test('S12 first steps are not ticked by what the demo did, and are by what a person does', async () => {
  for (const user of ['analyst', 'coordinator', 'auditor', 'officer']) {
    const page = await signIn(user)
    await page.getByRole('heading', { name: 'Probeer dit: het eerste kwartier' }).waitFor()
    const ticked = await page.locator('.guide-done a').allInnerTexts()
    assert.deepEqual(
      ticked.filter((one) => !one.startsWith('Lees wat er sinds gisteren')),
      [],
      user
    )
  }
})

const screensOf = {
  analyst: [
    '',
    'signals',
    'search?q=kamer',
    'fact?kind=any&value=zwolle',
    'duel',
    'links',
    'requests',
    'proposals',
    'deconfliction',
    'cases',
    'sources',
    'ledger'
  ],
  detective: ['', 'signals', 'requests', 'proposals', 'cases', 'minors', 'partners'],
  expert: ['minors?part=questions', 'minors?part=knowledge'],
  coordinator: [
    '',
    'signals?state=proposed',
    'requests',
    'proposals',
    'proposals?show=decided',
    'deconfliction',
    'ledger'
  ],
  auditor: [
    '',
    'ledger',
    'audit',
    'audit?part=access',
    'audit?part=retention',
    'audit?part=proportionality',
    'audit?part=bias',
    'audit?part=rights'
  ],
  operator: ['', 'sources', 'ledger'],
  administrator: ['', 'admin', 'admin?part=mandates', 'ledger'],
  officer: ['', 'signs', 'ledger'],
  partner: ['', 'signs', 'ledger']
}

for (const [user, wheres] of Object.entries(screensOf))
  test(`S12 S7 no screen of the ${user} is empty`, async () => {
    const page = await signIn(user)
    for (const where of wheres) {
      const text = await screen(page, where)
      assert.doesNotMatch(
        text,
        /Er is hier nog niets|Geen voorstellen|geen lid van een (?:zaak|dossier)|Nog geen vragen|[Nn]iets gevraagd|Geen bronnen|Niets gevonden|niets te tonen/i,
        `${user} ${where}`
      )
      assert.ok(text.length > 150, `${user} ${where}: ${text}`)
    }
  })

test('S12 what waits for each role is there: news, proposals, requests, an alarm, late answers, a mandate to confirm', async () => {
  for (const [user, where, says] of [
    ['analyst', '', /Nieuw op Dagprikker/],
    ['analyst', 'grave', /onder de helft van het minimumloon[\s\S]*Vraag opening/],
    ['coordinator', '', /Voorstellen van collega’s bevestigen/],
    ['coordinator', '', /Voorstellen voor een zaak wegen/],
    ['coordinator', 'proposals', /Zelfde tekst in drie steden/],
    ['coordinator', 'deconfliction', /Loopt er elders al iets op dit nummer\?/],
    ['detective', 'cases', /Wisselende namen, één nummer/],
    ['auditor', '', /Beantwoord verzoeken over gegevens: de termijn is om/],
    ['auditor', 'audit', /eigen naam/i],
    ['operator', '', /Werkhal/],
    ['operator', 'sources', /Vraagt een blik[\s\S]*Werkhal/],
    ['administrator', 'admin?part=mandates', /oefening-geld/]
  ] as const) {
    const page = await signIn(user)
    assert.match(await screen(page, where), says, `${user} ${where}`)
  }
})

test('S12 no advert is posted ahead of now, whatever the site wrote', async () => {
  const analyst = await personAt(address, 'analyst')
  const { results } = await analyst.ask<{ results: { postedAt: string | null }[] }>(
    'GET',
    '/api/search?sort=posted&limit=100'
  )
  const dated = results.flatMap((one) => one.postedAt ?? [])
  assert.ok(dated.length > 10, `${dated.length} dated`)
  assert.deepEqual(
    dated.filter((at) => Date.parse(at) > Date.now()),
    []
  )
})

test('S12 O1 an operator tries a practice site on the demo; another loopback port stays refused', async () => {
  const page = await signIn('operator')
  await page.goto(`${address}sources?add=1`)
  const look = async (url: string): Promise<void> => {
    await page.getByLabel('Adres van de site').fill(url)
    await page.getByLabel('Waarom deze bron?').fill('oefening')
    await page.getByRole('button', { name: /proberen/i }).click()
  }
  const offered = page.getByRole('button', { name: 'Toevoegen en beginnen' })
  const isOffered = (): Promise<boolean> =>
    offered.waitFor({ timeout: 60_000 }).then(
      () => true,
      () => false
    )
  await look(`${practice}/`)
  if (!(await isOffered())) {
    // A site that is busy may have been silent; a person tries again.
    await look(`${practice}/`)
    assert.ok(await isOffered(), await page.locator('main').innerText())
  }
  await look(address)
  await page.getByText('Geen enkele pagina kon worden gelezen').waitFor({ timeout: 60_000 })
  assert.equal(await offered.count(), 0)
})
