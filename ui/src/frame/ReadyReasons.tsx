/** Ready-made reasons with their digits: a digit or an arrow chooses, Enter confirms. None is chosen beforehand: the person decides. */
import { useEffect, useRef } from 'react'
import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'

interface ReadyReasonsProps {
  /** What is chosen among; reasons, when absent. */
  readonly label?: string
  readonly suggestions: readonly string[]
  readonly picked: number | null
  readonly onPick: (at: number) => void
  readonly onEnter: () => void
  /** Somebody begins to type words of their own. */
  readonly onWrite: () => void
}

export function ReadyReasons({ label, suggestions, picked, onPick, onEnter, onWrite }: ReadyReasonsProps) {
  const { t } = useTranslation()
  const group = useRef<HTMLDivElement>(null)
  useEffect(() => group.current?.querySelector('input')?.focus(), [])
  function press(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || event.nativeEvent.isComposing) return
    const at = Number(event.key) - 1
    if (Number.isInteger(at) && at >= 0 && at < suggestions.length) {
      event.preventDefault()
      onPick(at)
      group.current?.querySelectorAll('input')[at]?.focus()
    } else if (event.key === 'Enter') {
      event.preventDefault()
      onEnter()
    } else if (event.key.length === 1 && event.key !== ' ') onWrite()
  }
  return (
    <div
      className="ready"
      role="radiogroup"
      aria-label={label ?? t('reason.suggestions')}
      ref={group}
      onKeyDown={press}
    >
      {suggestions.map((suggestion, at) => (
        <label key={suggestion} className="ready-reason">
          <input type="radio" name="ready-reason" checked={picked === at} onChange={() => onPick(at)} />
          <span>{suggestion}</span>
          <kbd aria-hidden="true">{at + 1}</kbd>
        </label>
      ))}
    </div>
  )
}
