/** The steps for a child in their fixed order: when each is due, who did it, and who looked at it, which is another person. */
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { MinorFile, StepOf } from '../../../../src/contract/minors/minors.ts'
import { useFormat } from '../../frame/format.ts'
import { useNames } from '../../names/useNames.ts'
import { Panel } from '../../parts/Panel.tsx'
import { ActDialog, type Doing } from './ActDialog.tsx'
import { Clock } from './Clock.tsx'
import { ProsecutorDialog } from './ProsecutorDialog.tsx'
import { mayWork } from './mayWork.ts'

interface StepsProps {
  readonly one: MinorFile
  readonly me: string
}

export function Steps({ one, me }: StepsProps) {
  const { t } = useTranslation()
  const [doing, setDoing] = useState<Doing | 'suspect' | null>(null)
  const close = (): void => setDoing(null)
  return (
    <Panel columns={12} title={t('minors.steps')} note={t('minors.stepsNote')}>
      <ol className="minor-steps">
        {one.steps.map((step) => (
          <StepRow key={step.code} one={one} step={step} me={me} onDo={setDoing} />
        ))}
      </ol>
      {doing === 'suspect' && <ProsecutorDialog id={one.id} onClose={close} />}
      {doing !== null && doing !== 'suspect' && <ActDialog id={one.id} doing={doing} onClose={close} />}
    </Panel>
  )
}

interface RowProps extends StepsProps {
  readonly step: StepOf
  readonly onDo: (doing: Doing | 'suspect') => void
}

function StepRow({ one, step, me, onDo }: RowProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const title = t(`minors.step-${step.code}`)
  const works = mayWork(one)
  const act = (verb: 'do' | 'see'): void =>
    onDo({ where: `steps/${step.code}/${verb}`, title: t(`minors.stepDo-${verb}`), explain: title })
  return (
    <li className={step.seenBy !== null ? 'minor-seen' : step.doneBy !== null ? 'minor-done' : undefined}>
      <div>
        <h3>{title}</h3>
        <p className="small quiet">{t(`minors.stepAbout-${step.code}`)}</p>
        {step.said !== null && <p className="said">{step.said}</p>}
        {step.doneBy !== null && (
          <p className="small quiet">
            {t('minors.stepBy', { by: names.person(step.doneBy), at: format.moment(step.doneAt) })}
            {step.seenBy !== null &&
              ` · ${t('minors.stepSeenBy', { by: names.person(step.seenBy), at: format.moment(step.seenAt) })}`}
          </p>
        )}
        {step.code === 'non-punishment' && <Notice one={one} me={me} onDo={onDo} />}
      </div>
      <div className="minor-step-end">
        <StepState step={step} open={one.state === 'open'} />
        {works && step.doneBy === null && (
          <Button className="button-small" aria-label={t('minors.stepDoOf', { title })} onPress={() => act('do')}>
            {t('minors.stepDo-do')}
          </Button>
        )}
        {works && step.doneBy !== null && step.doneBy !== me && step.seenBy === null && (
          <Button className="button-small" aria-label={t('minors.stepSeeOf', { title })} onPress={() => act('see')}>
            {t('minors.stepDo-see')}
          </Button>
        )}
      </div>
    </li>
  )
}

function StepState({ step, open }: { readonly step: StepOf; readonly open: boolean }) {
  const { t } = useTranslation()
  if (step.seenBy !== null) return <span className="tag tag-good">{t('minors.stepSeen')}</span>
  if (step.doneBy !== null) return <span className="tag">{t('minors.stepUnseen')}</span>
  return open ? <Clock due={step.due} late={step.late} /> : null
}

/** Suspected as well: a prosecutor is told, and decides with reasons. */
function Notice({ one, me, onDo }: Omit<RowProps, 'step'>) {
  const { t } = useTranslation()
  const names = useNames()
  const asked = one.acts.findLast((each) => each.act === 'suspect')
  const said = one.acts.findLast((each) => each.act === 'notice')
  const office = (asked?.about ?? '').replace('user:', '')
  if (one.notice === null)
    return mayWork(one) ? (
      <Button className="button-small" onPress={() => onDo('suspect')}>
        {t('minors.suspect')}
      </Button>
    ) : null
  return (
    <div className="minor-notice">
      <p>
        <span className={one.notice === 'open' ? 'tag tag-warn' : 'tag tag-good'}>
          {t(`minors.notice-${one.notice}`, { who: names.person(office) })}
        </span>
      </p>
      {one.notice === 'answered' && said !== undefined && <p className="said">{said.reason}</p>}
      {one.notice === 'open' && office === me && (
        <Button
          className="button-primary"
          onPress={() => onDo({ where: 'notice', title: t('minors.noticeDecide'), explain: t('minors.noticeExplain') })}
        >
          {t('minors.noticeDecide')}
        </Button>
      )}
    </div>
  )
}
