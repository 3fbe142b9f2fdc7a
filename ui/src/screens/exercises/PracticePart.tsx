/** A practice queue: signals of an invented world, adverts that are opened one by one, a decision on each signal, then what was known. What is chosen stays in this window. */
import { useEffect, useRef, useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { PracticeFeedback, PracticeQueue } from '../../../../src/contract/training/practice.ts'
import { useAnswerPractice, usePracticeAdvert, usePracticeQueue } from '../../api/training/practice.ts'
import { useFormat } from '../../frame/format.ts'
import { Loading, ProblemNote } from '../../frame/Notice.tsx'
import { useSending } from '../../frame/useSending.ts'
import { useOwnWords } from '../../names/useOwnWords.ts'
import { PracticeResult } from './PracticeResult.tsx'

/** More places than these are not named. */
const mostPlaces = 6

export function PracticePart({ id }: { readonly id: string }) {
  const { t } = useTranslation()
  const queue = usePracticeQueue(id)
  if (queue.isPending) return <Loading what={t('practice.title')} lines={8} />
  if (queue.isError) return <ProblemNote error={queue.error} retry={() => void queue.refetch()} />
  return <Queue queue={queue.data} />
}

function Queue({ queue }: { readonly queue: PracticeQueue }) {
  const { t } = useTranslation()
  const answer = useAnswerPractice(queue.id)
  const { busy, problem, send } = useSending()
  const [decided, setDecided] = useState<ReadonlyMap<number, boolean>>(new Map())
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set())
  const [said, setSaid] = useState<PracticeFeedback | null>(null)
  const check = async (): Promise<void> => {
    const called = [...decided].flatMap(([signal, proposes]) => (proposes ? [signal] : []))
    const adverts = [...opened].map((one) => {
      const [signal, advert] = one.split('/')
      return { signal: Number(signal), advert: Number(advert) }
    })
    setSaid(await answer.mutateAsync({ called, opened: adverts }))
  }
  return (
    <section className="panel exercise" aria-labelledby="practice-title">
      <p className="exercise-stripe small">{t('practice.invented')}</p>
      <div className="panel-body stack">
        <h2 id="practice-title">{t('practice.name', { seed: queue.seed })}</h2>
        {said === null ? <p className="quiet">{t('practice.how')}</p> : <PracticeResult said={said} />}
        <ol className="divide exercise-said">
          {queue.list.map((signal, at) => (
            <Signal
              key={at}
              id={queue.id}
              no={at + 1}
              signal={signal}
              opened={opened}
              onOpen={(advert) => setOpened(new Set([...opened, `${at + 1}/${advert}`]))}
              proposes={decided.get(at + 1) ?? null}
              onDecide={(proposes) => setDecided(new Map([...decided, [at + 1, proposes]]))}
              said={said?.signals[at] ?? null}
            />
          ))}
        </ol>
        {problem !== null && <ProblemNote error={problem} />}
        {said === null && (
          <div className="exercise-foot">
            <p className="small quiet" role="status">
              {t('practice.decided', { count: decided.size, of: queue.list.length })}
            </p>
            <Button
              className="button-primary"
              isDisabled={decided.size < queue.list.length}
              data-pending={busy || undefined}
              onPress={() => void send(check)}
            >
              {t('exercise.check')}
            </Button>
          </div>
        )}
      </div>
    </section>
  )
}

interface SignalProps {
  readonly id: string
  /** Counted from 1. */
  readonly no: number
  readonly signal: PracticeQueue['list'][number]
  readonly opened: ReadonlySet<string>
  readonly onOpen: (advert: number) => void
  readonly proposes: boolean | null
  readonly onDecide: (proposes: boolean) => void
  /** Null until the queue was answered; then nothing can be changed. */
  readonly said: PracticeFeedback['signals'][number] | null
}

function Signal({ id, no, signal, opened, onOpen, proposes, onDecide, said }: SignalProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const words = useOwnWords()
  const shown = Array.from({ length: signal.shown }, (_, at) => at + 1)
  const closed = shown.filter((advert) => !opened.has(`${no}/${advert}`))
  return (
    <li>
      <h3>
        {t('practice.signal', { no })} · {t([`class.${signal.class}`, 'class.other'])}
      </h3>
      <p className="small quiet wrap">
        {t('practice.adverts', { count: signal.adverts })} · {format.period(signal.from, signal.to)} ·{' '}
        {signal.places.slice(0, mostPlaces).join(', ')}
        {signal.places.length > mostPlaces && ' …'}
      </p>
      <ul className="exercise-order">
        {signal.reasons.map((one) => (
          <li key={one.indicator}>
            <span className="tag">{t(`practice.${one.direction}`)}</span> {words(one.title)}: {words(one.sentence)}
          </li>
        ))}
      </ul>
      {said === null && closed.length > 0 && (
        <div className="practice-open">
          <span className="small quiet">{t('practice.openOne')}</span>
          {closed.map((advert) => (
            <Button
              key={advert}
              className="button-small"
              aria-label={t('practice.open', { no, advert })}
              onPress={() => onOpen(advert)}
            >
              {t('practice.advertNo', { advert })}
            </Button>
          ))}
        </div>
      )}
      {shown
        .filter((advert) => opened.has(`${no}/${advert}`))
        .map((advert) => (
          <Advert key={advert} {...{ id, no, advert }} strange={said?.strange.includes(advert) ?? false} />
        ))}
      {said === null ? (
        <fieldset className="exercise-story">
          <legend className="small quiet">{t('practice.what', { no })}</legend>
          {([true, false] as const).map((one) => (
            <label key={String(one)} className="check passage">
              <input type="radio" name={`decide-${no}`} checked={proposes === one} onChange={() => onDecide(one)} />
              <span>{t(one ? 'practice.propose' : 'practice.close')}</span>
            </label>
          ))}
        </fieldset>
      ) : (
        <Known said={said} />
      )}
    </li>
  )
}

/** Who was behind a signal, as far as the world tells: kinds of hands with their adverts. */
function Known({ said }: { readonly said: PracticeFeedback['signals'][number] }) {
  const { t } = useTranslation()
  const chose = t(said.called ? 'practice.proposed' : 'practice.closed')
  return (
    <p>
      <span className="tag">{t(said.right ? 'practice.right' : 'practice.otherwise')}</span> {chose}{' '}
      {said.hands.map((one) => t(`practice.kind-${one.kind}`, { count: one.adverts })).join(', ')}.
    </p>
  )
}

interface AdvertProps {
  readonly id: string
  readonly no: number
  readonly advert: number
  readonly strange: boolean
}

function Advert({ id, no, advert, strange }: AdvertProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const read = usePracticeAdvert(id, no, advert)
  const article = useRef<HTMLElement>(null)
  // Its button went: whoever opened it by key goes on from here.
  useEffect(() => article.current?.focus(), [read.isSuccess])
  if (read.isPending) return <Loading what={t('practice.open', { no, advert })} lines={3} />
  if (read.isError) return <ProblemNote error={read.error} retry={() => void read.refetch()} />
  const { title, body, name, place, day, site } = read.data
  return (
    <article
      ref={article}
      tabIndex={-1}
      className="passage passage-on practice-advert"
      aria-label={t('practice.opened', { no, advert })}
    >
      <p>
        <b>{title}</b> {strange && <span className="tag tag-warn">{t('practice.withoutGround')}</span>}
      </p>
      <p className="small quiet">
        {name} · {place} · {format.day(day)} · {site}
      </p>
      <p className="wrap">{body}</p>
    </article>
  )
}
