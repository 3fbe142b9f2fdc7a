/** Presses the buttons that a source file names, a bounded number of them, on a page that asks nobody who they are. */
import type { Fields } from './devtools.ts'

export interface Pressing {
  ask(method: string, params?: Fields): Promise<Fields>
  /** Waits until the page stands still. */
  still(): Promise<unknown>
}

/** Where a page asks who somebody is, or whether they are a person: then nothing on it is pressed. */
const asking =
  'input[type="password"], iframe[src*="captcha" i], [class*="captcha" i], [id*="captcha" i], form[action*="login" i], [class*="cf-challenge" i]'

/** Presses each element that a selector names, in their order; returns how many were pressed. Throws when the browser ends. */
export async function pressButtons(
  { selectors, most }: { readonly selectors: readonly string[]; readonly most: number },
  page: Pressing
): Promise<number> {
  let pressed = 0
  // Asked for once: asking again would give every element another number.
  const root = (await page.ask('DOM.getDocument', { depth: 0 }))['root'] as { nodeId: number }
  for (const selector of selectors) {
    // Counted first: a button that is taken away by being pressed would otherwise move the others up.
    const nodes = await elements(page, root.nodeId, selector)
    for (const nodeId of nodes) {
      if (pressed >= most || (await elements(page, root.nodeId, asking)).length > 0) return pressed
      if (!(await press(page, nodeId))) continue
      pressed++
      await page.still()
    }
  }
  return pressed
}

async function elements(page: Pressing, nodeId: number, selector: string): Promise<number[]> {
  try {
    return (await page.ask('DOM.querySelectorAll', { nodeId, selector }))['nodeIds'] as number[]
  } catch {
    return [] // A selector that the browser does not read names nothing.
  }
}

/** As a hand would: the middle of its box, within the window. False where it has none, or is gone. */
async function press(page: Pressing, nodeId: number): Promise<boolean> {
  try {
    await page.ask('DOM.scrollIntoViewIfNeeded', { nodeId })
    const model = (await page.ask('DOM.getBoxModel', { nodeId }))['model'] as { content: number[] }
    const [left = 0, top = 0, right = 0, , , bottom = 0] = model.content
    const at = { x: (left + right) / 2, y: (top + bottom) / 2, button: 'left', clickCount: 1 }
    await page.ask('Input.dispatchMouseEvent', { ...at, type: 'mousePressed' })
    await page.ask('Input.dispatchMouseEvent', { ...at, type: 'mouseReleased' })
    return true
  } catch {
    return false
  }
}
