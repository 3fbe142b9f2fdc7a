/** What the chosen reason rests on: the advert's own text, with the words of the reason marked. */
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { AdvertVersion } from '../../../../src/contract/desk/adverts.ts'
import type { Reason, Signal } from '../../../../src/contract/desk/signals.ts'
import { useAdvert } from '../../api/adverts.ts'
import { useFormat } from '../../frame/format.ts'
import { Empty, Loading, ProblemNote } from '../../frame/Notice.tsx'
import { useOwnWords } from '../../names/useOwnWords.ts'
import { useNames } from '../../names/useNames.ts'
import { Closed } from '../../parts/closed/Closed.tsx'
import { SealStrip } from '../../parts/SealStrip.tsx'
import { Go } from '../../place/place.tsx'
import { maskedTitle } from '../../text/masked.ts'
import { MarkedText } from '../../text/MarkedText.tsx'

interface EvidencePaneProps {
  readonly signal: Signal
  readonly reason: Reason | null
  /** With a heading of its own; a sheet has one already. */
  readonly titled?: boolean
}

export function EvidencePane({ signal, reason, titled = false }: EvidencePaneProps) {
  const { t } = useTranslation()
  const words = useOwnWords()
  const [at, setAt] = useState(0)
  const seenIn =
    reason !== null && reason.seenIn.length > 0
      ? reason.seenIn
      : signal.members
          .filter((member) => member.state === 'open')
          .slice(0, 20)
          .map(({ advert }) => ({ advert, spans: [] }))
  const seen = seenIn[at]
  const closed = signal.members
    .filter((member) => member.state === 'sealed')
    .map(({ advert, site, lastSeen }) => ({ advert, site, at: lastSeen }))
  return (
    <>
      {titled && <h2 id="evidence-title">{t('evidencePane.title')}</h2>}
      {reason !== null && <p className="quiet">{words(reason.title)}</p>}
      {seenIn.length > 1 && (
        <div className="pager">
          <Button
            className="icon-button"
            isDisabled={at === 0}
            onPress={() => setAt(at - 1)}
            aria-label={t('evidencePane.previous')}
          >
            ‹
          </Button>
          <span>{t('evidencePane.place', { at: at + 1, of: seenIn.length })}</span>
          <Button
            className="icon-button"
            isDisabled={at === seenIn.length - 1}
            onPress={() => setAt(at + 1)}
            aria-label={t('evidencePane.next')}
          >
            ›
          </Button>
        </div>
      )}
      {seen === undefined ? (
        <Empty title={t('evidencePane.none')} />
      ) : (
        <Evidence advert={seen.advert} spans={seen.spans} name={reason?.indicator ?? ''} />
      )}
      <SealStrip open={signal.members.filter((member) => member.state === 'open').length} of={signal.adverts} />
      {closed.length > 0 && <Closed adverts={closed} />}
    </>
  )
}

/** The kinds of facts that rules over a whole network compare. */
const factKinds: Readonly<Record<string, readonly string[]>> = {
  'SX-C01': ['phone', 'name'],
  'SX-C02': ['phone'],
  'SX-C03': ['name', 'phone'],
  'SX-C04': ['name', 'place'],
  'SX-C05': ['place', 'phone'],
  'SX-C06': ['place'],
  'SX-C07': ['phone'],
  'SX-T17': ['price'],
  'SX-T21': ['name', 'phone']
}

interface EvidenceProps {
  readonly advert: number
  readonly spans: readonly (readonly [number, number])[]
  readonly name: string
}

function Evidence({ advert: id, spans, name }: EvidenceProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const advert = useAdvert(id)
  // A rule over the network has no words of its own: the facts that it compared are shown instead.
  const carrying = spans.length === 0 ? (factKinds[name] ?? []) : []
  if (advert.isPending) return <Loading what={t('nav.advert')} />
  if (advert.isError) return <ProblemNote error={advert.error} retry={() => void advert.refetch()} />
  const version = advert.data.versions.findLast((one) => one.reading !== null)
  const seenOrPosted = (of: AdvertVersion): string =>
    of.reading?.postedAt == null
      ? t('advert.seen', { at: format.day(of.seenAt) })
      : t('advert.posted', { at: format.day(of.reading.postedAt) })
  return (
    <article className="evidence">
      <header>
        <Go to={`/adverts/${id}`} className="evidence-title">
          {version?.reading == null
            ? t(`advert.untitled-${advert.data.state}`, { id })
            : maskedTitle(version.reading, t('masked.chip'))}
        </Go>
        <p className="quiet">
          {names.site(advert.data.site)}
          {version !== undefined && <> · {seenOrPosted(version)}</>}
        </p>
      </header>
      {version?.reading == null ? (
        <p className="note note-info">{t(`advert.closed-${advert.data.state}`)}</p>
      ) : (
        <MarkedText
          text={version.reading.text}
          facts={version.reading.facts.filter(
            (fact) => fact.state !== 'rejected' && (fact.kind === 'masked' || carrying.includes(fact.kind))
          )}
          marks={spans.map(([start, end]) => ({ start, end, name }))}
          follow
          marksFirst={carrying.length > 0}
        />
      )}
    </article>
  )
}
