/** Voorstellen: what was bundled, what waits for weighing, side by side where there is a choice, and the room of each team. */
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Proposal } from '../../../../src/contract/cases/proposals.ts'
import type { Session } from '../../../../src/contract/session.ts'
import { useOfferProposal, useProposals } from '../../api/cases/proposals.ts'
import { announce } from '../../frame/announce.tsx'
import { Empty, Loading, ProblemNote } from '../../frame/Notice.tsx'
import { useSending } from '../../frame/useSending.ts'
import { Choice } from '../../parts/Choice.tsx'
import { refine, usePlace } from '../../place/place.tsx'
import { OrderPanel } from '../coordination/OrderPanel.tsx'
import { SheetsPanel } from '../coordination/SheetsPanel.tsx'
import { CapacityPanel } from './CapacityPanel.tsx'
import { Compare } from './Compare.tsx'
import { MakeDialog } from './MakeDialog.tsx'
import { ProposalCard } from './ProposalCard.tsx'
import { WeighDialog } from './WeighDialog.tsx'
import './proposals.css'

const shows = ['open', 'offered', 'decided'] as const
const mostCompared = 6

export function ProposalsScreen({ session }: { readonly session: Session }) {
  const { t } = useTranslation()
  const { query } = usePlace()
  const show = shows.find((one) => one === query['show']) ?? 'open'
  const proposals = useProposals(show === 'decided' ? '' : show)
  const offer = useOfferProposal()
  const { problem, send } = useSending()
  const beside = new Set((query['beside'] ?? '').split('.').map(Number))
  const compared = (proposals.data ?? []).filter((one) => beside.has(one.id)).slice(0, mostCompared)
  const decides = session.user.role === 'coordinator'
  const { weighing, weighed } = useWeighing(decides ? (proposals.data ?? []) : [])
  const weigh = (one: Proposal): void => refine({ weigh: one.id })
  function compare(id: number): void {
    const next = new Set(compared.map((one) => one.id))
    if (!next.delete(id)) next.add(id)
    if (next.size > mostCompared) announce(t('proposal.compareMost'))
    else refine({ beside: [...next].join('.') })
  }
  return (
    <div className="page proposals">
      <Head />
      <Choice
        label={t('proposal.show')}
        values={shows}
        value={show}
        says={(one) => t(`proposal.show-${one}`)}
        onChange={(one) => refine({ show: one, beside: null })}
      />
      {problem !== null && <ProblemNote error={problem} />}
      {proposals.isPending && <Loading what={t('nav.proposals')} lines={6} />}
      {proposals.isError && <ProblemNote error={proposals.error} retry={() => void proposals.refetch()} />}
      {proposals.data?.length === 0 && (
        <Empty title={t('proposal.none')}>
          <p>{t('proposal.noneNext')}</p>
        </Empty>
      )}
      {compared.length > 1 && <Compare proposals={compared} decides={decides} onWeigh={weigh} />}
      <ul className="proposal-list">
        {(proposals.data ?? []).map((one) => (
          <li key={one.id}>
            <ProposalCard
              proposal={one}
              decides={decides}
              compared={beside.has(one.id)}
              onCompare={() => compare(one.id)}
              onWeigh={() => weigh(one)}
              onOffer={() =>
                void send(async () => {
                  await offer.mutateAsync(one)
                  announce(t('proposal.offered'))
                })
              }
            />
          </li>
        ))}
      </ul>
      <Panels decides={decides} />
      {query['make'] !== undefined && (
        <MakeDialog signals={query['signal'] ?? ''} onClose={() => refine({ make: null, signal: null })} />
      )}
      {weighing !== null && (
        <WeighDialog
          proposal={weighing}
          candidates={compared.filter((one) => one.state === 'offered').map((one) => one.id)}
          onClose={weighed}
        />
      )}
    </div>
  )
}

function Panels({ decides }: { readonly decides: boolean }) {
  return (
    <>
      <OrderPanel decides={decides} />
      <CapacityPanel decides={decides} />
      {decides && <SheetsPanel />}
    </>
  )
}

/** The proposal that the address names, as it was read: it stays while it is weighed, also when the list moves on, so that what is typed is not lost. */
function useWeighing(proposals: readonly Proposal[]): { weighing: Proposal | null; weighed: () => void } {
  const { query } = usePlace()
  const [kept, setKept] = useState<Proposal | null>(null)
  const asked = proposals.find((one) => String(one.id) === query['weigh'])
  if (asked?.state === 'offered' && kept?.id !== asked.id) setKept(asked)
  const weighing = kept !== null && query['weigh'] === String(kept.id) ? kept : null
  const weighed = (): void => {
    refine({ weigh: null })
    setKept(null)
  }
  return { weighing, weighed }
}

function Head() {
  const { t } = useTranslation()
  return (
    <header className="title">
      <div>
        <h1 tabIndex={-1}>{t('nav.proposals')}</h1>
        <p>{t('proposal.about')}</p>
      </div>
      <Button className="button-primary" onPress={() => refine({ make: '1' })}>
        {t('proposal.make')}
      </Button>
    </header>
  )
}
