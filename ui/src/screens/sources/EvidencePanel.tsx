/** The store of closed segments, for operators: whether it does what it should, what it has, what waits, and the room that is left here. */
import { useTranslation } from 'react-i18next'
import type { EvidenceStore } from '../../../../src/contract/oversight/evidence-store.ts'
import { useEvidenceStore } from '../../api/operations.ts'
import { useFormat } from '../../frame/format.ts'
import { Loading, ProblemNote } from '../../frame/Notice.tsx'
import { Panel } from '../../parts/Panel.tsx'

export function EvidencePanel() {
  const { t } = useTranslation()
  const answer = useEvidenceStore()
  return (
    <Panel columns={12} title={t('evidenceStore.title')} foot={t('evidenceStore.foot')}>
      {answer.isPending && <Loading what={t('evidenceStore.title')} />}
      {answer.isError && <ProblemNote error={answer.error} retry={() => void answer.refetch()} />}
      {answer.isSuccess && <State of={answer.data} />}
    </Panel>
  )
}

function State({ of }: { readonly of: EvidenceStore }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { state, place, objects, bytes, held, waiting, waitingBytes, here, others } = of
  const figures: readonly (readonly [string, string])[] = [
    ...(state === 'none'
      ? []
      : ([
          ['has', t('evidenceStore.segments', { count: objects, size: format.size(bytes) })],
          ['held', format.number(held)],
          ['waits', t('evidenceStore.segments', { count: waiting, size: format.size(waitingBytes) })]
        ] as const)),
    ...(here === null
      ? []
      : ([
          ['here', t('evidenceStore.segments', { count: here.segments, size: format.size(here.bytes) })],
          ['room', t('evidenceStore.roomOf', { free: format.size(here.freeBytes), all: format.size(here.diskBytes) })]
        ] as const))
  ]
  return (
    <>
      <p>
        {place !== null && <code>{place}</code>} <Says of={of} />
      </p>
      <dl className="facts-line">
        {figures.map(([name, value]) => (
          <div key={name}>
            <dt>{t(`evidenceStore.${name}`)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {here === null && <p className="small soft">{t('evidenceStore.unread')}</p>}
      {here?.limit != null && (
        <p className="small quiet">{t('evidenceStore.limit', { size: format.size(here.limit) })}</p>
      )}
      {others.map((one) => (
        <p key={one.place} className="small soft">
          <code>{one.place}</code> {t('evidenceStore.other', { count: one.objects, size: format.size(one.bytes) })}
        </p>
      ))}
    </>
  )
}

/** Whether it does what it should, and since when it does not. */
function Says({ of }: { readonly of: EvidenceStore }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { state, locks, doneAt, failedSince, cause, nextAt } = of
  if (state === 'none' || state === 'new') return t(`evidenceStore.state-${state}`)
  if (state === 'well')
    return (
      <>
        {t('evidenceStore.state-well', { at: format.moment(doneAt) })}{' '}
        <span className="quiet">{t(locks ? 'evidenceStore.locks' : 'evidenceStore.locksNot')}</span>
      </>
    )
  return (
    <>
      <b>
        {state === 'refused'
          ? t('evidenceStore.state-refused')
          : t('evidenceStore.state-fails', { at: format.moment(failedSince) })}
      </b>{' '}
      <code>{cause}</code>{' '}
      {nextAt !== null && <span className="quiet small">{t('evidenceStore.next', { at: format.moment(nextAt) })}</span>}
    </>
  )
}
