/** Other instances with which an exchange is agreed, for coordinators: hit or no hit is asked by command. */
import { useTranslation } from 'react-i18next'
import type { Peer } from '../../../../src/contract/partners/peers.ts'
import { usePeers } from '../../api/cases/partners.ts'
import { useFormat } from '../../frame/format.ts'
import { Loading, ProblemNote } from '../../frame/Notice.tsx'
import { useNames } from '../../names/useNames.ts'
import { Panel } from '../../parts/Panel.tsx'

export function PeersPanel() {
  const { t } = useTranslation()
  const found = usePeers()
  return (
    <Panel
      columns={12}
      title={t('partners.peers')}
      note={t('partners.peersNote')}
      foot={
        found.data !== undefined && (
          <span className="case-digest">{t('partners.peerKey', { fingerprint: found.data.fingerprint })}</span>
        )
      }
    >
      {found.isPending && <Loading what={t('partners.peers')} lines={2} />}
      {found.isError && <ProblemNote error={found.error} retry={() => void found.refetch()} />}
      {found.data?.peers.length === 0 && <p className="quiet">{t('partners.peersNone')}</p>}
      {found.data !== undefined && found.data.peers.length > 0 && (
        <ul className="divide case-plain">
          {found.data.peers.map((one) => (
            <PeerRow key={one.id} one={one} />
          ))}
        </ul>
      )}
    </Panel>
  )
}

function PeerRow({ one }: { readonly one: Peer }) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const { name, url, until, state, asked, answered, fingerprint, by, decidedBy } = one
  return (
    <li className="stack peer">
      <div className="row row-wrap">
        <b>{name}</b>
        <span className={state === 'proposed' ? 'tag tag-warn' : 'tag'}>{t(`partners.peer-${state}`)}</span>
      </div>
      <p className="small case-digest">{t('partners.peerRow', { url, day: format.day(until), asked, answered })}</p>
      <p className="small quiet case-digest">{t('partners.peerTheirs', { fingerprint })}</p>
      <p className="small quiet">
        {decidedBy === null
          ? t('partners.peerBy', { by: names.person(by) })
          : t('partners.peerByTwo', { by: names.person(by), second: names.person(decidedBy) })}
      </p>
    </li>
  )
}
