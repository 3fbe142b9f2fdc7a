/** Every number in a dossier stands at the named characters of the text that it was read from, or no dossier is made. */
import type { Advert } from '../../contract/desk/adverts.ts'
import type { StateFact } from './state.ts'

/** What a dossier says stands where it is said to stand no longer. The message names number and capture, and shows the last characters alone: it reaches operators. */
export class SourceChanged extends Error {}

/** Characters of a value that a message shows. */
const shownChars = 3

/** Throws `SourceChanged` at a fact of an item whose characters are not in the text of its capture. */
export function requireResolved(facts: readonly StateFact[], { versions }: Pick<Advert, 'versions'>): void {
  const texts = new Map(versions.map(({ custody, reading }) => [custody.capture, reading?.text ?? null]))
  const all = facts.filter((fact) => !stands(fact, texts.get(fact.capture) ?? null))
  // A number says more to who looks for it than the language of the text.
  const lost = all.find((fact) => fact.kind === 'phone') ?? all[0]
  if (lost === undefined) return
  const { kind, raw, item, capture, spans } = lost
  const [from = 0, to = 0] = spans[0] ?? []
  throw new SourceChanged(
    `The ${kind} …${raw.slice(-shownChars)} of item ${item} does not stand at characters ${from} to ${to} of capture ${capture}: the text is not the one that it was read from, and no dossier is made.`
  )
}

function stands({ raw, spans }: StateFact, text: string | null): boolean {
  const [first] = spans
  if (text === null || first === undefined) return false
  return text.slice(...first) === raw && spans.every(([from, to]) => from < to && to <= text.length)
}
