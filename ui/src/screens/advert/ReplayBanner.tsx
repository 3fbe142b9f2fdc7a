/** Above a captured page, outside of its frame: address, time by both clocks, digest, verdict, how it was captured, and what is missing. */
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { PartCounts, Replay } from '../../../../src/contract/replay.ts'
import { useFormat } from '../../frame/format.ts'
import { CopyButton } from '../../parts/CopyButton.tsx'

const signs = { intact: '✓', damaged: '✗', missing: '?', away: '?' } as const
const gone = ['missing', 'sealed', 'withheld', 'left'] as const satisfies readonly (keyof PartCounts)[]

export function ReplayBanner({ replay }: { readonly replay: Replay }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { custody, serverDate } = replay
  const site = serverDate === null ? null : new Date(serverDate)
  const said = site === null || Number.isNaN(site.getTime()) ? serverDate : format.exact(site.toISOString())
  return (
    <section className="replay-banner" aria-label={t('replay.title')}>
      <p className={`verdict verdict-${custody.verdict}`}>
        <span aria-hidden="true">{signs[custody.verdict]}</span>
        <span>
          <strong>{t(`custody.${custody.verdict}`)}</strong> {t('replay.capture')}
        </span>
      </p>
      <dl className="pairs">
        <Pair name={t('replay.address')}>
          {/* Never a live link: following it would tell the site that it is being looked at. */}
          <span className="mono wrap">{custody.url ?? '–'}</span>
        </Pair>
        <Pair name={t('replay.at')}>
          <time dateTime={custody.seenAt}>{format.exact(custody.seenAt)}</time>{' '}
          <span className="quiet">({t(custody.origin === 'crawl' ? 'replay.clock-own' : 'replay.clock-import')})</span>
          <span className="quiet replay-line">
            {said === null ? t('replay.clock-none') : t('replay.clock-site', { at: said })}
          </span>
        </Pair>
        <Digest name={t('replay.digest')} value={replay.bodyDigest} />
        <Digest name={t('replay.record')} value={custody.recordDigest.replace('sha256:', '')} />
        <Pair name={t('replay.how')}>{t(`replay.how-${custody.origin}`, { status: custody.status })}</Pair>
        <Pair name={t('replay.missing')}>
          <Missing replay={replay} />
        </Pair>
      </dl>
    </section>
  )
}

function Digest({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <Pair name={name}>
      <span className="mono wrap">{value}</span> <CopyButton text={value} small />
    </Pair>
  )
}

function Missing({ replay: { parts, removed, custody, apartSeconds } }: { readonly replay: Replay }) {
  const { t } = useTranslation()
  const lines = [
    ...(custody.truncated === null ? [] : [t('replay.truncated')]),
    ...(['pictures', 'sheets'] as const).flatMap((part) =>
      gone.flatMap((why) => (parts[part][why] > 0 ? [t(`replay.${part}.${why}`, { count: parts[part][why] })] : []))
    ),
    ...Object.entries(removed).map(([kind, count]) => t(`replay.removed.${kind}`, { count })),
    ...(apartSeconds < 60 ? [] : [t('replay.apart', { minutes: Math.ceil(apartSeconds / 60) })])
  ]
  if (lines.length === 0) return <>{t('replay.nothing-missing')}</>
  return (
    <ul className="replay-missing">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
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
