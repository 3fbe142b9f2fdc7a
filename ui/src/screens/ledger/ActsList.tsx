/** Acts as sentences, by day: when, who, what, why; number, digest and bare details behind a fold. */
import { useTranslation } from 'react-i18next'
import type { LedgerRow } from '../../../../src/contract/oversight/ledger.ts'
import { atNight, useFormat } from '../../frame/format.ts'
import { Mandate } from '../../names/Named.tsx'
import { useNames } from '../../names/useNames.ts'
import { sentenceOf } from './sentence.ts'

export function ActsList({ rows }: { readonly rows: readonly LedgerRow[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const days = [...Map.groupBy(rows, (row) => format.day(row.at))]
  const under = [...new Set(rows.flatMap((row) => row.mandate ?? []))]
  return (
    <>
      {under[0] !== undefined && under.length === 1 && (
        <p className="panel-body quiet small">
          {t('saw.allUnder')} <Mandate id={under[0]} />
        </p>
      )}
      {days.map(([day, of]) => (
        <section key={day} className="day">
          <h3 className="day-name">{day}</h3>
          <ol className="divide">
            {of.map((row) => (
              <Entry key={row.no} row={row} saysMandate={under.length > 1} />
            ))}
          </ol>
        </section>
      ))}
    </>
  )
}

function Entry({ row, saysMandate }: { readonly row: LedgerRow; readonly saysMandate: boolean }) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const sentence = sentenceOf(row, (keys, values) => t(keys, { ...values }), {
    ...names,
    fact: (kind, value) => `${names.kind(kind)} ${names.value(kind, value)}`
  })
  return (
    <li className="entry" id={`entry-${row.no}`}>
      <time dateTime={row.at}>{format.time(row.at)}</time>
      <div>
        <p>
          <strong>{names.person(row.actor)}</strong> {sentence}
          {saysMandate && row.mandate !== null && (
            <span className="quiet">, {t('saw.under', { mandate: names.mandate(row.mandate) })}</span>
          )}
          {row.reason !== null && <span className="soft">; {t('saw.because', { reason: row.reason })}</span>}{' '}
          {atNight(row.at) && <span className="tag tag-warn">{t('saw.night')}</span>}
        </p>
        <details>
          <summary>{t('saw.more', { no: row.no })}</summary>
          <dl className="kv">
            <dt>{t('ledger.at')}</dt>
            <dd>{format.exact(row.at)}</dd>
            <dt>{t('ledger.act')}</dt>
            <dd className="mono">
              {row.act} {row.subject}
            </dd>
            {row.mandate !== null && (
              <>
                <dt>{t('mandate.choose')}</dt>
                <dd>
                  <Mandate id={row.mandate} /> <span className="quiet mono">{row.mandate}</span>
                </dd>
              </>
            )}
            <dt>{t('ledger.detail')}</dt>
            <dd className="mono wrap">{detailText(row.detail)}</dd>
            <dt>{t('ledger.hash')}</dt>
            <dd className="mono wrap">{row.hash}</dd>
          </dl>
        </details>
      </div>
    </li>
  )
}

function detailText(detail: LedgerRow['detail']): string {
  const pairs = Object.entries(detail)
  if (pairs.length === 0) return '–'
  return pairs
    .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(' · ')
}
