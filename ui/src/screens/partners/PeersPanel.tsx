/** Other instances with which an exchange is agreed, for coordinators: hit or no hit is asked by command. */
import { useTranslation } from 'react-i18next'
import { usePeers } from '../../api/cases/partners.ts'
import { useFormat } from '../../frame/format.ts'
import { Loading, ProblemNote } from '../../frame/Notice.tsx'
import { Panel } from '../../parts/Panel.tsx'

export function PeersPanel() {
  const { t } = useTranslation()
  const format = useFormat()
  const found = usePeers()
  return (
    <Panel columns={12} title={t('partners.peers')} note={t('partners.peersNote')}>
      {found.isPending && <Loading what={t('partners.peers')} lines={2} />}
      {found.isError && <ProblemNote error={found.error} retry={() => void found.refetch()} />}
      {found.data?.peers.length === 0 && <p className="quiet">{t('partners.peersNone')}</p>}
      <ul className="divide case-plain">
        {found.data?.peers.map(({ id, name, url, until, state, asked, answered }) => (
          <li key={id} className="stack">
            <div className="row row-wrap">
              <b>{name}</b>
              <span className="tag">{t(`partners.peer-${state}`)}</span>
            </div>
            <p className="small quiet">{t('partners.peerRow', { url, day: format.day(until), asked, answered })}</p>
          </li>
        ))}
      </ul>
      {found.data !== undefined && (
        <p className="small quiet">{t('partners.peerKey', { fingerprint: found.data.fingerprint.slice(0, 16) })}</p>
      )}
    </Panel>
  )
}
