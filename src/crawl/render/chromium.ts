/** The renderer of a run: whether this machine can render, judged once, and a bounded number of browsers at a time. */
import { judgeCage, type CageVerdict } from './cage.ts'
import { renderPage, type RenderJob, type RenderOutcome, type RenderPlace } from './render.ts'

export interface Renderer {
  /** Whether pages can be rendered here, and if not why, in one sentence for a person. */
  ready(): Promise<CageVerdict>
  render(job: RenderJob): Promise<RenderOutcome>
}

/** Where Debian's package puts it. */
export const usualChromium = '/usr/bin/chromium'
/** Browsers at a time: each takes some hundred megabytes. */
const mostAtOnce = 2

export function createRenderer(place: RenderPlace): Renderer {
  let verdict: Promise<CageVerdict> | null = null
  let running = 0
  const waiting: (() => void)[] = []
  const ready = (): Promise<CageVerdict> => (verdict ??= judgeCage(place.chromium))
  return {
    ready,
    async render(job) {
      const judged = await ready()
      if (judged.kind === 'refused')
        return { kind: 'failed', reason: 'no-browser', detail: judged.message, requests: [] }
      if (running >= mostAtOnce) await new Promise<void>((go) => waiting.push(go))
      else running++
      try {
        return await renderPage(place, job)
      } finally {
        // The place goes to who waits longest; with nobody waiting it is free.
        const next = waiting.shift()
        if (next === undefined) running--
        else next()
      }
    }
  }
}
