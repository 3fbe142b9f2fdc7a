/** A network that has no adverts any more: that it ended, where each of its adverts is now, and its history; empty panels would say nothing. */
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { NetworkPicture } from '../../../../src/contract/desk/network-picture.ts'
import type { Network } from '../../../../src/contract/desk/networks.ts'
import { useNetwork } from '../../api/networks.ts'
import { Loading, ProblemNote } from '../../frame/Notice.tsx'
import { firstWords } from '../../names/naming.ts'
import { useNames } from '../../names/useNames.ts'
import { Panel } from '../../parts/Panel.tsx'
import { Go, usePlace } from '../../place/place.tsx'
import { AsOf } from './AsOf.tsx'
import { Events } from './Events.tsx'

export function Ended({ picture: { id, signal } }: { readonly picture: NetworkPicture }) {
  const { t } = useTranslation()
  const day = usePlace().query['at'] ?? ''
  const network = useNetwork(id, day)
  return (
    <>
      <header className="net-head">
        <div className="net-name">
          <Button className="button-quiet back" onPress={() => window.history.back()}>
            ← {t('notice.back')}
          </Button>
          <h1 tabIndex={-1}>{t('network.endedTitle')}</h1>
          <p className="row-wrap small soft">
            <span>{t('network.ended')}</span>
            {signal !== null && <Go to={`/signals?signal=${signal}&state=all`}>{t('advert.toSignal')}</Go>}
          </p>
        </div>
      </header>
      {network.isPending && <Loading what={t('network.events')} />}
      {network.isError && <ProblemNote error={network.error} retry={() => void network.refetch()} />}
      {network.isSuccess && (
        <div className="grid">
          <Panel columns={12} title={t('network.wentTitle')}>
            <Went went={network.data.went} />
          </Panel>
          <Panel columns={6} title={t('network.events')}>
            <Events events={network.data.events} network={id} />
          </Panel>
          <Panel columns={6} title={t('asOf.title')}>
            <AsOf network={id} day={day} then={network.data.asOf} />
          </Panel>
        </div>
      )}
    </>
  )
}

function Went({ went }: { readonly went: Network['went'] }) {
  const { t } = useTranslation()
  const names = useNames()
  if (went.length === 0) return <p className="quiet">{t('network.wentNowhere')}</p>
  return (
    <ul className="member-list">
      {went.map(({ network, erased, adverts, identity, title }) => (
        <li key={`${network ?? (erased ? 'erased' : 'alone')}`}>
          <span>{t('queue.adverts', { count: adverts })}</span>
          {network === null ? (
            <span className="quiet">{t(erased ? 'network.wentErased' : 'network.wentAlone')}</span>
          ) : (
            <Go to={`/networks/${network}`}>
              {identity === null && title === null
                ? t('named.otherNetwork', { id: network })
                : names.identity({ identity, title: title === null ? null : firstWords(title), places: [] })}
            </Go>
          )}
        </li>
      ))}
    </ul>
  )
}
