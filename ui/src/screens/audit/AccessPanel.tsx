/** The review of access: each account with what it may do, when it was last used, what is odd, and the auditor's word. */
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { AccessPage } from '../../../../src/contract/oversight/audit.ts'
import { useAccess, useReviewAccess } from '../../api/audit.ts'
import { announce } from '../../frame/announce.tsx'
import { useFormat } from '../../frame/format.ts'
import { Loading, ProblemNote } from '../../frame/Notice.tsx'
import { ReasonDialog } from '../../frame/ReasonDialog.tsx'
import { Mandate } from '../../names/Named.tsx'
import { useNames } from '../../names/useNames.ts'
import { Panel } from '../../parts/Panel.tsx'
import { TableBox } from '../../parts/table/TableBox.tsx'

type Row = AccessPage['accounts'][number]
type Verdict = 'right' | 'revoke'

export function AccessPanel() {
  const { t } = useTranslation()
  const access = useAccess()
  const review = useReviewAccess()
  const [chosen, setChosen] = useState<{ readonly row: Row; readonly verdict: Verdict } | null>(null)
  if (access.isPending) return <Loading what={t('audit.access')} lines={8} />
  if (access.isError) return <ProblemNote error={access.error} retry={() => void access.refetch()} />
  const { accounts } = access.data
  const left = accounts.filter((one) => one.review === null).length
  return (
    <div className="grid">
      <Panel columns={12} title={t('audit.access')} note={t('audit.left', { count: left })} bare>
        <TableBox label={t('audit.access')}>
          <table>
            <thead>
              <tr>
                {['admin.account', 'admin.role', 'admin.mandates', 'admin.lastUse', 'audit.odd', 'audit.verdict'].map(
                  (name) => (
                    <th key={name} scope="col">
                      {t(name)}
                    </th>
                  )
                )}
              </tr>
            </thead>
            <tbody>
              {accounts.map((row) => (
                <Account key={row.id} row={row} onChoose={(verdict) => setChosen({ row, verdict })} />
              ))}
            </tbody>
          </table>
        </TableBox>
      </Panel>
      {chosen !== null && (
        <ReasonDialog
          title={t(`audit.review-${chosen.verdict}Title`, { name: chosen.row.name })}
          explain={t(`audit.review-${chosen.verdict}Explain`)}
          action={t(`audit.review-${chosen.verdict}`)}
          tone={chosen.verdict === 'revoke' ? 'danger' : 'primary'}
          draft={`access:${chosen.row.id}:${chosen.verdict}`}
          onSubmit={async (reason) => {
            await review.mutateAsync({ id: chosen.row.id, verdict: chosen.verdict, reason })
            announce(t('admin.done'))
          }}
          onClose={() => setChosen(null)}
        />
      )}
    </div>
  )
}

interface AccountProps {
  readonly row: Row
  readonly onChoose: (verdict: Verdict) => void
}

function Account({ row, onChoose }: AccountProps) {
  const { t } = useTranslation()
  const names = useNames()
  const format = useFormat()
  return (
    <tr className={row.active ? undefined : 'admin-closed'}>
      <th scope="row">
        {row.name} <span className="quiet mono">{row.id}</span>
      </th>
      <td>{t(`role.${row.role}`)}</td>
      <td>
        {row.mandates.length === 0
          ? '–'
          : row.mandates.map((mandate) => (
              <div key={mandate}>
                <Mandate id={mandate} />
              </div>
            ))}
      </td>
      <td>{row.lastActAt === null ? t('admin.never') : format.moment(row.lastActAt)}</td>
      <td>
        <span className="row-wrap">
          {row.flags.map((flag) => (
            <span key={flag} className="tag tag-warn">
              {t(`audit.flag-${flag}`)}
            </span>
          ))}
          {!row.active && <span className="tag">{t('admin.closed')}</span>}
        </span>
      </td>
      <td>
        {row.review === null ? (
          <span className="row">
            {(['right', 'revoke'] as const).map((verdict) => (
              <Button
                key={verdict}
                className="button-small"
                aria-label={`${t(`audit.review-${verdict}`)}: ${row.name}`}
                onPress={() => onChoose(verdict)}
              >
                {t(`audit.review-${verdict}`)}
              </Button>
            ))}
          </span>
        ) : (
          <span className="small">
            {t(`audit.was-${row.review.verdict}`, { by: names.person(row.review.by), at: format.day(row.review.at) })}:
            “{row.review.reason}”
          </span>
        )}
      </td>
    </tr>
  )
}
