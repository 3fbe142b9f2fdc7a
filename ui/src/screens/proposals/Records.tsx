/** The weighings of a proposal, newest first: the decision with its reasons, what else was on the table, and the state of things then. */
import { useTranslation } from 'react-i18next'
import type { Proposal, WeighingRecord } from '../../../../src/contract/cases/proposals.ts'
import { useFormat } from '../../frame/format.ts'
import { firstWords } from '../../names/naming.ts'
import { useNames } from '../../names/useNames.ts'

interface RecordsProps {
  readonly records: readonly WeighingRecord[]
  /** Of the proposal, for what its signals are called. */
  readonly parts: Proposal['parts']
}

export function Records({ records, parts: called }: RecordsProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const nameOf = ({ kind, id }: WeighingRecord['state']['parts'][number]): string => {
    const { identity = null, title = null } = called.find((one) => one.kind === kind && one.id === id) ?? {}
    if (identity === null && title === null) return t('proposal.part', { id })
    return names.identity({ identity, title: title === null ? null : firstWords(title), places: [] })
  }
  return records.toReversed().map((record) => {
    const { team, hours, beyond, lead, notChosen, state } = record
    const parts = state.parts.map((part) => `${nameOf(part)}, ${t('proposal.adverts', { count: part.adverts })}`)
    return (
      <details key={record.id} className="proposal-record">
        <summary>
          {t('proposal.record', { at: format.moment(record.at), by: names.person(record.by) })} ·{' '}
          <b>{t('proposal.recordOf', { decision: t(`proposal.decision-${record.decision}`) })}</b>
        </summary>
        <p className="said">{record.reason}</p>
        <dl className="kv">
          {record.criteria.map((one) => (
            <div key={one.criterion} className="band">
              <dt>
                {t(`criterion.${one.criterion}`)}{' '}
                <span className={`tag step-${one.step}`}>{t(`proposal.step-${one.step}`)}</span>
              </dt>
              <dd>{one.sentence}</dd>
            </div>
          ))}
        </dl>
        <p className="quiet small">
          {[
            ...(team === null ? [] : [t('proposal.taken', { team, hours: hours ?? 0 })]),
            ...(beyond === null ? [] : [beyond]),
            ...(lead === null ? [] : [names.person(lead)]),
            ...(notChosen.length === 0 ? [] : [t('proposal.notChosen', { ids: notChosen.join(', ') })]),
            t('proposal.review', { day: format.day(record.reviewOn) }),
            t('proposal.stateThen', { parts: parts.join('; ') }),
            t('proposal.digest', { digest: record.digest.slice(0, 23) })
          ].join(' · ')}
        </p>
      </details>
    )
  })
}
