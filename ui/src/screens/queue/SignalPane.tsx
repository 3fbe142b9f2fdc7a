/** One signal: what can be done with it, who else has it on the screen, where it went, why it deserves a look and what speaks against, who did what. */
import { lazy, Suspense } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Session } from '../../../../src/contract/session.ts'
import type { Signal, Weighing } from '../../../../src/contract/desk/signals.ts'
import { useColleagueActs } from '../../api/events.ts'
import { useFormat } from '../../frame/format.ts'
import { useNames } from '../../names/useNames.ts'
import { Step } from '../../parts/Step.tsx'
import { Who } from '../../parts/Who.tsx'
import { factAddress } from '../../place/address.ts'
import { Go } from '../../place/place.tsx'
import { loadWords } from '../../words/words.ts'
import { acts, offer } from './acts.ts'
import type { Act } from './acts.ts'
import { Escalated } from './Escalated.tsx'
import { Members } from './Members.tsx'
import { MergedParts } from './MergedParts.tsx'
import { lookersOf } from './QueueList.tsx'
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

const AlreadyOn = lazy(async () => {
  await loadWords('chain')
  return { default: (await import('./AlreadyOn.tsx')).AlreadyOn }
})

function someOn({ cases, proposals, reports }: NonNullable<Signal['already']>): boolean {
  return cases.length + proposals.length + reports.length > 0
}

export function SignalPane({ signal, session, reasonAt, onReason, onAct, onBack }: SignalPaneProps) {
  const { t } = useTranslation()
  return (
    <>
      <Button className="button-quiet queue-back" onPress={onBack}>
        ← {t('nav.queue')}
      </Button>
      <Head signal={signal} user={session.user.id} />
      <ActBar signal={signal} session={session} onAct={onAct} />
      <Lookers signal={signal} user={session.user.id} />
      {signal.state === 'escalated' && <Escalated signal={signal} />}
      {signal.already !== undefined && someOn(signal.already) && (
        <Suspense>
          <AlreadyOn already={signal.already} />
        </Suspense>
      )}
      <Reasons signal={signal} reasonAt={reasonAt} onReason={onReason} />
      <MergedParts signal={signal} />
      <Members signal={signal} />
      <History weighings={signal.weighings} />
    </>
  )
}

function Head({ signal, user }: { readonly signal: Signal; readonly user: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const { name, title, identity } = useSignalName(signal)
  const kinds = [
    signal.class === null ? '' : t([`class.${signal.class}`, 'class.other']),
    signal.forms.length === 0 ? t('form.other') : signal.forms.map((form) => t(`form.${form}`)).join(', ')
  ]
  return (
    <header className="signal-head">
      <div className="row-wrap">
        <h2 tabIndex={-1}>{name}</h2>
        {signal.raised && <span className="tag tag-new">{t('queue.raised')}</span>}
        {signal.state !== 'new' && <span className={`state state-${signal.state}`}>{t(`state.${signal.state}`)}</span>}
        {signal.assignedTo !== null && (
          <Who
            name={names.person(signal.assignedTo)}
            tone={signal.assignedTo === user ? 'me' : 'plain'}
            says={t('queue.assigned', { name: names.person(signal.assignedTo) })}
          />
        )}
      </div>
      <p className="soft">
        {title !== null && title !== name && <>{t('named.text', { text: title })} · </>}
        {t('queue.adverts', { count: signal.adverts })} · {t('queue.sites', { count: signal.sites.length })} ·{' '}
        {format.period(signal.posted?.from ?? signal.firstSeen, signal.posted?.to ?? signal.lastSeen)}
      </p>
      {signal.places.length > 0 && (
        <p className="soft" title={signal.places.join(', ')}>
          {names.places(signal.places, 8)}
        </p>
      )}
      <p className="row-wrap signal-links">
        {kinds
          .filter((one) => one !== '')
          .map((one) => (
            <span key={one}>{one}</span>
          ))}
        {signal.evidence !== null && <Step evidence={signal.evidence} />}
        {signal.network !== null && <Go to={`/networks/${signal.network}`}>{t('queue.toNetwork')}</Go>}
        {signal.network !== null && <Go to={`/duel?network=${signal.network}`}>{t('duel.go')}</Go>}
        {identity !== null && <Go to={factAddress(identity.kind, identity.value)}>{t('queue.toFact')}</Go>}
        <Go to={`/cases?pin=signal:${signal.id}`}>{t('queue.toCase')}</Go>
        {signal.proposedBy !== null && (
          <span className="quiet">{t('queue.proposedBy', { name: names.person(signal.proposedBy) })}</span>
        )}
      </p>
    </header>
  )
}

/** Colleagues who have this signal on their screen now. */
function Lookers({ signal, user }: { readonly signal: Signal; readonly user: string }) {
  const { t } = useTranslation()
  const names = useNames()
  const lookers = lookersOf(signal, useColleagueActs()).filter((id) => id !== user)
  if (lookers.length === 0) return null
  return (
    <p className="note note-info row-wrap lookers" role="status">
      {lookers.map((id) => (
        <Who key={id} name={names.person(id)} tone="live" says="" />
      ))}
      <span>{t('queue.lookToo', { names: lookers.map(names.person).join(', '), count: lookers.length })}</span>
    </p>
  )
}

function ActBar({ signal, session, onAct }: Pick<SignalPaneProps, 'signal' | 'session' | 'onAct'>) {
  const { t } = useTranslation()
  const offered = acts
    .filter((act) => act.act !== 'merge')
    .map((act) => ({ act, answer: offer(act, signal, session.user.id) }))
    .filter(({ answer }) => answer !== 'not-now')
  // What is decided has nothing left to do: no empty bar is drawn.
  if (offered.length === 0) return null
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
  const names = useNames()
  if (weighings.length === 0) return null
  return (
    <section className="block">
      <h3>{t('queue.history')}</h3>
      <ol className="timeline">
        {weighings.map((one) => (
          <li key={`${one.at}-${one.act}`}>
            <strong>{t(`act.${one.act}.past`)}</strong> <span className="quiet">{names.person(one.by)}</span>{' '}
            <time dateTime={one.at}>{format.moment(one.at)}</time>
            {one.reason !== '' && <p className="said">{one.reason}</p>}
          </li>
        ))}
      </ol>
    </section>
  )
}
