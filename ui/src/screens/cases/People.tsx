/** The people of a case: what each may do, who asked to be let in, and a new lead, whom a second person confirms. */
import { useState } from 'react'
import { Button, Form } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Case, CaseRight } from '../../../../src/contract/cases/cases.ts'
import { useCaseAct, useCasePeople } from '../../api/cases/cases.ts'
import { Box } from '../../frame/Box.tsx'
import { useDraft } from '../../frame/drafts.ts'
import { useFormat } from '../../frame/format.ts'
import { ProblemNote } from '../../frame/Notice.tsx'
import { ReasonDialog } from '../../frame/ReasonDialog.tsx'
import { useSending } from '../../frame/useSending.ts'
import { useNames } from '../../names/useNames.ts'
import { DialogButtons } from '../../parts/DialogButtons.tsx'
import { Panel } from '../../parts/Panel.tsx'
import { PersonChoice } from './PersonChoice.tsx'
import { usePerson } from './usePerson.ts'

const rightNames: readonly CaseRight[] = ['read', 'add', 'change', 'members', 'close']

type Doing =
  | { readonly what: 'member'; readonly user: string }
  | { readonly what: 'lead' }
  | { readonly what: 'confirm' | 'refuse' }
  | { readonly what: 'leave'; readonly key: string }

export function People({ one }: { readonly one: Case }) {
  const { t } = useTranslation()
  const names = useNames()
  const format = useFormat()
  const [doing, setDoing] = useState<Doing | null>(null)
  const lets = one.mine.includes('members')
  return (
    <div className="stack">
      {lets && (
        <div className="row row-wrap">
          <Button onPress={() => setDoing({ what: 'member', user: '' })}>{t('case.letIn')}</Button>
          <Button onPress={() => setDoing({ what: 'lead' })}>{t('case.newLead')}</Button>
        </div>
      )}
      {one.newLead !== null && (
        <div className="note note-warn row row-wrap">
          <span>
            {t('case.leadAsked', {
              who: names.person(one.newLead.user),
              by: names.person(one.newLead.by),
              at: format.moment(one.newLead.at)
            })}
          </span>
          <Button onPress={() => setDoing({ what: 'confirm' })}>{t('case.leadConfirm')}</Button>
          <Button onPress={() => setDoing({ what: 'refuse' })}>{t('case.leadRefuse')}</Button>
        </div>
      )}
      <Panel columns={12} title={t('case.members')}>
        <ul className="divide case-plain">
          {one.people.map(({ user, rights }) => (
            <li key={user} className="row row-wrap">
              <b>{names.person(user)}</b>
              {user === one.lead && <span className="tag">{t('case.leads')}</span>}
              <span className="quiet">{rights.map((right) => t(`case.right-${right}`)).join(', ')}</span>
              {lets && user !== one.lead && (
                <Button
                  className="button-small push"
                  onPress={() => setDoing({ what: 'member', user })}
                  aria-label={t('case.changeOf', { who: names.person(user) })}
                >
                  {t('case.change')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      </Panel>
      {lets && one.asked.length > 0 && (
        <AskedPanel
          one={one}
          onLetIn={(user) => setDoing({ what: 'member', user })}
          onLeave={(key) => setDoing({ what: 'leave', key })}
        />
      )}
      {doing?.what === 'member' && <MemberDialog one={one} user={doing.user} onClose={() => setDoing(null)} />}
      {doing !== null && doing.what !== 'member' && (
        <ActDialog one={one} doing={doing} onClose={() => setDoing(null)} />
      )}
    </div>
  )
}

interface AskedProps {
  readonly one: Case
  readonly onLetIn: (user: string) => void
  readonly onLeave: (key: string) => void
}

function AskedPanel({ one, onLetIn, onLeave }: AskedProps) {
  const { t } = useTranslation()
  const names = useNames()
  const format = useFormat()
  return (
    <Panel columns={12} title={t('case.asked')} note={t('case.askedNote')}>
      <ul className="divide case-plain">
        {one.asked.map((asked) => (
          <li key={asked.key} className="row row-wrap">
            <b>{names.person(asked.by)}</b>
            <span className="quiet">{format.moment(asked.at)}</span>
            <span className="said">{asked.reason}</span>
            <Button className="button-small push" onPress={() => onLetIn(asked.by)}>
              {t('case.letIn')}
            </Button>
            <Button className="button-small" onPress={() => onLeave(asked.key)}>
              {t('case.leave')}
            </Button>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

interface MemberProps {
  readonly one: Case
  /** Empty: somebody who is chosen here. */
  readonly user: string
  readonly onClose: () => void
}

function MemberDialog({ one, user, onClose }: MemberProps) {
  const { t } = useTranslation()
  const act = useCaseAct(one.id)
  const { busy, problem, send } = useSending()
  const people = useCasePeople().data ?? []
  const inside = new Set(one.people.map((each) => each.user))
  const others = people.filter((each) => (user === '' ? !inside.has(each.id) : each.id === user))
  const { who, pick } = usePerson(others, user)
  const known = one.people.find((each) => each.user === user)
  const [rights, setRights] = useState<readonly CaseRight[]>(known?.rights ?? ['read'])
  const why = useDraft(`case-member:${one.id}:${user}`)
  const toggle = (right: CaseRight): void =>
    setRights(rights.includes(right) ? rights.filter((each) => each !== right) : [...rights, right])
  return (
    <Box title={t(known === undefined ? 'case.letIn' : 'case.change')} onClose={onClose}>
      <Form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          void send(async () => {
            await act.mutateAsync({ act: 'members', body: { user: who, rights: [...rights], reason: why.text } })
            why.drop()
            onClose()
          })
        }}
      >
        <p className="quiet">{t('case.membersExplain')}</p>
        {problem !== null && <ProblemNote error={problem} />}
        <PersonChoice label={t('case.person')} people={others} value={who} onChange={pick} />
        <fieldset className="case-rights">
          <legend>{t('case.rights')}</legend>
          {rightNames.map((right) => (
            <label key={right}>
              <input type="checkbox" checked={rights.includes(right)} onChange={() => toggle(right)} />{' '}
              {t(`case.right-${right}`)}
            </label>
          ))}
        </fieldset>
        <label className="field">
          <span>{t('case.why')}</span>
          <textarea
            required
            rows={2}
            maxLength={2_000}
            value={why.text}
            onChange={(event) => why.change(event.target.value)}
          />
        </label>
        <DialogButtons action={t('case.set')} busy={busy} disabled={who === ''} onClose={onClose} />
      </Form>
    </Box>
  )
}

interface ActProps {
  readonly one: Case
  readonly doing: Exclude<Doing, { readonly what: 'member' }>
  readonly onClose: () => void
}

function ActDialog({ one, doing, onClose }: ActProps) {
  const { t } = useTranslation()
  const act = useCaseAct(one.id)
  const leads = (useCasePeople().data ?? []).filter((each) => each.leads && each.id !== one.lead)
  const { who: user, pick } = usePerson(leads)
  const words = { lead: 'newLead', confirm: 'leadConfirm', refuse: 'leadRefuse', leave: 'leave' } as const
  const where =
    doing.what === 'leave' ? `requests/${doing.key}/leave` : doing.what === 'lead' ? 'lead' : `lead/${doing.what}`
  const name = words[doing.what]
  return (
    <ReasonDialog
      title={t(`case.${name}`)}
      explain={t(`case.${name}Explain`)}
      action={t(`case.${name}`)}
      draft={`case-${doing.what}:${one.id}`}
      disabled={doing.what === 'lead' && user === ''}
      onSubmit={async (reason) => {
        await act.mutateAsync({ act: where, body: { reason, ...(doing.what === 'lead' && { user }) } })
      }}
      onClose={onClose}
    >
      {doing.what === 'lead' && <PersonChoice label={t('case.lead')} people={leads} value={user} onChange={pick} />}
    </ReasonDialog>
  )
}
