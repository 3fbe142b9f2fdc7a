/** Mandates by line: what renews what, until when each holds, on which law, and who works under it. */
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { MandateRow } from '../../../../src/contract/accounts.ts'
import { useMandates, useWithdrawMandate } from '../../api/accounts.ts'
import { announce } from '../../frame/announce.tsx'
import { useFormat } from '../../frame/format.ts'
import { Empty, Loading, ProblemNote } from '../../frame/Notice.tsx'
import { ReasonDialog } from '../../frame/ReasonDialog.tsx'
import { Panel } from '../../parts/Panel.tsx'

export function MandatesPanel() {
  const { t } = useTranslation()
  const mandates = useMandates()
  const withdraw = useWithdrawMandate()
  const [ending, setEnding] = useState<string | null>(null)
  const lines = [...Map.groupBy(mandates.data?.mandates ?? [], (one) => one.line)]
  return (
    <div className="grid">
      {mandates.isPending && <Loading what={t('admin.mandates')} lines={8} />}
      {mandates.isError && <ProblemNote error={mandates.error} retry={() => void mandates.refetch()} />}
      {mandates.isSuccess && lines.length === 0 && <Empty title={t('admin.noMandatesYet')} />}
      {lines.map(([line, of]) => (
        <Panel
          key={line}
          columns={12}
          title={t('admin.line', { id: line })}
          note={t('admin.lineOf', { count: of.length })}
          bare
        >
          <ol className="divide">
            {of.map((mandate) => (
              <Mandate key={mandate.id} mandate={mandate} onWithdraw={setEnding} />
            ))}
          </ol>
        </Panel>
      ))}
      {ending !== null && (
        <ReasonDialog
          title={t('admin.withdrawTitle', { id: ending })}
          explain={t('admin.withdrawExplain')}
          action={t('admin.withdraw')}
          tone="danger"
          draft={`mandate:${ending}:withdraw`}
          onSubmit={async (reason) => {
            await withdraw.mutateAsync({ id: ending, reason })
            announce(t('admin.withdrawn'))
          }}
          onClose={() => setEnding(null)}
        />
      )}
    </div>
  )
}

interface MandateProps {
  readonly mandate: MandateRow
  readonly onWithdraw: (id: string) => void
}

function Mandate({ mandate, onWithdraw }: MandateProps) {
  const { t } = useTranslation()
  const { id, state, succeeds } = mandate
  const going = state === 'in-force' || state === 'not-begun'
  return (
    <li className="admin-mandate">
      <div className="row-wrap">
        <strong>{id}</strong>
        <span className={going ? 'tag' : 'tag tag-warn'}>{t(`admin.state-${state}`)}</span>
        {succeeds !== null && <span className="quiet">{t('admin.succeeds', { id: succeeds })}</span>}
        {going && (
          <Button
            className="button-small button-danger push"
            aria-label={t('admin.withdrawNamed', { id })}
            onPress={() => onWithdraw(id)}
          >
            {t('admin.withdraw')}
          </Button>
        )}
      </div>
      <p>{mandate.purpose}</p>
      <Terms mandate={mandate} />
    </li>
  )
}

function Terms({ mandate }: { readonly mandate: MandateRow }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { keep, eraseAfterDays, sources, users, withdrawnAt, withdrawnBecause } = mandate
  // Noon: the same day in the zone of every reader.
  const last = mandate.lastDay === null ? mandate.until : `${mandate.lastDay}T12:00:00`
  const kept = keep === 'open' ? t('admin.keepOpen') : t('admin.days', { count: eraseAfterDays })
  return (
    <dl className="facts-line admin-terms">
      <Pair name={t('admin.basis')} value={mandate.legalBasis} />
      <Pair name={t('admin.grantedBy')} value={mandate.grantedBy} />
      <Pair name={t('admin.period')} value={format.period(mandate.from, last)} />
      <Pair name={t('admin.keepSealed')} value={kept} />
      <Pair name={t('admin.covers')} value={sources.includes('*') ? t('admin.allSources') : sources.join(', ')} />
      <Pair name={t('admin.users')} value={users.join(', ') || t('admin.nobody')} />
      {withdrawnAt !== null && (
        <Pair name={t('admin.withdrawnAt', { at: format.moment(withdrawnAt) })} value={withdrawnBecause ?? '–'} />
      )}
    </dl>
  )
}

function Pair({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  )
}
