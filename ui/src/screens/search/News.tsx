/** What came in for a followed search: each advert, and of a changed one the words that came and went. */
import { useMemo, useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { SearchNews } from '../../../../src/contract/desk/saved-searches.ts'
import { useAdvert } from '../../api/adverts.ts'
import { useSearchNews } from '../../api/saved.ts'
import { useFormat } from '../../frame/format.ts'
import { Loading, ProblemNote } from '../../frame/Notice.tsx'
import { useNames } from '../../names/useNames.ts'
import { Go } from '../../place/place.tsx'
import { diff, type Change } from '../../text/diff.ts'
import { MarkedChanges, whole } from '../advert/MarkedChanges.tsx'

/** Letters that stay on each side of what changed. */
const around = 60

interface NewsProps {
  readonly id: number
  readonly name: string
}

export function News({ id, name }: NewsProps) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button
        className="link-button small"
        aria-expanded={open}
        aria-label={t('saved.actOn', { act: t('saved.cameIn'), name })}
        onPress={() => setOpen(!open)}
      >
        {t('saved.cameIn')}
      </Button>
      {open && <Came id={id} />}
    </>
  )
}

function Came({ id }: Pick<NewsProps, 'id'>) {
  const { t } = useTranslation()
  const news = useSearchNews(id)
  if (news.isPending) return <Loading what={t('saved.cameIn')} />
  if (news.isError) return <ProblemNote error={news.error} retry={() => void news.refetch()} />
  const { adverts, more } = news.data
  return (
    <>
      {adverts.length === 0 && <p className="quiet small">{t('saved.allSealed')}</p>}
      <ul className="stack news">
        {adverts.map((one) => (
          <Line key={one.advert} of={one} />
        ))}
      </ul>
      {more && <p className="quiet small">{t('saved.moreCame')}</p>}
    </>
  )
}

function Line({ of }: { readonly of: SearchNews['adverts'][number] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  return (
    <li>
      <Go to={`/adverts/${of.advert}`}>{of.title ?? t('advert.untitled-open', { id: of.advert })}</Go>{' '}
      <span className="quiet small">
        {names.site(of.site)} · {format.moment(of.seenAt)} · {t(of.version > 1 ? 'saved.changed' : 'saved.fresh')}
      </span>
      {of.version > 1 && <Difference of={of} />}
    </li>
  )
}

/** The version that came in beside the one before it. */
function Difference({ of: { advert, version } }: { readonly of: SearchNews['adverts'][number] }) {
  const { t } = useTranslation()
  const { data } = useAdvert(advert)
  const [before, after] = [version - 1, version].map((nr) => data?.versions.find((one) => one.version === nr))
  const chip = t('masked.chip')
  const changes = useMemo(
    () => (before?.reading && after?.reading ? shortened(diff(whole(before, chip), whole(after, chip))) : null),
    [before, after, chip]
  )
  if (data === undefined) return <Loading what={t('compare.title')} />
  return changes === null ? <p className="quiet small">{t('compare.closed')}</p> : <MarkedChanges changes={changes} />
}

/** Of what stayed the same only what stands beside a change. */
function shortened(changes: readonly Change[]): Change[] {
  return changes.map((change, at) => {
    if (change.kind !== 'same' || change.text.length <= 2 * around) return change
    const head = at === 0 ? '' : change.text.slice(0, around)
    const tail = at === changes.length - 1 ? '' : change.text.slice(-around)
    return { ...change, text: `${head} … ${tail}` }
  })
}
