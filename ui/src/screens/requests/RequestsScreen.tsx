/** Verzoeken: who asked to open what and why, and the second person's decision. */
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { OpenRequest } from '../../../../src/contract/desk/requests.ts'
import type { Session } from '../../../../src/contract/session.ts'
import { useDecideOnRequest, useRequests } from '../../api/adverts.ts'
import { announce } from '../../frame/announce.tsx'
import { useFormat } from '../../frame/format.ts'
import { Empty, Loading, ProblemNote } from '../../frame/Notice.tsx'
import { ReasonDialog } from '../../frame/ReasonDialog.tsx'
import { Go } from '../../place/place.tsx'
import { useNames } from '../../names/useNames.ts'
import { useAdvertOnSite } from '../../names/useAdvertOnSite.ts'
import '../search/search.css'

type Deciding = { readonly request: OpenRequest; readonly act: 'grant' | 'refuse' }

export function RequestsScreen({ session }: { readonly session: Session }) {
  const { t } = useTranslation()
  const requests = useRequests()
  const decide = useDecideOnRequest()
  const [deciding, setDeciding] = useState<Deciding | null>(null)
  const advertOf = useAdvertOnSite()
  const waiting = requests.data?.filter((request) => request.state === 'asked') ?? []
  const decided = requests.data?.filter((request) => request.state !== 'asked') ?? []
  return (
    <div className="page requests">
      <h1 tabIndex={-1}>{t('nav.requests')}</h1>
      <p className="quiet">
        {t('request.about')} <Go to="/deconfliction">{t('request.elsewhere')}</Go>{' '}
        <Go to="/grave">{t('request.grave')}</Go>
      </p>
      {requests.isPending && <Loading what={t('nav.requests')} />}
      {requests.isError && <ProblemNote error={requests.error} retry={() => void requests.refetch()} />}
      {requests.isSuccess && (
        <>
          <h2>{t('request.waiting', { count: waiting.length })}</h2>
          {waiting.length === 0 && <Empty title={t('request.noneWaiting')} />}
          <ul className="request-list">
            {waiting.map((request) => (
              <li key={request.id} className="card">
                <Request request={request} />
                <Decide request={request} session={session} onDecide={setDeciding} />
              </li>
            ))}
          </ul>
          {decided.length > 0 && <h2>{t('request.decided')}</h2>}
          <ul className="request-list">
            {decided.map((request) => (
              <li key={request.id} className="card">
                <Request request={request} />
              </li>
            ))}
          </ul>
        </>
      )}
      {deciding !== null && (
        <ReasonDialog
          title={t(`request.${deciding.act}Title`, { advert: advertOf(deciding.request) })}
          explain={t(`request.${deciding.act}Explain`)}
          action={t(`request.${deciding.act}`)}
          tone={deciding.act === 'grant' ? 'primary' : 'danger'}
          draft={`decide:${deciding.request.id}:${deciding.act}`}
          onSubmit={async (reason) => {
            await decide.mutateAsync({ id: deciding.request.id, act: deciding.act, reason })
            announce(t(`request.${deciding.act}Done`))
          }}
          onClose={() => setDeciding(null)}
        />
      )}
    </div>
  )
}

function Request({ request }: { readonly request: OpenRequest }) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const advertOf = useAdvertOnSite()
  return (
    <div>
      <p>
        <Go to={`/adverts/${request.advert}`}>{advertOf(request)}</Go>{' '}
        <span className={`tag request-${request.state}`}>{t(`request.state-${request.state}`)}</span>
      </p>
      <p className="said">{request.reason}</p>
      <p className="quiet">
        {t('request.byAt', { by: names.person(request.by), at: format.moment(request.at) })}
        {request.decidedBy !== null && (
          <>
            {' '}
            · {t('request.decidedBy', { by: names.person(request.decidedBy), at: format.moment(request.decidedAt) })}
          </>
        )}
      </p>
      {request.decidedBecause !== null && <p className="said">{request.decidedBecause}</p>}
    </div>
  )
}

interface DecideProps {
  readonly request: OpenRequest
  readonly session: Session
  readonly onDecide: (deciding: Deciding) => void
}

/** Grant or refuse, both alike, unless the request is one's own. */
function Decide({ request, session, onDecide }: DecideProps) {
  const { t } = useTranslation()
  const advertOf = useAdvertOnSite()
  if (request.by === session.user.id) return <p className="note note-info">{t('request.own')}</p>
  return (
    <div className="actions">
      <Button
        aria-label={t('request.refuseNo', { advert: advertOf(request) })}
        onPress={() => onDecide({ request, act: 'refuse' })}
      >
        {t('request.refuse')}
      </Button>
      <Button
        aria-label={t('request.grantNo', { advert: advertOf(request) })}
        onPress={() => onDecide({ request, act: 'grant' })}
      >
        {t('request.grant')}
      </Button>
    </div>
  )
}
