/** One result: an opened advert with its words, or a sealed one with nothing but the number of matches and the way to ask. */
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { SearchHit } from '../../../../src/contract/desk/search.ts'
import { useFormat } from '../../frame/format.ts'
import { Go } from '../../place/place.tsx'
import { segments } from '../../text/segments.ts'
import { Site } from '../../names/Named.tsx'

interface HitProps {
  readonly hit: SearchHit
  readonly onAsk: () => void
  readonly chosen: boolean
  readonly onChoose: () => void
}

export function Hit({ hit, onAsk, chosen, onChoose }: HitProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const sealed = hit.state === 'sealed'
  return (
    <article className={sealed ? 'hit hit-sealed' : 'hit'} data-chosen={chosen || undefined}>
      <header>
        <h2>
          {sealed ? (
            <>
              <Lock /> {t('search.sealed', { count: hit.matches, shown: format.number(hit.matches) })}
            </>
          ) : (
            <Go to={`/adverts/${hit.advert}`}>{hit.title ?? t('advert.untitled-open', { id: hit.advert })}</Go>
          )}
        </h2>
        <span className="quiet">
          <Site host={hit.site} /> ·{' '}
          {hit.postedAt === null
            ? t('advert.seen', { at: format.period(hit.firstSeen, hit.lastSeen) })
            : t('advert.posted', { at: format.day(hit.postedAt) })}
          {hit.gone && <> · {t('advert.gone')}</>}
        </span>
      </header>
      {hit.snippet !== null && <Snippet text={hit.snippet.text} marks={hit.snippet.marks} />}
      <footer>
        {!sealed && (
          <Button className="link-button" aria-label={t('search.previewOf', { id: hit.advert })} onPress={onChoose}>
            {t('search.preview')}
          </Button>
        )}
        {hit.network !== null && <Go to={`/networks/${hit.network}`}>{t('search.toNetwork')}</Go>}
        {!sealed && (
          <span className="quiet">
            {t('search.matches', { count: hit.matches, shown: format.number(hit.matches) })}
          </span>
        )}
        {sealed && hit.request !== null && (
          <span className={`tag request-${hit.request}`}>{t(`request.state-${hit.request}`)}</span>
        )}
        {sealed && hit.request !== 'asked' && (
          <Button onPress={onAsk} aria-label={t('request.askFor', { id: hit.advert })}>
            {t('request.ask')}
          </Button>
        )}
        {sealed && <Go to={`/adverts/${hit.advert}`}>{t('search.custody')}</Go>}
      </footer>
    </article>
  )
}

function Lock() {
  return (
    <svg className="lock" viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
      <path d="M5 7V5a3 3 0 0 1 6 0v2" fill="none" stroke="currentColor" strokeWidth="1.8" />
      <rect x="3" y="7" width="10" height="7" rx="1.5" fill="currentColor" />
    </svg>
  )
}

function Snippet({ text, marks }: { readonly text: string; readonly marks: readonly (readonly [number, number])[] }) {
  const pieces = segments(
    text,
    marks.map(([start, end]) => ({ start, end, label: null }))
  )
  return (
    <p className="snippet" lang="">
      {pieces.map((piece) => (piece.marks.length > 0 ? <mark key={piece.start}>{piece.text}</mark> : piece.text))}
    </p>
  )
}
