/** Two versions of an advert beside each other or as one text with what came and went. */
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { AdvertVersion } from '../../../../src/contract/desk/adverts.ts'
import { useFormat } from '../../frame/format.ts'
import { Empty } from '../../frame/Notice.tsx'
import { MarkedChanges, whole } from './MarkedChanges.tsx'
import { momentIn } from './moment-in.ts'
import { Choice } from '../../parts/Choice.tsx'
import { refine, usePlace } from '../../place/place.tsx'
import { diff } from '../../text/diff.ts'
import type { Change } from '../../text/diff.ts'
import { FieldChanges } from './FieldChanges.tsx'

const shapes = ['beside', 'inline'] as const

export function VersionCompare({ versions }: { readonly versions: readonly AdvertVersion[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { query } = usePlace()
  const pick = (name: string, otherwise: AdvertVersion | undefined): AdvertVersion | undefined =>
    versions.find((one) => String(one.version) === query[name]) ?? otherwise
  const chosen = [pick('before', versions.at(-2)), pick('after', versions.at(-1))]
  // Whatever was chosen first: the older one stands left, so that what is marked as added did come later.
  const [before, after] = chosen.toSorted((a, b) => (a?.version ?? 0) - (b?.version ?? 0))
  const changes = useMemo(
    () => (before && after ? diff(whole(before, t('masked.chip')), whole(after, t('masked.chip'))) : []),
    [before, after, t]
  )
  if (versions.length < 2 || before === undefined || after === undefined) return <Empty title={t('compare.one')} />
  const inline = query['diff'] === 'inline'
  const numbers = versions.map((one) => one.version)
  const says = (version: number): string =>
    t('advert.versionAt', {
      version,
      at: momentIn(format, versions, versions.find((one) => one.version === version)?.seenAt ?? null)
    })
  const closed = before.reading === null || after.reading === null
  return (
    <section aria-label={t('compare.title')}>
      <div className="compare-choice">
        <Choice
          label={t('compare.before')}
          values={numbers}
          says={says}
          value={before.version}
          onChange={(version) => refine({ before: version })}
        />
        <Choice
          label={t('compare.after')}
          values={numbers}
          says={says}
          value={after.version}
          onChange={(version) => refine({ after: version })}
        />
        <Choice
          label={t('compare.shape')}
          values={shapes}
          says={(one) => t(`compare.${one}`)}
          value={inline ? 'inline' : 'beside'}
          onChange={(one) => refine({ diff: one === 'inline' ? one : null })}
        />
      </div>
      {closed && <p className="note note-info">{t('compare.closed')}</p>}
      {!closed && changes.every((change) => change.kind === 'same') && (
        <p className="note note-info">{t('compare.same')}</p>
      )}
      {before.reading !== null && after.reading !== null && (
        <FieldChanges before={before.reading} after={after.reading} />
      )}
      {!closed && inline && <Changes title={t('compare.inline')} changes={changes} />}
      {!closed && !inline && (
        <div className="beside">
          <Changes title={says(before.version)} changes={changes.filter((change) => change.kind !== 'added')} />
          <Changes title={says(after.version)} changes={changes.filter((change) => change.kind !== 'removed')} />
        </div>
      )}
    </section>
  )
}

function Changes({ title, changes }: { readonly title: string; readonly changes: readonly Change[] }) {
  return (
    <div className="changes">
      <h2>{title}</h2>
      <MarkedChanges changes={changes} />
    </div>
  )
}
