/** Who else is told of a child: consent or an override by another person first, then what is shared on it and how that went. */
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Agreement, MinorFile, Transition } from '../../../../../src/contract/minors/minors.ts'
import { useFormat } from '../../../frame/format.ts'
import { useNames } from '../../../names/useNames.ts'
import { Panel } from '../../../parts/Panel.tsx'
import { ActDialog, type Doing } from '../ActDialog.tsx'
import { ConsentDialog, OverrideDialog, TransitionDialog } from './SharingDialogs.tsx'
import { mayWork } from '../mayWork.ts'

interface SharingProps {
  readonly one: MinorFile
  readonly me: string
}

type Writing = 'consent' | 'override' | 'transition'

/** Consent and overrides that stand and that this person may rest on: nobody uses their own override. */
export function usable(one: MinorFile, me: string): readonly Agreement[] {
  return one.agreements.filter(
    ({ kind, withdrawnBy, by }) => withdrawnBy === null && (kind === 'consent' || (kind === 'override' && by !== me))
  )
}

export function Sharing({ one, me }: SharingProps) {
  const { t } = useTranslation()
  const [writing, setWriting] = useState<Writing | null>(null)
  const [doing, setDoing] = useState<Doing | null>(null)
  const open = one.state === 'open'
  const works = mayWork(one)
  const rests = usable(one, me)
  const close = (): void => setWriting(null)
  return (
    <div className="stack">
      <Panel
        columns={12}
        title={t('minors.agreements')}
        note={t('minors.agreementsNote')}
        tools={
          <>
            {works && (
              <Button className="button-small" onPress={() => setWriting('consent')}>
                {t('minors.consentAdd')}
              </Button>
            )}
            {open && one.mine.includes('override') && (
              <Button className="button-small" onPress={() => setWriting('override')}>
                {t('minors.overrideAdd')}
              </Button>
            )}
          </>
        }
      >
        {one.agreements.length === 0 && <p className="quiet">{t('minors.noAgreements')}</p>}
        <ul className="divide case-plain minor-list">
          {one.agreements.map((each) => (
            <AgreementRow key={each.no} agreement={each} works={works} onDo={setDoing} />
          ))}
        </ul>
      </Panel>
      <Transitions
        one={one}
        me={me}
        rests={rests.length > 0}
        onDo={setDoing}
        onBegin={() => setWriting('transition')}
      />
      {writing === 'consent' && <ConsentDialog one={one} onClose={close} />}
      {writing === 'override' && <OverrideDialog one={one} onClose={close} />}
      {writing === 'transition' && <TransitionDialog one={one} rests={rests} me={me} onClose={close} />}
      {doing !== null && <ActDialog id={one.id} doing={doing} onClose={() => setDoing(null)} />}
    </div>
  )
}

interface TransitionsProps extends SharingProps {
  /** There is consent or an override to rest on. */
  readonly rests: boolean
  readonly onDo: (doing: Doing) => void
  readonly onBegin: () => void
}

function Transitions({ one, me, rests, onDo, onBegin }: TransitionsProps) {
  const { t } = useTranslation()
  const works = mayWork(one)
  return (
    <Panel
      columns={12}
      title={t('minors.transitions')}
      tools={
        works && (
          <Button
            className="button-small"
            isDisabled={!rests}
            {...(!rests && { 'aria-describedby': 'minor-no-rest' })}
            onPress={onBegin}
          >
            {t('minors.transitionAdd')}
          </Button>
        )
      }
    >
      {!rests && works && (
        <p id="minor-no-rest" className="note note-info">
          {t('minors.noRest')}
        </p>
      )}
      {one.transitions.length === 0 && <p className="quiet">{t('minors.noTransitions')}</p>}
      <ul className="divide case-plain minor-list">
        {one.transitions.map((each) => (
          <TransitionRow key={each.no} one={one} me={me} transition={each} onDo={onDo} />
        ))}
      </ul>
    </Panel>
  )
}

interface AgreementProps {
  readonly agreement: Agreement
  readonly works: boolean
  readonly onDo: (doing: Doing) => void
}

function AgreementRow({ agreement, works, onDo }: AgreementProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const { no, kind, from, to, by, at, reason, withdrawnBy } = agreement
  const stands = withdrawnBy === null && kind !== 'consent-refused'
  return (
    <li>
      <div className="row row-wrap">
        <b>{to}</b>
        <span className={stands ? 'tag tag-good' : 'tag tag-warn'}>
          {t(withdrawnBy === null ? `minors.agreement-${kind}` : 'minors.withdrawn')}
        </span>
        {from !== null && <span className="quiet">{t(`minors.from-${from}`)}</span>}
        {works && stands && (
          <Button
            className="button-small push"
            aria-label={t('minors.withdrawOf', { to })}
            onPress={() =>
              onDo({
                where: `consents/${no}/withdraw`,
                title: t('minors.withdraw'),
                explain: t('minors.withdrawExplain')
              })
            }
          >
            {t('minors.withdraw')}
          </Button>
        )}
      </div>
      <p className="said">{reason}</p>
      <p className="small quiet">{t('minors.signed', { by: names.person(by), at: format.moment(at) })}</p>
    </li>
  )
}

interface TransitionProps extends SharingProps {
  readonly transition: Transition
  readonly onDo: (doing: Doing) => void
}

/** What may follow; the server decides again. */
function actsOn({ one, me, transition }: Omit<TransitionProps, 'onDo'>): ('accept' | 'reject' | 'finish' | 'revoke')[] {
  const { state, user, by } = transition
  const works = one.mine.includes('work')
  if (one.state === 'closed' || !(user === me || works)) return []
  const answers = by !== me && (user === null ? works : user === me)
  if (state === 'in-progress') return [...(answers ? (['accept', 'reject'] as const) : []), 'revoke']
  return state === 'accepted' ? ['finish', 'revoke'] : []
}

function TransitionRow({ one, me, transition, onDo }: TransitionProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const { no, kind, to, what, state, consent, override, by, at, user } = transition
  const rest = consent === null ? t('minors.onOverride') : t('minors.onConsent')
  return (
    <li>
      <div className="row row-wrap">
        <b>{t(`minors.transition-${kind}`, { to })}</b>
        <span className={state === 'in-progress' ? 'tag tag-warn' : 'tag'}>{t(`minors.state-${state}`)}</span>
        <span className="push row row-wrap">
          {actsOn({ one, me, transition }).map((verb) => (
            <Button
              key={verb}
              className="button-small"
              aria-label={t(`minors.moveOf-${verb}`, { to })}
              onPress={() => onDo({ where: `transitions/${no}/${verb}`, title: t(`minors.move-${verb}`), explain: to })}
            >
              {t(`minors.move-${verb}`)}
            </Button>
          ))}
        </span>
      </div>
      <p className="said">{what}</p>
      <p className="small quiet">
        {t('minors.signed', { by: names.person(by), at: format.moment(at) })} · {rest}{' '}
        <span className="number">{consent ?? override}</span>
        {user !== null && ` · ${t('minors.toMember', { who: names.person(user) })}`}
      </p>
    </li>
  )
}
