/** Publications: what was offered, what became of it, and the dialogs to offer a table and to decide on one of another. */
import { useState } from 'react'
import { Button, Form } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Offer, PhenomenonQuery, PublishedPhenomenon } from '../../../../src/contract/phenomena/counts.ts'
import type { PublishedSynthetic } from '../../../../src/contract/phenomena/synthetic.ts'
import { useDecideOffer, useOffer, useOffered, useOffers } from '../../api/figures/phenomena.ts'
import { announce } from '../../frame/announce.tsx'
import { Box } from '../../frame/Box.tsx'
import { useFormat } from '../../frame/format.ts'
import { Loading, ProblemNote } from '../../frame/Notice.tsx'
import { useSending } from '../../frame/useSending.ts'
import { DialogButtons } from '../../parts/DialogButtons.tsx'
import { Panel } from '../../parts/Panel.tsx'
import { CountsTablePart } from './CountsTablePart.tsx'
import { SyntheticRows } from './Synthetic.tsx'

export function Publications({ user }: { readonly user: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const offers = useOffers()
  const [open, setOpen] = useState<Offer | null>(null)
  const all = offers.data?.publications ?? []
  return (
    <Panel columns={12} title={t('phenomena.publications')} note={t('phenomena.publicationsNote')} bare>
      {offers.isPending && <Loading what={t('phenomena.publications')} lines={2} />}
      {offers.isError && <ProblemNote error={offers.error} retry={() => void offers.refetch()} />}
      {offers.isSuccess && all.length === 0 && <p className="panel-body quiet">{t('phenomena.noPublications')}</p>}
      <ul className="panel-body stack">
        {all.map((one) => (
          <li key={one.id} className="row-wrap">
            <b>{one.title}</b>
            {one.kind === 'synthetic' && <span className="quiet">{t('phenomena.isSynthetic')}</span>}
            <span className="quiet">
              {t(`phenomena.state-${one.state}`, { number: one.number })}, {format.day(one.at)}
            </span>
            <span className="quiet">{t('phenomena.offeredBy', { who: one.by })}</span>
            <code className="small" title={one.digest}>
              {t('phenomena.digest')} {one.digest.slice(0, 16)}
            </code>
            {one.state === 'offered' && one.by !== user && (
              <Button className="button-small push" onPress={() => setOpen(one)}>
                {t('phenomena.decide')}
              </Button>
            )}
            {one.number !== null && (
              <>
                <a
                  className="button button-small push no-print"
                  href={`/api/phenomena/publications/${one.number}`}
                  download={`phenomenon-${one.number}.json`}
                >
                  {t('phenomena.take')}
                </a>
                <a
                  className="button button-small no-print"
                  href={`/api/phenomena/publications/${one.number}/csv`}
                  download={`phenomenon-${one.number}.csv`}
                >
                  CSV
                </a>
              </>
            )}
          </li>
        ))}
      </ul>
      {open !== null && <DecideDialog offer={open} onClose={() => setOpen(null)} />}
    </Panel>
  )
}

function DecideDialog({ offer, onClose }: { readonly offer: Offer; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const offered = useOffered(offer.id)
  const decide = useDecideOffer(offer.id)
  const { busy, problem, send } = useSending()
  const [reason, setReason] = useState('')
  const act = (publish: boolean): void =>
    void send(async () => {
      await decide.mutateAsync({ publish, reason })
      announce(t('phenomena.decided'))
      onClose()
    })
  const table =
    offered.data === undefined ? null : (JSON.parse(offered.data.body) as PublishedPhenomenon | PublishedSynthetic)
  return (
    <Box title={t('phenomena.decideTitle')} onClose={onClose}>
      <Form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          act(true)
        }}
      >
        <p>
          <b>{offer.title}</b>
        </p>
        {offered.isPending && <Loading what={offer.title} lines={4} />}
        {offered.isError && <ProblemNote error={offered.error} />}
        {table !== null &&
          ('rows' in table ? <SyntheticRows table={table} /> : <CountsTablePart table={table} fixed />)}
        {problem !== null && <ProblemNote error={problem} />}
        <label className="field">
          <span>{t('phenomena.why')}</span>
          <textarea
            rows={2}
            maxLength={2000}
            value={reason}
            required
            onChange={(event) => setReason(event.target.value)}
          />
        </label>
        <Button isDisabled={busy || reason.trim() === ''} onPress={() => act(false)}>
          {t('phenomena.refuse')}
        </Button>
        <DialogButtons action={t('phenomena.publish')} busy={busy} disabled={table === null} onClose={onClose} />
      </Form>
    </Box>
  )
}

export function OfferDialog({ asked, onClose }: { readonly asked: PhenomenonQuery; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const offer = useOffer()
  const { busy, problem, send } = useSending()
  const [title, setTitle] = useState('')
  return (
    <Box title={t('phenomena.offer')} onClose={onClose}>
      <Form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          void send(async () => {
            await offer.mutateAsync({ title, asked })
            announce(t('phenomena.offered'))
            onClose()
          })
        }}
      >
        <p className="quiet">{t('phenomena.offerExplain')}</p>
        {problem !== null && <ProblemNote error={problem} />}
        <label className="field">
          <span>{t('phenomena.offerTitle')}</span>
          <input
            value={title}
            minLength={3}
            maxLength={200}
            required
            onChange={(event) => setTitle(event.target.value)}
          />
        </label>
        <DialogButtons action={t('phenomena.offer')} busy={busy} onClose={onClose} />
      </Form>
    </Box>
  )
}
