/** Two versions of an advert beside each other or as one text with what came and went. */
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { AdvertVersion } from '../../../../src/contract/desk/adverts.ts'
import { useFormat } from '../../frame/format.ts'
import { Empty } from '../../frame/Notice.tsx'
import { refine, usePlace } from '../../place/place.tsx'
import { diff } from '../../text/diff.ts'
import { maskedText } from '../../text/masked.ts'
import type { Change } from '../../text/diff.ts'

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
  const closed = before.reading === null || after.reading === null
  return (
    <section aria-label={t('compare.title')}>
      <div className="compare-choice">
        <Choice name="before" label={t('compare.before')} versions={versions} shown={before} />
        <Choice name="after" label={t('compare.after')} versions={versions} shown={after} />
        <label className="field">
          <span>{t('compare.shape')}</span>
          <select
            value={inline ? 'inline' : 'beside'}
            onChange={(event) => refine({ diff: event.target.value === 'inline' ? 'inline' : null })}
          >
            <option value="beside">{t('compare.beside')}</option>
            <option value="inline">{t('compare.inline')}</option>
          </select>
        </label>
      </div>
      {closed && <p className="note note-info">{t('compare.closed')}</p>}
      {!closed && changes.every((change) => change.kind === 'same') && (
        <p className="note note-info">{t('compare.same')}</p>
      )}
      {!closed && inline && <Changes title={t('compare.inline')} changes={changes} />}
      {!closed && !inline && (
        <div className="beside">
          <Changes
            title={t('advert.versionAt', { version: before.version, at: format.moment(before.seenAt) })}
            changes={changes.filter((change) => change.kind !== 'added')}
          />
          <Changes
            title={t('advert.versionAt', { version: after.version, at: format.moment(after.seenAt) })}
            changes={changes.filter((change) => change.kind !== 'removed')}
          />
        </div>
      )}
    </section>
  )
}

interface ChoiceProps {
  readonly name: string
  readonly label: string
  readonly versions: readonly AdvertVersion[]
  readonly shown: AdvertVersion
}

function Choice({ name, label, versions, shown }: ChoiceProps) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <label className="field">
      <span>{label}</span>
      <select value={shown.version} onChange={(event) => refine({ [name]: event.target.value })}>
        {versions.map((one) => (
          <option key={one.version} value={one.version}>
            {t('advert.versionAt', { version: one.version, at: format.moment(one.seenAt) })}
          </option>
        ))}
      </select>
    </label>
  )
}

function Changes({ title, changes }: { readonly title: string; readonly changes: readonly Change[] }) {
  const { t } = useTranslation()
  return (
    <div className="changes">
      <h2>{title}</h2>
      <div className="marked-text" lang="">
        {changes.map((change, at) => {
          if (change.kind === 'same') return <span key={at}>{change.text}</span>
          const Tag = change.kind === 'added' ? 'ins' : 'del'
          return (
            <Tag key={at}>
              <span className="visually-hidden">{t(`compare.${change.kind}`)} </span>
              {change.text}
            </Tag>
          )
        })}
      </div>
    </div>
  )
}

/** The text, which begins with its title, with masked words hidden here too. */
function whole(version: AdvertVersion, chip: string): string {
  if (version.reading === null) return ''
  return maskedText(version.reading.text, version.reading.facts, chip)
}
