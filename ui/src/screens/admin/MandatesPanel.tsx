/** Mandates by line: what renews what, until when each holds, on which law, and who works under it. */
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { MandateRow } from '../../../../src/contract/oversight/accounts.ts'
import { useMandates, useWithdrawMandate } from '../../api/accounts.ts'
import { announce } from '../../frame/announce.tsx'
import { useFormat } from '../../frame/format.ts'
import { Empty, Loading, ProblemNote } from '../../frame/Notice.tsx'
import { ReasonDialog } from '../../frame/ReasonDialog.tsx'
import { useNames } from '../../names/useNames.ts'
import { Panel } from '../../parts/Panel.tsx'
import { ProposalsPanel } from './ProposalsPanel.tsx'
import { ProposeDialog } from './ProposeDialog.tsx'
import { Pair, Terms } from './Terms.tsx'

export function MandatesPanel() {
  const { t } = useTranslation()
  const mandates = useMandates()
  const withdraw = useWithdrawMandate()
  const [ending, setEnding] = useState<string | null>(null)
  const [proposing, setProposing] = useState<MandateRow | 'new' | null>(null)
  const lines = [...Map.groupBy(mandates.data?.mandates ?? [], (one) => one.line)]
  return (
    <div className="grid">
      <div className="c12">
        <Button className="button-primary" onPress={() => setProposing('new')}>
          {t('admin.propose')}
        </Button>
      </div>
      <ProposalsPanel />
      {proposing !== null && (
        <ProposeDialog former={proposing === 'new' ? null : proposing} onClose={() => setProposing(null)} />
      )}
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
              <Mandate
                key={mandate.id}
                mandate={mandate}
                renewable={!of.some((one) => one.succeeds === mandate.id)}
                onRenew={setProposing}
                onWithdraw={setEnding}
              />
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
  /** It is the last of its line. */
  readonly renewable: boolean
  readonly onRenew: (mandate: MandateRow) => void
  readonly onWithdraw: (id: string) => void
}

function Mandate({ mandate, renewable, onRenew, onWithdraw }: MandateProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const { id, state, succeeds } = mandate
  const going = state === 'in-force' || state === 'not-begun'
  return (
    <li className="admin-mandate">
      <div className="row-wrap">
        <strong>{id}</strong>
        <span className={going ? 'tag' : 'tag tag-warn'}>{t(`admin.state-${state}`)}</span>
        {succeeds !== null && <span className="quiet">{t('admin.succeeds', { id: succeeds })}</span>}
        {renewable && (
          <Button
            className="button-small push"
            aria-label={`${t('admin.renew')}: ${id}`}
            onPress={() => onRenew(mandate)}
          >
            {t('admin.renew')}
          </Button>
        )}
        {going && (
          <Button
            className={`button-small button-danger ${renewable ? '' : 'push'}`}
            aria-label={t('admin.withdrawNamed', { id })}
            onPress={() => onWithdraw(id)}
          >
            {t('admin.withdraw')}
          </Button>
        )}
      </div>
      <p>{mandate.purpose}</p>
      <Terms terms={mandate}>
        <Pair name={t('admin.users')} value={mandate.users.map(names.person).join(', ') || t('admin.nobody')} />
        {mandate.proposedBy !== null && mandate.confirmedBy !== null && (
          <Pair
            name={t('admin.madeBy')}
            value={`${names.person(mandate.proposedBy)}, ${names.person(mandate.confirmedBy)}`}
          />
        )}
        {mandate.withdrawnAt !== null && (
          <Pair
            name={t('admin.withdrawnAt', { at: format.moment(mandate.withdrawnAt) })}
            value={mandate.withdrawnBecause ?? '–'}
          />
        )}
      </Terms>
    </li>
  )
}
