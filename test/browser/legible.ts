/** Runs in a page: letters of a drawing that are too small to read, and words of a table that are broken into letters. */

export function illegible(): string[] {
  const found: string[] = []
  for (const one of document.querySelectorAll<SVGTextElement>('main svg text')) {
    const scale = one.getScreenCTM()?.a ?? 1
    const size = Number.parseFloat(getComputedStyle(one).fontSize) * scale
    // The floor is 12 px, 11 for the number in a mark.
    if (one.checkVisibility() && one.closest('[aria-hidden] svg') === null && size < 10.9)
      found.push(`letters of ${size.toFixed(1)} px: ${one.textContent?.slice(0, 40)}`)
  }
  for (const cell of document.querySelectorAll<HTMLElement>('main :is(td, th)')) {
    if (!cell.checkVisibility() || cell.clientWidth < 2) continue
    const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT)
    for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) {
      // An address or a digest has no place of its own to be parted at.
      for (const word of (text.textContent ?? '').matchAll(/\p{L}{4,14}(?![\p{L}\p{N}.:/@_-])/gu)) {
        const range = document.createRange()
        range.setStart(text, word.index)
        range.setEnd(text, word.index + word[0].length)
        const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top / 4)))
        if (lines.size > 1) found.push(`a word is broken: ${word[0]} in ${cell.innerText.slice(0, 40)}`)
      }
    }
  }
  return found
}
