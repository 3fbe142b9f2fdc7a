/** Every screen in a real browser at 320 px (400 % zoom), at 720 px (200 %) and on paper: nothing is cut, nothing scrolls sideways, what has the focus can be seen. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { inflateSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { startDesk, type Desk } from '../support/desk-browser.ts'
import { addressOf, screens, type Screen } from './every-screen.ts'
import { roomActs, type Made } from './room-acts.ts'
import { quietAdverts, roomAdverts } from '../support/room-adverts.ts'

let desk: Desk
let made: Made
before(async () => {
  desk = await startDesk('every-screen', [...roomAdverts(), ...quietAdverts()])
  made = await roomActs(desk.address)
})
after(() => desk?.stop())

/** Every screen in turn, once for each person, when what it shows has come. */
async function onEach(
  look: (page: Page, screen: Screen) => Promise<void>,
  of: readonly Screen[] = screens
): Promise<void> {
  for (const user of new Set(of.map((one) => one.user))) {
    const page = await desk.signIn(user)
    await page.emulateMedia({ reducedMotion: 'reduce' })
    for (const screen of of.filter((one) => one.user === user)) {
      await page.setViewportSize({ width: 1440, height: 900 })
      await page.goto(addressOf(desk, screen, made))
      await page.getByRole('heading', { level: 1 }).first().waitFor({ state: 'attached' })
      await page.locator('main .bones').first().waitFor({ state: 'detached' })
      await look(page, screen)
    }
  }
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
    if (box.width < 2 || box.height < 2 || one.closest('svg, .graph') !== null || one.innerText.trim() === '') continue
    const over = one.scrollWidth - one.clientWidth
    if (over <= 1 || overflowX === 'visible') continue
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
    return seen ? [] : [one.outerHTML.slice(0, 200)]
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

test('at 400 and 200 % zoom no screen scrolls sideways or cuts words off, and what has the focus is seen', async () => {
  const faults: string[] = []
  await onEach(async (page, { name }) => {
    for (const one of await page.evaluate(bare)) faults.push(`${name}, not of Baken: ${one}`)
    for (const [width, height] of [
      [320, 512],
      [720, 450]
    ] as const) {
      await page.setViewportSize({ width, height })
      await page.waitForTimeout(120)
      for (const one of await page.evaluate(cutOff)) faults.push(`${name}, ${width} px, ${one}`)
      for (const one of await page.evaluate(unseen)) faults.push(`${name}, ${width} px, focus not seen: ${one}`)
    }
  })
  assert.deepEqual(faults, [])
})

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

test('identifier, network, advert and ledger go on paper whole: nothing beside the page, and every heading and table row in the PDF', async () => {
  const printed = ['identifier', 'network', 'advert', 'accountability', 'access', 'proportionality', 'bias']
  await onEach(
    async (page, { name }) => {
      await page.emulateMedia({ media: 'print' })
      // A4 without its margins, at 96 px an inch.
      await page.setViewportSize({ width: 688, height: 1_017 })
      await page.waitForTimeout(200)
      const beside = await page.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>('main :is(h1, h2, h3, th, td, p, dd, li)')].flatMap((one) => {
          const box = one.getBoundingClientRect()
          if (one.closest('.visually-hidden, .graph') !== null || box.width < 2) return []
          return box.right > window.innerWidth + 1 || box.left < -1
            ? [`${one.tagName} ${one.innerText.slice(0, 40)}`]
            : []
        })
      )
      assert.deepEqual(beside, [], name)
      assert.deepEqual(await page.evaluate(cutOff), [], name)
      const short = await page.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>('main :is(.panel, .panel-body, .table-box)')].flatMap((one) =>
          one.scrollHeight > one.clientHeight + 2
            ? [`${one.className}: ${one.scrollHeight} in ${one.clientHeight} px`]
            : []
        )
      )
      assert.deepEqual(short, [], `${name}: what goes on below is cut, or lies over what follows`)
      const on = await page.evaluate(() => {
        const shown = (what: string): number =>
          [...document.querySelectorAll<HTMLElement>(what)].filter((one) =>
            one.checkVisibility({ visibilityProperty: true })
          ).length
        return { H1: shown('h1'), H2: shown('h2'), TR: shown('main tr') }
      })
      // Names and titles that can be pressed on the screen are not controls on paper.
      const words = await page.locator('main').innerText()
      if (name === 'identifier') {
        const stops = await page.locator('.stops > li').allInnerTexts()
        assert.ok(stops.length > 5 && stops.every((one) => /^\p{L}/u.test(one)), stops.join('; '))
      }
      if (['identifier', 'network'].includes(name))
        assert.match(words, /Medewerkers kas, onderdak en vervoer geregeld, Someren/)
      const parts = partsOf(await page.pdf({ format: 'A4', tagged: true, preferCSSPageSize: true }))
      await page.emulateMedia({ media: 'screen' })
      assert.equal(on.H1, 1, name)
      // A heading row is said again on each page.
      assert.ok(
        (parts['H1'] ?? 0) >= 1 && (parts['H2'] ?? 0) >= on.H2 && (parts['TR'] ?? 0) >= on.TR,
        `${name}: ${JSON.stringify([on, parts])}`
      )
    },
    screens.filter((one) => printed.includes(one.name))
  )
  assert.deepEqual([desk.broken, desk.outside], [[], []])
})
