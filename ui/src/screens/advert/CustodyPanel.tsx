/** Custody: what was kept, when, under which ground, where, and whether it still is what it was. */
import type { ReactNode } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Custody } from '../../../../src/contract/desk/adverts.ts'
import { useFormat } from '../../frame/format.ts'
import { CopyButton } from '../../parts/CopyButton.tsx'
import { Mandate } from '../../names/Named.tsx'
import { formatPlace } from '../../place/address.ts'
import { go } from '../../place/place.tsx'
import { entryId } from './CustodyStory.tsx'

/** The story below may still be on its way: it is waited for, five seconds at most. */
const [mostTries, tryMs] = [100, 50]

const signs = { intact: '✓', damaged: '✗', missing: '?', away: '?' } as const

export function CustodyPanel({ custody }: { readonly custody: Custody }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <section className="custody" aria-label={t('custody.title')}>
      <p className={`verdict verdict-${custody.verdict}`}>
        <span aria-hidden="true">{signs[custody.verdict]}</span>
        <span>
          <strong>{t(`custody.${custody.verdict}`)}</strong> {t(`custody.${custody.verdict}-means`)}
        </span>
      </p>
      <dl className="pairs">
        <Origin custody={custody} />
        <Pair name={t(`custody.seen-${custody.origin}`)}>
          <time dateTime={custody.seenAt}>{format.exact(custody.seenAt)}</time>{' '}
          <span className="quiet mono">{custody.seenAt}</span>
        </Pair>
        {custody.url !== null && (
          <Pair name={t('custody.url')}>
            <span className="mono wrap">{custody.url}</span>
          </Pair>
        )}
        <Pair name={t('custody.answer')}>
          {t('custody.answerIs', { status: custody.status, size: format.size(custody.bytes) })}
          {custody.truncated !== null && <> · {t('custody.truncated', { why: custody.truncated })}</>}
        </Pair>
        <Pair name={t('custody.digest')}>
          <span className="mono wrap">{custody.recordDigest}</span> <CopyButton text={custody.recordDigest} small />
        </Pair>
        <Pair name={t('custody.capture')}>
          <span className="mono wrap">{custody.capture}</span>
        </Pair>
        <Pair name={t('custody.where')}>
          <span className="mono wrap">
            {custody.segment} @ {format.number(custody.offset)}
          </span>
        </Pair>
        <Pair name={t('custody.mandate')}>
          <Mandate id={custody.mandate} />
        </Pair>
        <Pair name={t('custody.ledger')}>
          {custody.ledgerNo === null ? (
            t('custody.noLedger')
          ) : (
            <Button className="link-button" onPress={() => void toEntry(custody)}>
              {t('custody.ledgerNo', { no: format.number(custody.ledgerNo) })}
            </Button>
          )}
        </Pair>
        <Pair name={t('custody.state')}>
          {t(`advert.state-${custody.state}`)}
          {custody.eraseAt !== null && <> · {t('custody.eraseAt', { day: format.day(custody.eraseAt) })}</>}
        </Pair>
      </dl>
      {custody.state === 'open' && (
        <p>
          <a
            className="button"
            href={`/api/evidence/${encodeURIComponent(custody.capture)}`}
            download={`${custody.capture}.warc.gz`}
          >
            {t('custody.download')}
          </a>{' '}
          <span className="quiet">{t('custody.downloadHint')}</span>
        </p>
      )}
    </section>
  )
}

/** Goes to the sentence of that entry in the story below, with its digests and its proof. */
async function toEntry({ ledgerNo, capture }: Pick<Custody, 'ledgerNo' | 'capture'>): Promise<void> {
  for (let tries = 0; tries < mostTries && document.querySelector('.custody-lines') === null; tries++)
    await new Promise((go) => setTimeout(go, tryMs))
  const line = ledgerNo === null ? null : document.getElementById(entryId(ledgerNo, capture))
  // Of a long story the oldest lines are left out: the ledger has them.
  if (line === null) go(formatPlace('/ledger', { about: 'capture', value: capture }))
  line?.scrollIntoView({ block: 'center' })
  line?.focus({ preventScroll: true })
}

/** Who captured it, and what was odd about it: an import never passes for a capture of Baken's own. */
function Origin({ custody }: { readonly custody: Custody }) {
  const { t } = useTranslation()
  return (
    <Pair name={t('custody.origin')}>
      {t(`custody.origin-${custody.origin}`)}
      {custody.notes.length > 0 && (
        <ul>
          {custody.notes.map((kind) => (
            <li key={kind}>{t([`custody.note.${kind}`, 'custody.note.other'], { kind })}</li>
          ))}
        </ul>
      )}
    </Pair>
  )
}

function Pair({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
