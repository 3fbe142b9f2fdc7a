/** For whom the file of a child exists: what each may do and until when, and letting somebody in or out. Nobody changes their own part. */
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { MinorFile, MinorMemberBody } from '../../../../../src/contract/minors/minors.ts'
import { useCasePeople } from '../../../api/cases/cases.ts'
import { useMinorAct } from '../../../api/cases/minors.ts'
import { useDraft } from '../../../frame/drafts.ts'
import { useFormat } from '../../../frame/format.ts'
import { useNames } from '../../../names/useNames.ts'
import { DayField } from '../../../parts/DayField.tsx'
import { Panel } from '../../../parts/Panel.tsx'
import { CaseForm, Field, Ticks } from '../../case-work/CaseForm.tsx'
import { PersonChoice } from '../../cases/PersonChoice.tsx'
import { usePerson } from '../../cases/usePerson.ts'

type Right = MinorMemberBody['rights'][number]
const rightNames: readonly Right[] = ['read', 'work', 'names', 'approve', 'override', 'members']

interface MembersProps {
  readonly one: MinorFile
  readonly me: string
}

export function Members({ one, me }: MembersProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  /** Whose part is changed; empty: somebody who is let in. */
  const [user, setUser] = useState<string | null>(null)
  const lets = one.mine.includes('members') && one.state === 'open'
  return (
    <Panel
      columns={12}
      title={t('minors.members')}
      note={t('minors.membersNote')}
      tools={
        lets && (
          <Button className="button-small" onPress={() => setUser('')}>
            {t('minors.letIn')}
          </Button>
        )
      }
    >
      <ul className="divide case-plain minor-list">
        {one.people.map((each) => (
          <li key={each.user} className="row row-wrap">
            <b>{names.person(each.user)}</b>
            <span className="quiet">{each.rights.map((right) => t(`minors.right-${right}`)).join(', ')}</span>
            {each.until !== null && <span className="tag">{t('minors.untilDay', { at: format.day(each.until) })}</span>}
            {lets && each.user !== me && (
              <Button
                className="button-small push"
                aria-label={t('minors.changeOf', { who: names.person(each.user) })}
                onPress={() => setUser(each.user)}
              >
                {t('minors.change')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {user !== null && <MemberDialog one={one} user={user} onClose={() => setUser(null)} />}
    </Panel>
  )
}

interface MemberProps {
  readonly one: MinorFile
  readonly user: string
  readonly onClose: () => void
}

function MemberDialog({ one, user, onClose }: MemberProps) {
  const { t } = useTranslation()
  const act = useMinorAct(one.id)
  const inside = new Set(one.people.map((each) => each.user))
  const people = (useCasePeople().data ?? []).filter((each) => (user === '' ? !inside.has(each.id) : each.id === user))
  const known = one.people.find((each) => each.user === user)
  const { who, pick } = usePerson(people, user)
  const [rights, setRights] = useState<readonly Right[]>(known?.rights ?? ['read'])
  const [until, setUntil] = useState(known?.until ?? '')
  const why = useDraft(`minor-member:${one.id}:${user}`)
  return (
    <CaseForm
      title={t(known === undefined ? 'minors.letIn' : 'minors.change')}
      explain={t('minors.membersExplain')}
      action={t('minors.set')}
      disabled={who === ''}
      onSend={async () => {
        const body = { user: who, rights: [...rights], reason: why.text, ...(until !== '' && { until }) }
        await act.mutateAsync({ act: 'members', body })
        why.drop()
      }}
      onClose={onClose}
    >
      <PersonChoice label={t('minors.person')} people={people} value={who} onChange={pick} />
      <Ticks
        label={t('minors.rights')}
        names={rightNames}
        picked={rights}
        says={(right) => t(`minors.right-${right}`)}
        onChange={setRights}
        {...(known === undefined && { none: t('minors.rightsNone') })}
      />
      <DayField label={t('minors.until')} value={until} onChange={setUntil} />
      <Field label={t('minors.why')} value={why.text} onChange={why.change} rows={2} most={2_000} required />
    </CaseForm>
  )
}
