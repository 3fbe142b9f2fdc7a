/** What of a file is told everywhere in the same way: how long is left until something is due, in words, and whether the age is known. */
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MinorFile } from '../../../../src/contract/minors/minors.ts'
import { useFormat } from '../../frame/format.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs

/** The present, anew each minute. Nobody hears it: what is read out is what changed its state. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), minuteMs)
    return () => clearInterval(timer)
  }, [])
  return now
}

/** Until a moment, or past it: hours and minutes within two days, else days. */
export function useLeft(due: string): { readonly text: string; readonly ms: number } {
  const { t } = useTranslation()
  const ms = Date.parse(due) - useNow()
  const whole = Math.abs(ms)
  const [hours, minutes, days] = [
    Math.floor(whole / hourMs),
    Math.floor((whole % hourMs) / minuteMs),
    Math.round(whole / (24 * hourMs))
  ]
  const span = hours < 48 ? t('minors.spanHours', { hours, minutes }) : t('minors.spanDays', { count: days })
  return { text: t(ms >= 0 ? 'minors.left' : 'minors.past', { span }), ms }
}

interface ClockProps {
  readonly due: string
  readonly late: boolean
  /** What is due; said before the time. */
  readonly says?: string
}

/** How long is left, with the moment for whoever points at it. */
export function Clock({ due, late, says }: ClockProps) {
  const format = useFormat()
  const { text, ms } = useLeft(due)
  const soon = ms < 12 * hourMs
  return (
    <time className={late ? 'tag tag-bad' : soon ? 'tag tag-warn' : 'tag'} dateTime={due} title={format.moment(due)}>
      {says === undefined ? text : `${says} ${text}`}
    </time>
  )
}

/** Doubt counts as under age until a named person decides. */
export function AgeTag({ age }: Pick<MinorFile, 'age'>) {
  const { t } = useTranslation()
  return <span className={age === 'adult' ? 'tag' : 'tag tag-warn'}>{t(`minors.age-${age}`)}</span>
}
