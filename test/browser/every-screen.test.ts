/** Every screen in a real browser at 320 px (400 % zoom), at 720 px (200 %) and on paper: nothing is cut, nothing scrolls sideways, what has the focus can be seen. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { inflateSync } from 'node:zlib'
import type { Page, Request } from 'playwright-core'
import { startDesk, type Desk } from '../support/desk-browser.ts'
import { addressOf, screens, type Screen } from './every-screen.ts'
import { roomActs, type Made } from './room-acts.ts'
import { illegible } from './legible.ts'
import { codesIn, wordsShown } from './visible-codes.ts'
import { quietAdverts, roomAdverts } from '../support/room-adverts.ts'

let desk: Desk
let made: Made
let faults: readonly string[] = []
const printed = ['identifier', 'network', 'advert', 'accountability', 'access', 'proportionality', 'bias']
// Both tests look at the same visit: coming to each screen costs more than what is measured there.
before(async () => {
  desk = await startDesk('every-screen', [...roomAdverts(), ...quietAdverts()], { opened: true })
  made = await roomActs(desk.address)
  faults = await onEach(async (page, screen) => [
    ...(await zoomed(page, screen)),
    ...(await coded(page, screen)),
    ...(printed.includes(screen.name) ? await onPaper(page, screen) : [])
  ])
})
after(() => desk?.stop())

/** Looks at every screen in turn, once for each person, when what it shows has come; resolves to what was found. */
async function onEach(look: (page: Page, screen: Screen) => Promise<string[]>): Promise<string[]> {
  const found: string[] = []
  for (const user of new Set(screens.map((one) => one.user))) {
    const page = await desk.enter(user)
    await page.emulateMedia({ reducedMotion: 'reduce' })
    const asked = new Set<Request>()
    // The line of events stays open.
    page.on('request', (one) => void (one.resourceType() === 'eventsource' || asked.add(one)))
    page.on('requestfinished', (one) => void asked.delete(one))
    page.on('requestfailed', (one) => void asked.delete(one))
    for (const screen of screens.filter((one) => one.user === user)) {
      const drawn = async (): Promise<void> => {
        for (const untilMs = Date.now() + 60_000; !(await page.evaluate(isDrawn)) || asked.size > 0;)
          assert.ok(Date.now() < untilMs, `${screen.name} is still waited for`)
      }
      await page.evaluate(goTo, addressOf(desk, screen, made))
      await drawn()
      if ((await look(page, screen)).length === 0) continue
      // What counts is the screen as it is loaded.
      await page.goto(addressOf(desk, screen, made))
      await drawn()
      found.push(...(await look(page, screen)))
    }
  }
  return found
}

/** Runs in the page: as a link does, which costs a fifth of loading it; of the screen before nothing is left. */
async function goTo(address: string): Promise<void> {
  const go = (where: string): void => {
    history.pushState({}, '', where)
    dispatchEvent(new PopStateEvent('popstate'))
  }
  go('/nowhere')
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
  go(address)
}

/** Runs in the page: whether a screen with all its parts stands there, two frames from now. */
async function isDrawn(): Promise<boolean> {
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
  return document.querySelector('main h1') !== null && document.querySelector('main .bones') === null
}

async function sized(page: Page, width: number, height: number): Promise<void> {
  await page.setViewportSize({ width, height })
  await page.evaluate(isDrawn)
}

/** What is wider than the window, or than the box that cuts it off without a sign that there is more. */
function cutOff(): string[] {
  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth
  const beyond = [...document.querySelectorAll<HTMLElement>('main *')].filter(
    (one) => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1
  )
  const found = wide > 1 ? [`the page is ${wide} px too wide: ${beyond.at(-1)?.outerHTML.slice(0, 200)}`] : []
  for (const one of document.querySelectorAll<HTMLElement>('body *')) {
    const { overflowX, textOverflow } = getComputedStyle(one)
    const box = one.getBoundingClientRect()
    const over = one.scrollWidth - one.clientWidth
    if (over <= 1 || overflowX === 'visible' || box.width < 2 || box.height < 2) continue
    if (one.closest('svg, .graph') !== null || one.innerText.trim() === '') continue
    const words = `${one.tagName} .${one.className} by ${over} px: ${one.innerText.slice(0, 60)}`
    if (['hidden', 'clip'].includes(overflowX) && textOverflow !== 'ellipsis') found.push(`cut: ${words}`)
    if (one.classList.contains('table-cards')) found.push(`scrolls sideways: ${words}`)
  }
  return found
}

/** What gets the focus and then lies under something else, or outside of the window. */
function unseen(): string[] {
  const usable = 'a[href], button, input, select, textarea, summary, [tabindex="0"]'
  return [...document.querySelectorAll<HTMLElement>(usable)].flatMap((one) => {
    if (
      one.closest('[inert], .skip') !== null ||
      one.matches(':disabled, [type=hidden], [tabindex="-1"]') ||
      one.offsetParent === null
    )
      return []
    one.focus()
    if (document.activeElement !== one) return []
    // Words that go on in a second line have a box for each.
    // Of what is larger than the window the part that is in it.
    const [wide, high] = [document.documentElement.clientWidth, window.innerHeight]
    const boxes = [...one.getClientRects()]
      .filter((box) => box.width > 2 && box.height > 2)
      .map(({ left, top, right, bottom }) => {
        const [x, y] = [Math.max(0, left), Math.max(0, top)]
        return { left: x, top: y, width: Math.min(wide, right) - x, height: Math.min(high, bottom) - y }
      })
    if (boxes.length === 0) return []
    const seen = boxes.some((box) =>
      [0.1, 0.5, 0.9].some((x) =>
        [0.15, 0.5, 0.85].some((y) => {
          const hit = document.elementFromPoint(box.left + box.width * x, box.top + box.height * y)
          return hit !== null && (one.contains(hit) || hit.closest('label')?.contains(one) === true)
        })
      )
    )
    const over = document.elementFromPoint(boxes[0]!.left + boxes[0]!.width / 2, boxes[0]!.top + boxes[0]!.height / 2)
    return seen ? [] : [`${one.outerHTML.slice(0, 200)} under ${over?.outerHTML.slice(0, 200)}`]
  })
}

/** Buttons and file fields that wear the look, and speak the language, of the browser. Those of a dialog for screen readers alone are 1 px wide. */
function bare(): string[] {
  return [...document.querySelectorAll<HTMLElement>('button, input[type=file]')]
    .filter(
      (one) =>
        one.checkVisibility() &&
        one.style.width !== '1px' &&
        (one.tagName === 'INPUT' || getComputedStyle(one).borderStyle === 'outset')
    )
    .map((one) => one.outerHTML.slice(0, 160))
}

/** How often each kind of part stands in the structure of a tagged PDF. */
function partsOf(pdf: Buffer): Record<string, number> {
  const text = pdf.toString('latin1')
  const streams = [...text.matchAll(/stream\r?\n([\s\S]*?)endstream/g)].map(([, body = '']) => {
    try {
      return inflateSync(Buffer.from(body, 'latin1')).toString('latin1')
    } catch {
      return '' // A picture or a font, packed in another way.
    }
  })
  const found: Record<string, number> = {}
  for (const [, kind = ''] of [text, ...streams].join('\n').matchAll(/\/S\s*\/(H[1-6]|Table|TR)\b/g))
    found[kind] = (found[kind] ?? 0) + 1
  return found
}

const sizes = [
  [1440, 900],
  [720, 450],
  [320, 512]
] as const

/** What is wrong with a screen at each size, from the widest down and, for the next one, up again. */
async function zoomed(page: Page, { name }: Screen): Promise<string[]> {
  const found: string[] = []
  const down = (page.viewportSize()?.width ?? 0) > 720
  for (const [width, height] of down ? sizes : sizes.toReversed()) {
    await sized(page, width, height)
    if (width === 1440) for (const one of await page.evaluate(bare)) found.push(`${name}, not of Baken: ${one}`)
    else {
      for (const one of await page.evaluate(cutOff)) found.push(`${name}, ${width} px, ${one}`)
      for (const one of await page.evaluate(unseen)) found.push(`${name}, ${width} px, focus not seen: ${one}`)
      for (const one of await page.evaluate(illegible)) found.push(`${name}, ${width} px, ${one}`)
    }
  }
  return found
}

const paper = 'on paper, '
const code = 'a code, '

/** Codes on a screen, in both languages: the other one is switched to and back. */
async function coded(page: Page, { name }: Screen): Promise<string[]> {
  await sized(page, 1440, 900)
  const found = new Set<string>()
  for (const language of ['en', 'nl']) {
    await page.evaluate(switchTo, language)
    for (const one of codesIn(await page.evaluate(wordsShown))) found.add(`${code}${name}: ${one}`)
  }
  return [...found]
}

/** Runs in the page: the button says in both languages what it does. */
async function switchTo(language: string): Promise<void> {
  const button = document.querySelector<HTMLButtonElement>(`header button[aria-label^="${language.toUpperCase()}:"]`)
  button?.click()
  for (const until = Date.now() + 10_000; button !== null && document.documentElement.lang !== language;) {
    if (Date.now() > until) throw new Error(`the screen does not come in ${language}`)
    await new Promise((resolve) => requestAnimationFrame(resolve))
  }
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
}

/** What is wrong with a screen on paper. */
async function onPaper(page: Page, { name }: Screen): Promise<string[]> {
  await page.emulateMedia({ media: 'print' })
  // A4 without its margins, at 96 px an inch.
  await sized(page, 688, 1_017)
  const found = await page.evaluate(besidePaper)
  found.push(...(await page.evaluate(cutOff)))
  const on = await page.evaluate(shownOnPaper)
  // Names and titles that can be pressed on the screen are not controls on paper.
  const words = await page.locator('main').innerText()
  if (name === 'identifier') {
    const stops = await page.locator('.stops > li').allInnerTexts()
    if (stops.length < 6 || stops.some((one) => !/^\p{L}/u.test(one))) found.push(`stops: ${stops.join('; ')}`)
  }
  if (['identifier', 'network'].includes(name) && !/Medewerkers kas, onderdak en vervoer geregeld, Someren/.test(words))
    found.push(`a title is not on paper: ${words}`)
  const parts = partsOf(await page.pdf({ format: 'A4', tagged: true, preferCSSPageSize: true }))
  await page.emulateMedia({ media: 'screen' })
  if (on.H1 !== 1) found.push(`${on.H1} main headings`)
  // A heading row is said again on each page.
  if ((parts['H1'] ?? 0) < 1 || (parts['H2'] ?? 0) < on.H2 || (parts['TR'] ?? 0) < on.TR)
    found.push(`not all is in the PDF: ${JSON.stringify([on, parts])}`)
  return found.map((one) => `${paper}${name}: ${one}`)
}

/** Runs in the page: what stands beside the paper, and what goes on below its panel, where it is cut or lies over what follows. */
function besidePaper(): string[] {
  const beside = [...document.querySelectorAll<HTMLElement>('main :is(h1, h2, h3, th, td, p, dd, li)')].flatMap(
    (one) => {
      const box = one.getBoundingClientRect()
      if (one.closest('.visually-hidden, .graph') !== null || box.width < 2) return []
      return box.right > window.innerWidth + 1 || box.left < -1
        ? [`beside the page: ${one.tagName} ${one.innerText.slice(0, 40)}`]
        : []
    }
  )
  const short = [...document.querySelectorAll<HTMLElement>('main :is(.panel, .panel-body, .table-box)')].flatMap(
    (one) =>
      one.scrollHeight > one.clientHeight + 2
        ? [`goes on below: ${one.className}: ${one.scrollHeight} in ${one.clientHeight} px`]
        : []
  )
  return [...beside, ...short]
}

/** Runs in the page. */
function shownOnPaper(): { readonly H1: number; readonly H2: number; readonly TR: number } {
  const shown = (what: string): number =>
    [...document.querySelectorAll<HTMLElement>(what)].filter((one) => one.checkVisibility({ visibilityProperty: true }))
      .length
  return { H1: shown('h1'), H2: shown('h2'), TR: shown('main tr') }
}

test('at 400 and 200 % zoom no screen scrolls sideways or cuts words off or breaks them, letters are large enough, and what has the focus is seen', () => {
  assert.deepEqual(
    faults.filter((one) => !one.startsWith(paper) && !one.startsWith(code)),
    []
  )
})

test('identifier, network, advert and ledger go on paper whole: nothing beside the page, and every heading and table row in the PDF', () => {
  assert.deepEqual(
    faults.filter((one) => one.startsWith(paper)),
    []
  )
  assert.deepEqual([desk.broken, desk.outside], [[], []])
})

test('S6 S9 no screen shows a code where a word belongs, in either language', () => {
  // What the walk looks for is found where it stands, and a host is no code.
  const shown = 'SX-C01 · case.dossier-made · nav.second-looks · a_b · {{name}} · signal.example · 2026-01-02T10:00'
  assert.equal(codesIn(shown).length, 6)
  assert.deepEqual(codesIn('Signaal van 06-10 10 12 12 op search.example'), [])
  assert.deepEqual(
    faults.filter((one) => one.startsWith(code)),
    []
  )
})
