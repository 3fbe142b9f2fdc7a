/** What the chosen reason rests on: the advert's own text, with the words of the reason marked. */
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Reason, Signal } from '../../../../src/contract/signals.ts'
import { useAdvert } from '../../api/adverts.ts'
import { useFormat } from '../../frame/format.ts'
import { Empty, Loading, ProblemNote } from '../../frame/Notice.tsx'
import { Go } from '../../place/place.tsx'
import { maskedTitle } from '../../text/masked.ts'
import { MarkedText } from '../../text/MarkedText.tsx'

export function EvidencePane({ signal, reason }: { readonly signal: Signal; readonly reason: Reason | null }) {
  const { t, i18n } = useTranslation()
  const [at, setAt] = useState(0)
  const seenIn =
    reason !== null && reason.seenIn.length > 0
      ? reason.seenIn
      : signal.members
          .filter((member) => member.state === 'open')
          .slice(0, 20)
          .map(({ advert }) => ({ advert, spans: [] }))
  const seen = seenIn[at]
  return (
    <>
      <h2 id="evidence-title">{t('evidencePane.title')}</h2>
      {reason !== null && <p className="quiet">{reason.title[i18n.language === 'en' ? 'en' : 'nl']}</p>}
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
    </>
  )
}

interface EvidenceProps {
  readonly advert: number
  readonly spans: readonly (readonly [number, number])[]
  readonly name: string
}

function Evidence({ advert: id, spans, name }: EvidenceProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const advert = useAdvert(id)
  if (advert.isPending) return <Loading what={t('nav.advert')} />
  if (advert.isError) return <ProblemNote error={advert.error} retry={() => void advert.refetch()} />
  const version = advert.data.versions.findLast((one) => one.reading !== null)
  return (
    <article className="evidence">
      <header>
        <Go to={`/adverts/${id}`} className="evidence-title">
          {version?.reading == null
            ? t(`advert.untitled-${advert.data.state}`, { id })
            : maskedTitle(version.reading, t('masked.chip'))}
        </Go>
        <p className="quiet">
          {advert.data.site}
          {version !== undefined && (
            <>
              {' · '}
              {advert.data.versions.length > 1
                ? t('advert.versionAt', { version: version.version, at: format.moment(version.seenAt) })
                : t('advert.seen', { at: format.moment(version.seenAt) })}
            </>
          )}
        </p>
      </header>
      {version?.reading == null ? (
        <p className="note note-info">{t(`advert.closed-${advert.data.state}`)}</p>
      ) : (
        <MarkedText
          text={version.reading.text}
          facts={version.reading.facts.filter((fact) => fact.kind === 'masked' && fact.state !== 'rejected')}
          marks={spans.map(([start, end]) => ({ start, end, name }))}
          follow
        />
      )}
    </article>
  )
}
