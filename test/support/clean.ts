/** Holds a screen to WCAG 2.2 AA by axe: in the light and the dark theme, and at 400 px; nothing scrolls sideways from 320 to 2560 px. BAKEN_SCREENS names a folder for pictures. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import type { Page } from 'playwright-core'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

export async function assertClean(page: Page, screen: string): Promise<void> {
  for (const [width, scheme] of [
    [1440, 'light'],
    [1440, 'dark'],
    [400, 'light']
  ] as const) {
    await page.setViewportSize({ width, height: 900 })
    // Colours that are still on their way from one theme to the other have no contrast to measure.
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
    // What scrolled half under the sticky header is no small target.
    await page.evaluate(() => window.scrollTo(0, 0))
    await page.evaluate(settled)
    if (process.env.BAKEN_SCREENS !== undefined) {
      await page.screenshot({
        path: path.join(process.env.BAKEN_SCREENS, `${screen}-${width}-${scheme}.png`),
        fullPage: true
      })
    }
    // Injected by the test into a page whose policy allows no script but its own: through the debugger, which is not bound by it.
    await page.evaluate(axe)
    const found = await page.evaluate(async () => {
      const { axe: runner } = globalThis as unknown as {
        axe: {
          run(
            where: Document,
            how: object
          ): Promise<{ violations: { id: string; nodes: { html: string }[] }[]; passes: unknown[] }>
        }
      }
      const result = await runner.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })
      return {
        violations: result.violations.map(
          (one) => `${one.id}: ${one.nodes.map((node) => node.html.slice(0, 120)).join(' ')}`
        ),
        passes: result.passes.length
      }
    })
    assert.ok(found.passes > 5, `axe saw nothing on ${screen}`)
    assert.deepEqual(found.violations, [], `${screen}, ${width} px, ${scheme}`)
  }
  for (const [width, spaced] of [
    [320, true],
    [320, false],
    [400, false],
    [720, false],
    [1180, false],
    [1440, false],
    [2560, false]
  ] as const) {
    await page.setViewportSize({ width, height: 900 })
    await page.evaluate(spaceText, spaced)
    await page.evaluate(settled)
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    const widest = wide <= 1 ? '' : await page.evaluate(tellWidest)
    assert.ok(
      wide <= 1,
      `${screen} is ${wide} px wider than ${width} px${spaced ? ' with spaced text' : ''}: ${widest}`
    )
  }
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'no-preference' })
}

/** Runs in the page: what the page does about a new size or theme is done, and nothing is on its way any more. */
async function settled(): Promise<void> {
  const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve))
  for (let frames = 0; frames < 4; frames++) await frame()
  const moving = document.getAnimations().filter((one) => one.effect?.getComputedTiming().iterations !== Infinity)
  await Promise.allSettled(moving.map((one) => one.finished))
}

/** Runs in the page: the parts that stand out of it on the right and are not cut off by a box that scrolls, innermost last. */
function tellWidest(): string {
  const width = document.documentElement.clientWidth
  const scrolls = (one: Element) => getComputedStyle(one).overflowX !== 'visible'
  const boxes = [...document.querySelectorAll('main *')].filter(scrolls)
  return [...document.querySelectorAll('body *')]
    .filter((one) => one.getBoundingClientRect().right > width + 1)
    .filter((one) => !boxes.some((box) => box !== one && box.contains(one)))
    .slice(-4)
    .map((one) => one.outerHTML.slice(0, 160))
    .join(' ')
}

/** Runs in the page: gives text the spacing that WCAG 1.4.12 asks a screen to bear, which also holds it to the wider fonts of other machines. */
function spaceText(spaced: boolean): void {
  if (!spaced) {
    document.adoptedStyleSheets = []
    return
  }
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(
    '* { letter-spacing: 0.12em !important; word-spacing: 0.16em !important; line-height: 1.5 !important }'
  )
  document.adoptedStyleSheets = [sheet]
}
