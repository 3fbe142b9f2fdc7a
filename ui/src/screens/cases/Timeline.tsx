/** What was done in a case, in words with the reasons, and who looked at it. */
import { useTranslation } from 'react-i18next'
import { useCaseTimeline } from '../../api/cases/cases.ts'
import { useFormat } from '../../frame/format.ts'
import { Loading, ProblemNote } from '../../frame/Notice.tsx'
import { useNames } from '../../names/useNames.ts'
import { Panel } from '../../parts/Panel.tsx'

export function Timeline({ id }: { readonly id: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const found = useCaseTimeline(id)
  if (found.isPending) return <Loading what={t('case.tabTimeline')} lines={4} />
  if (found.isError) return <ProblemNote error={found.error} retry={() => void found.refetch()} />
  const about = (text: string | null): string => {
    if (text === null) return ''
    const [kind, of = ''] = text.split(':')
    return kind === 'user' ? names.person(of) : t(`case.part-${kind}`, { no: of })
  }
  return (
    <div className="stack">
      <Panel columns={12} title={t('case.done')}>
        <ol className="divide case-plain">
          {found.data.acts.map((one, at) => (
            <li key={`${one.at} ${at}`}>
              <time className="quiet small">{format.moment(one.at)}</time>
              <p>
                <b>{names.person(one.by)}</b>{' '}
                {t([`case.did-${one.act}`, 'case.did-other'], { act: one.act, about: about(one.about) })}
              </p>
              <p className="said">{one.reason}</p>
            </li>
          ))}
        </ol>
      </Panel>
      <Panel columns={12} title={t('case.seen')}>
        {found.data.seen.length === 0 ? (
          <p className="quiet">{t('case.seenNone')}</p>
        ) : (
          <ul className="case-plain">
            {looksOf(found.data.seen).map(({ by, day, last, times }) => (
              <li key={`${day} ${by}`}>
                <span className="quiet small">{format.moment(last)}</span> {names.person(by)}{' '}
                {times > 1 && <span className="quiet small">{t('case.seenTimes', { count: times })}</span>}
              </li>
            ))}
          </ul>
        )}
      </Panel>
    </div>
  )
}

interface Looks {
  readonly by: string
  readonly day: string
  readonly last: string
  readonly times: number
}

const mostLooks = 50

/** One line a person a day, the newest first: how often, and when last. */
function looksOf(seen: readonly { readonly at: string; readonly by: string }[]): Looks[] {
  const groups = Map.groupBy(seen, ({ at, by }) => `${at.slice(0, 10)} ${by}`)
  return [...groups.values()].slice(0, mostLooks).flatMap((looks) => {
    const [first] = looks
    return first === undefined
      ? []
      : [{ by: first.by, day: first.at.slice(0, 10), last: first.at, times: looks.length }]
  })
}
