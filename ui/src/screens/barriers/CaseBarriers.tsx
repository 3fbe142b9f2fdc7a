/** The barrier model of a case, in a tab of it: per step what makes it possible, shows it or helps it, and the barriers against it. */
import { lazy, Suspense, useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Case } from '../../../../src/contract/cases/cases.ts'
import type { Barrier, BarrierStep } from '../../../../src/contract/partners/barriers.ts'
import { useCaseBarriers } from '../../api/cases/barriers.ts'
import { useSession } from '../../api/session.ts'
import { usePartners } from '../../api/cases/partners.ts'
import { useFormat } from '../../frame/format.ts'
import { Loading, ProblemNote } from '../../frame/Notice.tsx'
import { readsContent } from '../../frame/roles.ts'
import { useNames } from '../../names/useNames.ts'
import { useOwnWords } from '../../names/useOwnWords.ts'
import { Panel } from '../../parts/Panel.tsx'
import { loadWords } from '../../words/words.ts'
import { AddBarrier, ChangeBarrier } from './BarrierDialogs.tsx'

const BarrierEffect = lazy(async () => {
  const [part] = await Promise.all([import('./BarrierEffect.tsx'), loadWords('phenomena')])
  return { default: part.BarrierEffect }
})

export function CaseBarriers({ one }: { readonly one: Case }) {
  const { t } = useTranslation()
  const found = useCaseBarriers(one.id)
  const [adding, setAdding] = useState<string | null>(null)
  const works = one.state !== 'closed' && !one.ended
  const steps = found.data?.steps ?? []
  return (
    <Panel columns={12} title={t('barriers.title')} note={t('barriers.note')} foot={steps[0]?.source}>
      {found.isPending && <Loading what={t('barriers.title')} lines={6} />}
      {found.isError && <ProblemNote error={found.error} retry={() => void found.refetch()} />}
      <div className="stack">
        {steps.map((step) => (
          <Step
            key={step.code}
            step={step}
            one={one}
            barriers={found.data?.barriers.filter((each) => each.step === step.code) ?? []}
            onAdd={works && one.mine.includes('add') ? () => setAdding(step.code) : null}
            mayChange={works && one.mine.includes('change')}
          />
        ))}
      </div>
      {adding !== null && <AddBarrier id={one.id} steps={steps} start={adding} onClose={() => setAdding(null)} />}
    </Panel>
  )
}

interface StepProps {
  readonly step: BarrierStep
  readonly one: Case
  readonly barriers: readonly Barrier[]
  /** Null: nothing may be added now. */
  readonly onAdd: (() => void) | null
  readonly mayChange: boolean
}

function Step({ step, one, barriers, onAdd, mayChange }: StepProps) {
  const { t } = useTranslation()
  const words = useOwnWords()
  return (
    <section className="card stack" aria-label={words(step.title)}>
      <div className="row row-wrap">
        <h3>{words(step.title)}</h3>
        <span className="quiet">{words(step.about)}</span>
        {onAdd !== null && (
          <span className="push">
            <Button
              className="button-small"
              aria-label={t('barriers.addAt', { step: words(step.title) })}
              onPress={onAdd}
            >
              {t('barriers.add')}
            </Button>
          </span>
        )}
      </div>
      {barriers.length === 0 && <p className="quiet">{t('barriers.none')}</p>}
      <ul className="divide case-plain">
        {barriers.map((each) => (
          <Row key={each.no} of={each} one={one} mayChange={mayChange} />
        ))}
      </ul>
    </section>
  )
}

interface RowProps extends Pick<StepProps, 'one' | 'mayChange'> {
  readonly of: Barrier
}

function Row({ of, one, mayChange }: RowProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const partners = usePartners().data?.partners ?? []
  const [changing, setChanging] = useState(false)
  const [asking, setAsking] = useState(false)
  const role = useSession().data?.user.role
  const counts = of.raisedOn !== null && role !== undefined && readsContent(role)
  const by = of.partner === null ? of.who : (partners.find((each) => each.id === of.partner)?.name ?? '…')
  return (
    <li className="stack">
      <div className="row row-wrap">
        <span className="tag">{t(`barriers.kind-${of.kind}`)}</span>
        <b>{of.title}</b>
        {(of.kind === 'barrier' || of.state === 'dropped') && (
          <span className="tag">{t(`barriers.state-${of.state}`)}</span>
        )}
        {of.late && <span className="tag tag-warn">{t('barriers.late')}</span>}
        <span className="push row">
          {counts && (
            <Button
              className="button-small"
              aria-label={t('barriers.effectOf', { title: of.title })}
              onPress={() => setAsking(true)}
            >
              {t('barriers.effect')}
            </Button>
          )}
          {mayChange && (
            <Button
              className="button-small"
              aria-label={t('barriers.changeOf', { title: of.title })}
              onPress={() => setChanging(true)}
            >
              {t('barriers.change')}
            </Button>
          )}
        </span>
      </div>
      {of.about !== '' && <p className="case-note">{of.about}</p>}
      {of.kind === 'barrier' && (
        <p>
          {t('barriers.raises', { by, means: of.means })}{' '}
          {of.dueOn !== null && t('barriers.due', { day: format.day(of.dueOn) })}{' '}
          {of.raisedOn !== null && t('barriers.raisedOn', { day: format.day(of.raisedOn) })}
        </p>
      )}
      <p className="small quiet">
        {t('barriers.by', { by: names.person(of.changedBy), at: format.moment(of.changedAt) })}
      </p>
      {asking && (
        <Suspense fallback={<Loading what={t('barriers.effect')} lines={1} />}>
          <BarrierEffect id={one.id} of={of} onClose={() => setAsking(false)} />
        </Suspense>
      )}
      {changing && <ChangeBarrier id={one.id} of={of} onClose={() => setChanging(false)} />}
    </li>
  )
}
