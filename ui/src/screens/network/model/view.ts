/** How somebody looks at a network: what is unfolded, hidden, pinned, chosen and until which day; ten steps can be rolled back. Pure. */
import type { Folding } from '../../../../../src/contract/desk/network-picture.ts'

export const foldings: readonly Folding[] = ['place', 'site', 'template']

export interface View {
  readonly by: Folding
  /** Folds that were opened, by id; with `all` every fold that fits is open. */
  readonly opened: readonly string[]
  /** Null: open what fits; else only what was opened by hand. */
  readonly folded: boolean
  /** Kinds of shared things that are not drawn. */
  readonly hidden: readonly string[]
  /** Adverts that are drawn by themselves, whatever is folded. */
  readonly pinned: readonly number[]
  /** Adverts after this day (YYYY-MM-DD) are left out; null shows all. */
  readonly until: string | null
  /** Things of the drawing that were picked, at most two: what "why" and "not one hand" are about. */
  readonly picked: readonly string[]
  /** Adverts that were chosen by brushing a place, a period or a member of the template; empty while things are picked. */
  readonly brushed: readonly number[]
}

export interface Looking {
  readonly view: View
  /** The views before, the newest last, at most ten. */
  readonly before: readonly View[]
}

export type Step =
  | { readonly kind: 'fold-by'; readonly by: Folding }
  | { readonly kind: 'open' | 'close' | 'pick' | 'pick-also'; readonly id: string }
  | { readonly kind: 'fold-all'; readonly folded: boolean }
  | { readonly kind: 'show-kind'; readonly name: string; readonly shown: boolean }
  | { readonly kind: 'pin'; readonly advert: number }
  | { readonly kind: 'until'; readonly day: string | null }
  | { readonly kind: 'brush'; readonly adverts: readonly number[] }
  | { readonly kind: 'back' }

export const mostBack = 10

export const firstLook: Looking = {
  view: { by: 'place', opened: [], folded: false, hidden: [], pinned: [], until: null, picked: [], brushed: [] },
  before: []
}

/** The next view; every step but rolling back can be rolled back. */
export function look({ view, before }: Looking, step: Step): Looking {
  if (step.kind === 'back') {
    const last = before.at(-1)
    return last === undefined ? { view, before } : { view: last, before: before.slice(0, -1) }
  }
  const next = after(view, step)
  if (next === view) return { view, before }
  // Sliding through time is one step, not one a day.
  const sliding = step.kind === 'until' && view.until !== null && before.at(-1)?.until !== view.until
  return { view: next, before: sliding ? before : [...before, view].slice(-mostBack) }
}

function after(view: View, step: Exclude<Step, { kind: 'back' }>): View {
  switch (step.kind) {
    case 'fold-by':
      return step.by === view.by ? view : { ...view, by: step.by, opened: [], picked: [] }
    case 'open':
      return view.opened.includes(step.id) ? view : { ...view, opened: [...view.opened, step.id] }
    case 'close':
      // What lay in it is closed along.
      return { ...view, opened: view.opened.filter((id) => id !== step.id && !id.startsWith(`${step.id}/`)) }
    case 'fold-all':
      return { ...view, folded: step.folded, opened: [] }
    case 'show-kind':
      return {
        ...view,
        hidden: step.shown ? view.hidden.filter((one) => one !== step.name) : [...view.hidden, step.name]
      }
    case 'pin': {
      const pinned = view.pinned.includes(step.advert)
      return {
        ...view,
        pinned: pinned ? view.pinned.filter((one) => one !== step.advert) : [...view.pinned, step.advert]
      }
    }
    case 'until':
      return step.day === view.until ? view : { ...view, until: step.day }
    case 'pick':
      return { ...view, picked: [step.id], brushed: [] }
    case 'pick-also': {
      const kept = view.picked.filter((one) => one !== step.id)
      return { ...view, picked: kept.length < view.picked.length ? kept : [...kept, step.id].slice(-2), brushed: [] }
    }
    case 'brush':
      return { ...view, picked: [], brushed: step.adverts }
  }
}
