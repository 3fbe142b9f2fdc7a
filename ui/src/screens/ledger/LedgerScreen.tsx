/** Logboek: one's own acts, or all of them for an auditor, and whether the chain still holds. */
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { LedgerRow } from '../../../../src/contract/ledger.ts'
import type { Session } from '../../../../src/contract/session.ts'
import { useLedger } from '../../api/operations.ts'
import type { LedgerFilter } from '../../api/operations.ts'
import { useFormat } from '../../frame/format.ts'
import { Empty, Loading, ProblemNote } from '../../frame/Notice.tsx'
import { formatPlace } from '../../place/address.ts'
import { DayField } from '../../parts/DayField.tsx'
import { go, usePlace } from '../../place/place.tsx'
import '../search/search.css'
import './ledger.css'

export function LedgerScreen({ session }: { readonly session: Session }) {
  const { t } = useTranslation()
  const { query } = usePlace()
  const auditor = session.user.role === 'auditor'
  const filter: LedgerFilter = {
    mine: !auditor || query['mine'] === '1',
    act: query['act'] ?? '',
    subject: query['subject'] ?? '',
    from: query['from'] ?? '',
    to: query['to'] ?? ''
  }
  const ledger = useLedger(filter)
  const pages = ledger.data?.pages ?? []
  const rows = pages.flatMap((page) => page.entries)
  const broken = pages.some((page) => page.chain === 'broken')
  return (
    <div className="page ledger">
      <h1 tabIndex={-1}>{t('nav.ledger')}</h1>
      <p className="quiet">{t(auditor ? 'ledger.aboutAll' : 'ledger.aboutOwn')}</p>
      <LedgerForm key={JSON.stringify(filter)} filter={filter} auditor={auditor} />
      {ledger.isPending && <Loading what={t('nav.ledger')} />}
      {ledger.isError && <ProblemNote error={ledger.error} retry={() => void ledger.refetch()} />}
      {pages.length > 0 && (
        <p className={`verdict verdict-${broken ? 'damaged' : 'intact'}`} role="status">
          <span aria-hidden="true">{broken ? '✗' : '✓'}</span>
          <span>
            <strong>{t(broken ? 'ledger.broken' : 'ledger.intact')}</strong>{' '}
            {t(broken ? 'ledger.brokenMeans' : 'ledger.intactMeans')}
          </span>
        </p>
      )}
      {ledger.isSuccess && rows.length === 0 && <Empty title={t('ledger.none')} />}
      {rows.length > 0 && <LedgerTable rows={rows} />}
      {ledger.hasNextPage && (
        <Button
          className="more"
          data-pending={ledger.isFetchingNextPage || undefined}
          onPress={() => void ledger.fetchNextPage()}
        >
          {t('notice.more')}
        </Button>
      )}
    </div>
  )
}

function LedgerForm({ filter, auditor }: { readonly filter: LedgerFilter; readonly auditor: boolean }) {
  const { t } = useTranslation()
  return (
    <form
      className="search-form"
      role="search"
      aria-label={t('ledger.form')}
      onSubmit={(event) => {
        event.preventDefault()
        const fields = new FormData(event.currentTarget)
        go(
          formatPlace(
            '/ledger',
            Object.fromEntries(
              [...fields].map(([name, value]) => [name, typeof value === 'string' ? value.trim() : ''])
            )
          )
        )
      }}
    >
      <label className="field">
        <span>{t('ledger.act')}</span>
        <input name="act" defaultValue={filter.act} maxLength={64} autoComplete="off" />
      </label>
      <label className="field">
        <span>{t('ledger.subject')}</span>
        <input name="subject" defaultValue={filter.subject} maxLength={200} autoComplete="off" />
      </label>
      <DayField label={t('search.from')} name="from" value={filter.from} />
      <DayField label={t('search.to')} name="to" value={filter.to} />
      {auditor && (
        <label className="check">
          <input type="checkbox" name="mine" value="1" defaultChecked={filter.mine} />
          {t('ledger.mine')}
        </label>
      )}
      <Button type="submit" className="button-primary">
        {t('search.action')}
      </Button>
    </form>
  )
}

function LedgerTable({ rows }: { readonly rows: readonly LedgerRow[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <div className="table-box" role="region" aria-label={t('nav.ledger')} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('ledger.no')}</th>
            <th scope="col">{t('ledger.at')}</th>
            <th scope="col">{t('ledger.actor')}</th>
            <th scope="col">{t('ledger.act')}</th>
            <th scope="col">{t('ledger.subject')}</th>
            <th scope="col">{t('ledger.detail')}</th>
            <th scope="col">{t('ledger.hash')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.no}>
              <td className="number">{row.no}</td>
              <td className="nowrap">
                <time dateTime={row.at}>{format.exact(row.at)}</time>
              </td>
              <td>
                {row.actor}
                {row.mandate !== null && <span className="quiet small"> {row.mandate}</span>}
              </td>
              <td>
                <span className="tag">{row.act}</span>
              </td>
              <td className="mono">{row.subject ?? '–'}</td>
              <td className="small mono wrap">{detailText(row.detail)}</td>
              <td className="mono quiet" title={row.hash}>
                {row.hash.slice(0, 10)}…
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function detailText(detail: LedgerRow['detail']): string {
  return Object.entries(detail)
    .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(' · ')
}
