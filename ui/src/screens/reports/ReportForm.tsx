/** The form of a report: four steps on a phone, kept on the device at every letter, sent under one key. */
import { useEffect, useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { useReportForm, useSignList } from '../../api/reports.ts'
import { ProblemNote } from '../../frame/Notice.tsx'
import { Icon } from '../../parts/Icon.tsx'
import { go, refine, usePlace } from '../../place/place.tsx'
import { DangerPart } from './DangerPart.tsx'
import { FilesPart } from './files/FilesPart.tsx'
import { newDraft, type Body, type Draft } from './outbox.ts'
import { Overview } from './Overview.tsx'
import { SignsStep } from './steps/SignsStep.tsx'
import { deliverAll, outboxOf, useDrafts } from './useOutbox.ts'
import { WhatStep } from './steps/WhatStep.tsx'
import { WhereStep } from './steps/WhereStep.tsx'

type Step = 1 | 2 | 3 | 4

export function ReportForm({ user }: { readonly user: string }) {
  const { t } = useTranslation()
  const { draft, change, send } = useDraft(user)
  const [step, setStep] = useState<Step>(1)
  // Read while there is a network: the lists are needed two steps further.
  useSignList('official')
  const form = useReportForm()
  const { body } = draft
  const props = { body, change }
  const move = (to: Step): void => {
    setStep(to)
    window.scrollTo(0, 0)
    document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true })
  }
  return (
    <div className="page report-form">
      <header className="report-head">
        <p className="quiet small">{t('reports.step', { step })}</p>
        <h1 tabIndex={-1}>{t(`reports.title.${step}`)}</h1>
      </header>
      <DangerPart draft={draft} form={form} change={change} user={user} />
      {draft.problem !== null && <ProblemNote error={refusedAs(draft.problem)} />}
      {step === 1 && (
        <>
          <WhatStep {...props} />
          <FilesPart user={user} draft={draft.key} kept={() => change({})} />
        </>
      )}
      {step === 2 && <WhereStep {...props} />}
      {step === 3 && <SignsStep {...props} />}
      {step === 4 && <Overview {...props} form={form} go={move} />}
      <Kept user={user} />
      <div className="report-foot">
        {step > 1 && <Button onPress={() => move((step - 1) as Step)}>{t('reports.back')}</Button>}
        {step < 4 ? (
          <Button className="button-primary" onPress={() => move((step + 1) as Step)}>
            {t('reports.next')}
          </Button>
        ) : (
          // With direct danger it is sent from above, now or not at all: nothing of that kind waits.
          body.danger !== true && (
            <Button className="button-primary" isDisabled={body.informant === true} onPress={send}>
              {t('reports.send')}
            </Button>
          )
        )}
      </div>
    </div>
  )
}

/** The draft of the address, or a new one that begins with what the address brings along (ticked signs). */
function useDraft(user: string): { draft: Draft; change: (part: Body) => void; send: () => void } {
  const { query } = usePlace()
  const drafts = useDrafts(user)
  const outbox = outboxOf(user)
  const [begun] = useState(() => {
    const signs = query['signs']?.split(',').filter((sign) => sign !== '')
    return newDraft(signs === undefined ? {} : { signs }, query['draft'] ?? crypto.randomUUID())
  })
  const draft = drafts.find((one) => one.key === begun.key) ?? begun
  const latest = (): Draft => outbox.drafts().find((one) => one.key === begun.key) ?? begun
  return {
    draft,
    change: (part) => {
      outbox.save({ ...latest(), body: { ...latest().body, ...part }, state: 'writing', problem: null })
      // A window that is loaded anew shows what was written, not an empty form.
      if (query['draft'] === undefined) refine({ draft: begun.key, signs: null })
    },
    send: () => {
      outbox.save({ ...latest(), state: 'waiting', problem: null })
      void deliverAll(user)
      go('/reports')
    }
  }
}

function Kept({ user }: { readonly user: string }) {
  const { t } = useTranslation()
  useDrafts(user)
  const offline = useOffline()
  if (!outboxOf(user).keeps()) return <p className="note note-warn">{t('reports.notKept')}</p>
  return (
    <p className="quiet small row" role="status">
      <Icon name={offline ? 'lock' : 'held'} /> {t(offline ? 'reports.offline' : 'reports.saved')}
    </p>
  )
}

export function useOffline(): boolean {
  const [offline, setOffline] = useState(!navigator.onLine)
  useEffect(() => {
    const look = (): void => setOffline(!navigator.onLine)
    window.addEventListener('online', look)
    window.addEventListener('offline', look)
    return () => {
      window.removeEventListener('online', look)
      window.removeEventListener('offline', look)
    }
  }, [])
  return offline
}

/** The refusal of a draft, for its words. */
export function refusedAs(problem: string): Error {
  return Object.assign(new Error(problem), { status: 422, problem: { error: problem, message: problem } })
}
