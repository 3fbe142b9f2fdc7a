/** The followed identifiers of a case: which they are, what came in since the reader took note, and the acts that begin and end it. */
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Case } from '../../../../src/contract/cases/cases.ts'
import { useCaseAct } from '../../api/cases/cases.ts'
import { useFormat } from '../../frame/format.ts'
import { ReasonDialog } from '../../frame/ReasonDialog.tsx'
import { useNames } from '../../names/useNames.ts'
import { Panel } from '../../parts/Panel.tsx'
import { factAddress } from '../../place/address.ts'
import { Go } from '../../place/place.tsx'

export function Watch({ one }: { readonly one: Case }) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const act = useCaseAct(one.id)
  const [doing, setDoing] = useState<'watch' | 'unwatch' | null>(null)
  const { watch } = one
  const changes = one.mine.includes('change') && one.state !== 'closed'
  if (watch === null && !changes) return null
  const { fresh, changed, sites, since } = watch?.news ?? { fresh: 0, changed: 0, sites: [], since: null }
  const tools = changes && (
    <>
      <Button onPress={() => setDoing('watch')}>{t(watch === null ? 'case.watch' : 'case.watchAnew')}</Button>
      {watch !== null && <Button onPress={() => setDoing('unwatch')}>{t('case.unwatch')}</Button>}
    </>
  )
  return (
    <Panel columns={12} title={t('case.watching')} tools={tools}>
      {watch === null && <p className="quiet">{t('case.watchNone')}</p>}
      {watch !== null && (
        <p className="quiet">
          {t('case.watchSince', { by: names.person(watch.by), at: format.moment(watch.at) })}
          {fresh + changed === 0 && ` ${t('case.watchQuiet')}`}
        </p>
      )}
      {watch !== null && (
        <ul className="row row-wrap" aria-label={t('case.watching')}>
          {watch.identifiers.map(({ kind, value }) => (
            <li key={`${kind} ${value}`}>
              <Go to={factAddress(kind, value)} className="wrap">
                {names.value(kind, value)}
              </Go>
            </li>
          ))}
          {watch.count > watch.identifiers.length && (
            <li className="quiet">{t('case.watchMore', { count: watch.count - watch.identifiers.length })}</li>
          )}
        </ul>
      )}
      {since !== null && (
        <p className="row row-wrap">
          <strong>{t('case.watchNews', { fresh, changed, since: format.moment(since) })}</strong>
          <span>{sites.map(({ site, count }) => `${names.site(site)}: ${format.number(count)}`).join(' · ')}</span>
          <Button isDisabled={act.isPending} onPress={() => act.mutate({ act: 'watch-seen', body: {} })}>
            {t('case.watchSeen')}
          </Button>
        </p>
      )}
      {doing !== null && (
        <ReasonDialog
          title={t(`case.${doing}`)}
          explain={t(`case.${doing}Explain`)}
          action={t(`case.${doing}`)}
          draft={`case-${doing}:${one.id}`}
          onSubmit={async (reason) => {
            await act.mutateAsync({ act: doing, body: { reason } })
          }}
          onClose={() => setDoing(null)}
        />
      )}
    </Panel>
  )
}
