/** Losse ernstige advertenties: single adverts whose own signs are grave. They stay sealed; one person asks to open, another decides. */
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { GraveAdvert } from '../../../../src/contract/desk/requests.ts'
import type { Session } from '../../../../src/contract/session.ts'
import { useAskToOpen, useGraveAdverts, useSetGraveAside } from '../../api/adverts.ts'
import { announce } from '../../frame/announce.tsx'
import { useFormat } from '../../frame/format.ts'
import { Empty, Loading, ProblemNote } from '../../frame/Notice.tsx'
import { ReasonDialog } from '../../frame/ReasonDialog.tsx'
import { useAdvertOnSite } from '../../names/useAdvertOnSite.ts'
import { useNames } from '../../names/useNames.ts'
import { Go } from '../../place/place.tsx'
import { Handoffs } from './Handoffs.tsx'
import '../search/search.css'

interface Doing {
  readonly advert: GraveAdvert
  readonly act: 'ask' | 'aside'
}

export function GraveScreen({ session }: { readonly session: Session }) {
  const { t } = useTranslation()
  const adverts = useGraveAdverts()
  const [doing, setDoing] = useState<Doing | null>(null)
  const waiting = adverts.data?.filter((one) => one.setAside === null) ?? []
  const aside = adverts.data?.filter((one) => one.setAside !== null) ?? []
  return (
    <div className="page">
      <header className="title">
        <div>
          <h1 tabIndex={-1}>{t('grave.title')}</h1>
          <p>{t('grave.about')}</p>
        </div>
      </header>
      {adverts.isPending && <Loading what={t('grave.title')} />}
      {adverts.isError && <ProblemNote error={adverts.error} retry={() => void adverts.refetch()} />}
      {adverts.isSuccess && waiting.length === 0 && <Empty title={t('grave.none')} />}
      <ul className="request-list">
        {waiting.map((advert) => (
          <li key={advert.advert} className="card">
            <Shown advert={advert} />
            <Acts advert={advert} onDo={setDoing} />
          </li>
        ))}
      </ul>
      {aside.length > 0 && <h2>{t('grave.aside')}</h2>}
      <ul className="request-list">
        {aside.map((advert) => (
          <li key={advert.advert} className="card">
            <Shown advert={advert} />
          </li>
        ))}
      </ul>
      {session.user.role === 'coordinator' && <Handoffs />}
      {doing !== null && <Dialog doing={doing} onClose={() => setDoing(null)} />}
    </div>
  )
}

/** What is known of it: where it stood, which signs it shows, and how strong they are. Never its words. */
function Shown({ advert }: { readonly advert: GraveAdvert }) {
  const { t, i18n } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const advertOf = useAdvertOnSite()
  const language = i18n.language === 'en' ? 'en' : 'nl'
  const { setAside } = advert
  return (
    <div>
      <p>
        <Go to={`/adverts/${advert.advert}`}>{advertOf(advert)}</Go>{' '}
        <span className="tag">{t(`grave.${advert.state}`)}</span>
      </p>
      <ul>
        {advert.signs.map((sign) => (
          <li key={sign.indicator}>
            {sign.title[language]} <span className="quiet">· {t(`grave.${sign.evidence}`)}</span>
          </li>
        ))}
      </ul>
      {setAside !== null && (
        <>
          <p className="said">{setAside.reason}</p>
          <p className="quiet">
            {t('grave.asideBy', { by: names.person(setAside.by), at: format.moment(setAside.at) })}
          </p>
        </>
      )}
    </div>
  )
}

function Acts({ advert, onDo }: { readonly advert: GraveAdvert; readonly onDo: (doing: Doing) => void }) {
  const { t } = useTranslation()
  const advertOf = useAdvertOnSite()
  if (advert.state === 'open') return null
  if (advert.request?.state === 'asked')
    return (
      <p className="note note-info">
        {t('grave.asked')} <Go to="/requests">{t('nav.requests')}</Go>
      </p>
    )
  return (
    <div className="actions">
      <Button
        aria-label={t('grave.setAsideOf', { advert: advertOf(advert) })}
        onPress={() => onDo({ advert, act: 'aside' })}
      >
        {t('grave.setAside')}
      </Button>
      <Button aria-label={t('grave.askFor', { advert: advertOf(advert) })} onPress={() => onDo({ advert, act: 'ask' })}>
        {t('request.ask')}
      </Button>
    </div>
  )
}

function Dialog({ doing, onClose }: { readonly doing: Doing; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const ask = useAskToOpen()
  const setAside = useSetGraveAside()
  const advertOf = useAdvertOnSite()
  const { advert, act } = doing
  const asks = act === 'ask'
  return (
    <ReasonDialog
      title={t(asks ? 'grave.askFor' : 'grave.setAsideOf', { advert: advertOf(advert) })}
      explain={t(asks ? 'request.explain' : 'grave.asideExplain')}
      action={t(asks ? 'request.action' : 'grave.setAside')}
      draft={`grave:${advert.advert}:${act}`}
      onSubmit={async (reason) => {
        if (asks) await ask.mutateAsync({ advert: advert.advert, reason })
        else await setAside.mutateAsync({ advert: advert.advert, reason })
        announce(t(asks ? 'request.done' : 'grave.asideDone'))
      }}
      onClose={onClose}
    />
  )
}
