/** A text with its facts coloured and named where they stand, marks of a reason, and masked words behind a chip. */
import { useEffect, useMemo, useRef, useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { FactRow } from '../../../src/contract/desk/adverts.ts'
import { useNames } from '../names/useNames.ts'
import { segments } from './segments.ts'
import type { Mark, Segment } from './segments.ts'

interface MarkedTextProps {
  readonly text: string
  readonly facts?: readonly FactRow[]
  /** Marks of a reason or a search: drawn stronger than facts. */
  readonly marks?: readonly { readonly start: number; readonly end: number; readonly name: string }[]
  /** The fact that is chosen in the list beside the text. */
  readonly chosen?: number | null
  readonly onChoose?: (ordinal: number) => void
  /** Scrolls the first mark, or the chosen fact, into view. */
  readonly follow?: boolean
  /** Scrolls the first fact into view when there is no mark. */
  readonly marksFirst?: boolean
}

type Label = { readonly kind: 'fact'; readonly fact: FactRow } | { readonly kind: 'mark'; readonly name: string }

export function MarkedText(props: MarkedTextProps) {
  const { text, facts = [], marks = [], chosen = null, onChoose, follow = false, marksFirst = false } = props
  const box = useRef<HTMLDivElement>(null)
  const pieces = useMemo(() => {
    const labels: Mark<Label>[] = [
      ...facts.flatMap((fact) =>
        wholeText(fact, text)
          ? []
          : fact.spans.map(([start, end]) => ({ start, end, label: { kind: 'fact', fact } as const }))
      ),
      ...marks.map(({ start, end, name }) => ({ start, end, label: { kind: 'mark', name } as const }))
    ]
    return segments(text, labels)
  }, [text, facts, marks])
  useEffect(() => {
    if (!follow) return
    const wanted = box.current?.querySelector(
      chosen !== null ? '[data-chosen]' : marksFirst ? '[data-mark], .fact' : '[data-mark]'
    )
    wanted?.scrollIntoView({ block: 'nearest', behavior: 'instant' })
  }, [follow, chosen, marksFirst, pieces])
  return (
    <div className="marked-text" ref={box} lang="">
      {pieces.map((piece) => (
        <Piece key={piece.start} piece={piece} chosen={chosen} onChoose={onChoose} />
      ))}
    </div>
  )
}

/** A fact about the text as a whole, such as its language: painting all of it would say nothing. */
export function wholeText(fact: Pick<FactRow, 'spans'>, text: string): boolean {
  const length = fact.spans.reduce((sum, [start, end]) => sum + end - start, 0)
  return length > 0 && length >= text.length * 0.8
}

interface PieceProps {
  readonly piece: Segment<Label>
  readonly chosen: number | null
  readonly onChoose: ((ordinal: number) => void) | undefined
}

function Piece({ piece, chosen, onChoose }: PieceProps) {
  const names = useNames()
  const facts = piece.marks.flatMap(({ label }) => (label.kind === 'fact' ? [label.fact] : []))
  const marked = piece.marks.some(({ label }) => label.kind === 'mark')
  const first = facts[0]
  if (facts.some((fact) => fact.kind === 'masked')) return <Masked text={piece.text} marked={marked} />
  if (first === undefined) return marked ? <mark data-mark="">{piece.text}</mark> : piece.text
  const classes = ['fact', `kind-${first.kind}`]
  if (marked) classes.push('fact-marked')
  if (facts.some((fact) => fact.ordinal === chosen)) classes.push('fact-chosen')
  if (first.state === 'rejected') classes.push('fact-rejected')
  return (
    <span
      className={classes.join(' ')}
      data-mark={marked ? '' : undefined}
      data-chosen={facts.some((fact) => fact.ordinal === chosen) ? '' : undefined}
      title={facts.map((fact) => `${names.kind(fact.kind)}: ${names.value(fact.kind, fact.value)}`).join('\n')}
      onClick={onChoose === undefined ? undefined : () => onChoose(first.ordinal)}
    >
      {piece.text}
      {piece.ending.map(({ label }) =>
        label.kind === 'fact' ? (
          <span key={label.fact.ordinal} className={`fact-label kind-${label.fact.kind}`}>
            {names.kind(label.fact.kind)}
          </span>
        ) : null
      )}
    </span>
  )
}

/** Words on origin and the like: not shown unless a person asks, each time anew. */
function Masked({ text, marked }: { readonly text: string; readonly marked: boolean }) {
  const { t } = useTranslation()
  const [shown, setShown] = useState(false)
  return (
    <Button
      className={marked ? 'masked fact-marked' : 'masked'}
      aria-pressed={shown}
      aria-label={shown ? t('masked.hide', { text }) : t('masked.show')}
      onPress={() => setShown(!shown)}
    >
      {shown ? text : t('masked.chip')}
    </Button>
  )
}
