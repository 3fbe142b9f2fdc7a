/** When and where the adverts of a network appeared, as far as its main number or account shows: a timeline and a map that choose each other's places. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Network } from '../../../../src/contract/networks.ts'
import { useFactPage } from '../../api/facts.ts'
import { Loading } from '../../frame/Notice.tsx'
import { identityOf } from '../../names/naming.ts'
import type { Identity } from '../../names/naming.ts'
import { useNames } from '../../names/useNames.ts'
import { AdvertSheet } from '../../parts/AdvertSheet.tsx'
import { factAddress } from '../../place/address.ts'
import { Go } from '../../place/place.tsx'
import { MapPanel, WherePanel } from '../fact/FactPictures.tsx'

export function NetworkPictures({ network }: { readonly network: Network }) {
  const identity = network.identity ?? identityOf(network.links)
  // An account of a site has no page of its own to take dates and places from.
  if (identity === null || identity.kind === 'account') return null
  return <Pictures identity={identity} />
}

function Pictures({ identity }: { readonly identity: Identity }) {
  const { t } = useTranslation()
  const names = useNames()
  const page = useFactPage(identity.kind, identity.value)
  const [chosen, setChosen] = useState<number | null>(null)
  const [opened, setOpened] = useState<number | null>(null)
  const [place, setPlace] = useState<string | null>(null)
  if (page.isPending) return <Loading what={t('lanes.title')} lines={6} />
  if (page.isError || page.data.shown.length === 0) return null
  const value = names.value(identity.kind, identity.value)
  return (
    <div className="block-wide network-pictures">
      <p className="quiet small">
        {t('network.picturesOf')} <Go to={factAddress(identity.kind, identity.value)}>{value}</Go>
      </p>
      <div className="grid">
        <WherePanel page={page.data} chosen={chosen} onChoose={setChosen} onOpen={setOpened} />
        {page.data.places.length > 0 && <MapPanel page={page.data} place={place} onPlace={setPlace} columns={4} />}
      </div>
      {opened !== null && <AdvertSheet advert={opened} onClose={() => setOpened(null)} />}
    </div>
  )
}
