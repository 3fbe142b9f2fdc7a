/** The colours of the theme as WebGL takes them: worked out by the browser from the names of the style sheet. */

export interface Ink {
  readonly advert: string
  readonly fold: string
  readonly sealed: string
  readonly sealedFold: string
  readonly line: string
  readonly accent: string
  readonly bad: string
  kind(kind: string): string
  /** The same colour standing back, on the ground of the drawing. */
  faded(colour: string): string
}

/** `box`: an element in the drawing, whose theme counts. */
export function inkOf(box: HTMLElement): Ink {
  const known = new Map<string, string>()
  const worked = (colour: string, className = ''): string => {
    const name = `${className} ${colour}`
    const found = known.get(name) ?? workedOut(box, colour, className)
    known.set(name, found)
    return found
  }
  return {
    advert: worked('var(--d6)'),
    fold: worked('color-mix(in oklab, var(--d6) 30%, var(--surface))'),
    sealed: worked('color-mix(in oklab, var(--ink-3) 45%, var(--water))'),
    sealedFold: worked('color-mix(in oklab, var(--ink-3) 16%, var(--water))'),
    line: worked('color-mix(in oklab, var(--line-strong) 70%, var(--water))'),
    accent: worked('var(--accent)'),
    bad: worked('var(--bad)'),
    kind: (kind) => worked('var(--kind-line)', `kind-${kind}`),
    faded: (colour) => worked(`color-mix(in oklab, ${colour} 28%, var(--water))`)
  }
}

function workedOut(box: HTMLElement, colour: string, className: string): string {
  const probe = document.createElement('span')
  probe.className = className
  probe.style.color = colour
  box.append(probe)
  const shown = getComputedStyle(probe).color
  probe.remove()
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = 1
  const paint = canvas.getContext('2d', { willReadFrequently: true })
  if (paint === null) return '#808080'
  paint.fillStyle = shown
  paint.fillRect(0, 0, 1, 1)
  const [red = 0, green = 0, blue = 0] = paint.getImageData(0, 0, 1, 1).data
  return `#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`
}
