/** Tweede blik: dismissed signals that the ledger drew, judged again by somebody else, and where two disagree. */
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { SecondLook } from '../../../../src/contract/desk/second-looks.ts'
import type { Session } from '../../../../src/contract/session.ts'
import { useSecondLooks, useTakeSecondLook } from '../../api/cases/second-looks.ts'
import { announce } from '../../frame/announce.tsx'
import { useFormat } from '../../frame/format.ts'
import { Empty, Loading, ProblemNote } from '../../frame/Notice.tsx'
import { ReasonDialog } from '../../frame/ReasonDialog.tsx'
import { SignalLink } from '../../names/SignalLink.tsx'
import { useNames } from '../../names/useNames.ts'
import '../search/search.css'

interface Saying {
  readonly look: SecondLook
  readonly agrees: boolean
}

export function SecondLooksScreen({ session }: { readonly session: Session }) {
  const { t } = useTranslation()
  const format = useFormat()
  const looks = useSecondLooks()
  const take = useTakeSecondLook()
  const [saying, setSaying] = useState<Saying | null>(null)
  return (
    <div className="page">
      <header className="title">
        <div>
          <h1 tabIndex={-1}>{t('again.title')}</h1>
          <p>{t('again.about')}</p>
          {looks.data !== undefined && (
            <p className="quiet">
              {t('again.drawn', {
                drawn: format.number(looks.data.looks.length),
                of: format.number(looks.data.dismissed)
              })}
            </p>
          )}
        </div>
      </header>
      {looks.isPending && <Loading what={t('again.title')} />}
      {looks.isError && <ProblemNote error={looks.error} retry={() => void looks.refetch()} />}
      {looks.data?.looks.length === 0 && (
        <Empty title={t('again.none')}>
          <p>{t('again.noneNext')}</p>
        </Empty>
      )}
      <ul className="request-list">
        {(looks.data?.looks ?? []).map((look) => (
          <li key={look.entry} className="card">
            <Look look={look} own={look.dismissedBy === session.user.id} onSay={setSaying} />
          </li>
        ))}
      </ul>
      {saying !== null && (
        <ReasonDialog
          title={t(saying.agrees ? 'again.agreeOf' : 'again.disagreeOf', { id: saying.look.signal })}
          explain={t('again.explain')}
          action={t(saying.agrees ? 'again.agree' : 'again.disagree')}
          draft={`again:${saying.look.entry}`}
          onSubmit={async (reason) => {
            const { signal, entry } = saying.look
            await take.mutateAsync({ signal, entry, agrees: saying.agrees, reason })
            announce(t('again.done'))
          }}
          onClose={() => setSaying(null)}
        />
      )}
    </div>
  )
}

interface LookProps {
  readonly look: SecondLook
  /** This person dismissed it. */
  readonly own: boolean
  readonly onSay: (saying: Saying) => void
}

function Look({ look, own, onSay }: LookProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const { signal: id, entry, dismissedBy, dismissedAt, look: said } = look
  return (
    <>
      <p>
        <SignalLink id={id} name={look} />{' '}
        {said !== null && <span className="tag">{t(said.agrees ? 'again.said-agrees' : 'again.said-disagrees')}</span>}
      </p>
      <p className="quiet">
        {t('again.dismissed', { by: names.person(dismissedBy), at: format.moment(dismissedAt), entry })}
      </p>
      {said !== null && (
        <>
          <p className="said">{said.reason}</p>
          <p className="quiet">{t('again.said', { by: names.person(said.by), at: format.moment(said.at) })}</p>
        </>
      )}
      {said === null && own && <p className="note note-info">{t('again.own')}</p>}
      {said === null && !own && (
        <div className="actions">
          <Button aria-label={t('again.disagreeOf', { id })} onPress={() => onSay({ look, agrees: false })}>
            {t('again.disagree')}
          </Button>
          <Button aria-label={t('again.agreeOf', { id })} onPress={() => onSay({ look, agrees: true })}>
            {t('again.agree')}
          </Button>
        </div>
      )}
    </>
  )
}
