/** The text of a part of a screen, waited for until it says what is looked for: panels come one after the other. */
import assert from 'node:assert/strict'
import { setTimeout as pause } from 'node:timers/promises'
import type { Locator } from 'playwright-core'

const longestMs = 30_000

/** Fails with the text that stands there when it does not say so within half a minute. */
export async function textThatSays(where: Locator, says: RegExp, message?: string): Promise<string> {
  const startedMs = performance.now()
  let text = await where.innerText()
  while (!says.test(text) && performance.now() - startedMs < longestMs) {
    await pause(100)
    text = await where.innerText()
  }
  assert.match(text, says, message)
  return text
}
