/** A stretch of "the same or not?": the pair that is asked now, answering it, and taking the last answer back. One act at a time. */
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Duels } from '../../../../src/contract/desk/duels.ts'
import { useAnswer, useUndoAnswer } from '../../api/duels.ts'
import type { Answer } from '../../api/duels.ts'
import { announce } from '../../frame/announce.tsx'
import { unansweredOf } from './rounds.ts'
import type { Answered } from './rounds.ts'

/** `again` asks for the list anew: what came since, and what did not fit. A refusal is in `failed`. */
export function useRounds(duels: Duels, again: () => void) {
  const { t } = useTranslation()
  const answer = useAnswer()
  const undo = useUndoAnswer()
  const [answered, setAnswered] = useState<readonly Answered[]>([])
  const [reason, setReason] = useState(t('duel.reasonReady'))
  const busy = useRef(false)
  const left = unansweredOf(duels.pairs, answered)
  const pair = left[0]
  const because = reason.trim() === '' ? t('duel.reasonReady') : reason.trim()

  async function say(given: Answer): Promise<void> {
    if (pair === undefined || busy.current) return
    busy.current = true
    try {
      const { judgement } = await answer.mutateAsync({
        a: pair.a.advert,
        b: pair.b.advert,
        answer: given,
        reason: because
      })
      const now = [...answered, { pair, answer: given, judgement }]
      const rest = unansweredOf(duels.pairs, now)
      const implied = left.length - 1 - rest.length
      announce(`${t(`duel.said-${given}`)}${implied > 0 ? ` ${t('duel.implied', { count: implied })}` : ''}`)
      setAnswered(now)
      // What came since, and what did not fit, is asked for when these are through.
      if (rest.length === 0) again()
    } finally {
      busy.current = false
    }
  }

  async function back(): Promise<void> {
    const last = answered.at(-1)
    if (busy.current) return
    if (last === undefined) {
      announce(t('duel.nothingToUndo'))
      return
    }
    busy.current = true
    try {
      await undo.mutateAsync({ judgement: last.judgement, reason: because })
      announce(t('duel.undone'))
      setAnswered(answered.slice(0, -1))
      if (!duels.pairs.includes(last.pair)) again()
    } finally {
      busy.current = false
    }
  }

  return {
    pair,
    answered,
    left,
    reason,
    setReason,
    say: (given: Answer): void => void say(given).catch(() => undefined),
    back: (): void => void back().catch(() => undefined),
    failed: answer.error ?? undo.error
  }
}
