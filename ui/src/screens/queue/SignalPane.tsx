/** One signal: what can be done with it, why it deserves a look and what speaks against, who did what. */
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Session } from '../../../../src/contract/session.ts'
import type { Signal, Weighing } from '../../../../src/contract/signals.ts'
import { useFormat } from '../../frame/format.ts'
import { Go } from '../../place/place.tsx'
import { acts, offer } from './acts.ts'
import type { Act } from './acts.ts'
import { Members } from './Members.tsx'
import { Reasons } from './Reasons.tsx'
import { useSignalName } from './useSignalName.ts'

interface SignalPaneProps {
  readonly signal: Signal
  readonly session: Session
  readonly reasonAt: number
  readonly onReason: (at: number) => void
  readonly onAct: (act: Act) => void
  readonly onBack: () => void
}

export function SignalPane({ signal, session, reasonAt, onReason, onAct, onBack }: SignalPaneProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const { name, title } = useSignalName(signal)
  return (
    <>
      <Button className="button-quiet queue-back" onPress={onBack}>
        ← {t('nav.queue')}
      </Button>
      <header className="signal-head">
        <div className="row-wrap">
          <h2 tabIndex={-1}>{name}</h2>
          {signal.state !== 'new' && (
            <span className={`state state-${signal.state}`}>{t(`state.${signal.state}`)}</span>
          )}
        </div>
        <p className="soft">
          {title !== null && title !== name && <>{t('named.text', { text: title })} · </>}
          {t('queue.adverts', { count: signal.adverts })} · {t('queue.sites', { count: signal.sites.length })} ·{' '}
          {format.period(signal.posted?.from ?? signal.firstSeen, signal.posted?.to ?? signal.lastSeen)}
        </p>
        {signal.places.length > 0 && <p className="soft">{signal.places.join(', ')}</p>}
        <p className="row-wrap small">
          {signal.network !== null && <Go to={`/networks/${signal.network}`}>{t('queue.toNetwork')}</Go>}
          {signal.assignedTo !== null && (
            <span className="quiet">{t('queue.assigned', { name: signal.assignedTo })}</span>
          )}
          {signal.proposedBy !== null && (
            <span className="quiet">{t('queue.proposedBy', { name: signal.proposedBy })}</span>
          )}
        </p>
      </header>
      <ActBar signal={signal} session={session} onAct={onAct} />
      <Reasons signal={signal} reasonAt={reasonAt} onReason={onReason} />
      <Members signal={signal} />
      <History weighings={signal.weighings} />
    </>
  )
}

function ActBar({ signal, session, onAct }: Pick<SignalPaneProps, 'signal' | 'session' | 'onAct'>) {
  const { t } = useTranslation()
  const offered = acts
    .map((act) => ({ act, answer: offer(act, signal, session.user.id) }))
    .filter(({ answer }) => answer !== 'not-now')
  const second = offered.some(({ answer }) => answer === 'second-person')
  return (
    <div className="act-bar" role="toolbar" aria-label={t('queue.acts')}>
      {offered.map(({ act, answer }) => (
        <Button
          key={act.act}
          className={act.tone === 'plain' ? 'button' : `button-${act.tone}`}
          isDisabled={answer !== 'yes'}
          onPress={() => onAct(act)}
        >
          {t(`act.${act.act}.name`)} <kbd aria-hidden="true">{act.key}</kbd>
        </Button>
      ))}
      {second && <p className="note note-info">{t('offer.second-person')}</p>}
    </div>
  )
}

function History({ weighings }: { readonly weighings: readonly Weighing[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (weighings.length === 0) return null
  return (
    <section className="block">
      <h3>{t('queue.history')}</h3>
      <ol className="timeline">
        {weighings.map((one) => (
          <li key={`${one.at}-${one.act}`}>
            <strong>{t(`act.${one.act}.past`)}</strong> <span className="quiet">{one.by}</span>{' '}
            <time dateTime={one.at}>{format.moment(one.at)}</time>
            {one.reason !== '' && <p className="said">{one.reason}</p>}
          </li>
        ))}
      </ol>
    </section>
  )
}
