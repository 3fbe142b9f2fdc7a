/** The people of a case as people recorded them, in the order of recording, and what protects them: told on every screen of the case. */
import { Fragment, useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Case } from '../../../../src/contract/cases/cases.ts'
import type { Subject, SubjectFlag } from '../../../../src/contract/cases/work.ts'
import { useCaseAct } from '../../api/cases/cases.ts'
import { useFormat } from '../../frame/format.ts'
import { Empty } from '../../frame/Notice.tsx'
import { useNames } from '../../names/useNames.ts'
import { Choice } from '../../parts/Choice.tsx'
import { Panel } from '../../parts/Panel.tsx'
import { CaseForm, Field, Ticks } from './CaseForm.tsx'

const roles: readonly Subject['roles'][number][] = ['possible-victim', 'suspect', 'witness', 'other']
const minorAnswers: readonly Subject['minor'][] = ['doubt', 'yes', 'no']
const flags: readonly SubjectFlag[] = ['non-punishment', 'no-contact', 'protection']

/** Above everything in a case: whom a flag protects, and what follows. */
export function FlagBand({ subjects }: { readonly subjects: readonly Subject[] }) {
  const { t } = useTranslation()
  const flagged = subjects.filter(
    (one) => one.flags.length > 0 || (one.asMinor && one.roles.includes('possible-victim'))
  )
  if (flagged.length === 0) return null
  return (
    <ul className="note note-warn case-plain" aria-label={t('case.flags')}>
      {flagged.map((one) => (
        <li key={one.no}>
          <b>{one.name}</b> <SubjectTags subject={one} />
          {one.notePending && <p>{t('case.notePending')}</p>}
        </li>
      ))}
    </ul>
  )
}

export function SubjectTags({ subject }: { readonly subject: Pick<Subject, 'flags' | 'asMinor' | 'minor'> }) {
  const { t } = useTranslation()
  return (
    <>
      {subject.asMinor && (
        <span className="tag tag-warn">{t(subject.minor === 'yes' ? 'case.minor-yes' : 'case.minor-doubt')}</span>
      )}{' '}
      {subject.flags.map((flag) => (
        <Fragment key={flag}>
          <span className="tag tag-warn">{t(`case.flag-${flag}`)}</span>{' '}
        </Fragment>
      ))}
    </>
  )
}

export function Subjects({ one }: { readonly one: Case }) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const [writing, setWriting] = useState<Subject | 'new' | null>(null)
  const open = one.state !== 'closed'
  return (
    <div className="stack">
      <div className="row row-wrap">
        {open && one.mine.includes('add') && (
          <Button className="button-primary" onPress={() => setWriting('new')}>
            {t('case.subjectAdd')}
          </Button>
        )}
        <span className="quiet">{t('case.subjectsNote')}</span>
      </div>
      {one.subjects.length === 0 ? (
        <Empty title={t('case.noSubjects')}>
          <p>{t('case.noSubjectsNext')}</p>
        </Empty>
      ) : (
        <Panel columns={12} title={t('case.subjects')}>
          <ul className="divide case-plain">
            {one.subjects.map((each) => (
              <li key={each.no}>
                <div className="row row-wrap">
                  <b>
                    <span className="quiet number">{each.no}</span> {each.name}
                  </b>
                  <span>{each.roles.map((role) => t(`case.role-${role}`)).join(', ')}</span>
                  <SubjectTags subject={each} />
                  {open && one.mine.includes('change') && (
                    <Button
                      className="button-small push"
                      aria-label={t('case.subjectChangeOf', { name: each.name })}
                      onPress={() => setWriting(each)}
                    >
                      {t('case.change')}
                    </Button>
                  )}
                </div>
                <p className="said">{each.about}</p>
                <p className="quiet small">{t('case.by', { by: names.person(each.by), at: format.moment(each.at) })}</p>
              </li>
            ))}
          </ul>
        </Panel>
      )}
      {writing !== null && (
        <SubjectDialog id={one.id} before={writing === 'new' ? null : writing} onClose={() => setWriting(null)} />
      )}
    </div>
  )
}

interface DialogProps {
  readonly id: string
  readonly before: Subject | null
  readonly onClose: () => void
}

function SubjectDialog({ id, before, onClose }: DialogProps) {
  const { t } = useTranslation()
  const act = useCaseAct(id)
  const [name, setName] = useState(before?.name ?? '')
  const [about, setAbout] = useState(before?.about ?? '')
  const [parts, setParts] = useState<Subject['roles']>(before?.roles ?? [])
  const [minor, setMinor] = useState<Subject['minor']>(before?.minor ?? 'doubt')
  const [ticked, setTicked] = useState<Subject['flags']>(before?.flags ?? [])
  const [reason, setReason] = useState('')
  return (
    <CaseForm
      title={t(before === null ? 'case.subjectAdd' : 'case.subjectChange')}
      explain={t('case.subjectExplain')}
      action={t('case.set')}
      onSend={async () => {
        const body = { name, about, roles: parts, minor, flags: ticked, reason }
        await act.mutateAsync(
          before === null
            ? { act: 'subjects', body }
            : { act: `subjects/${before.no}`, body: { version: before.version, ...body } }
        )
      }}
      onClose={onClose}
    >
      <Field label={t('case.subjectName')} value={name} onChange={setName} required />
      <Ticks
        label={t('case.subjectRoles')}
        names={roles}
        picked={parts}
        says={(one) => t(`case.role-${one}`)}
        onChange={setParts}
        none={t('case.roleNone')}
      />
      <Choice
        label={t('case.minor')}
        values={minorAnswers}
        value={minor}
        says={(one) => t(`case.minorIs-${one}`)}
        onChange={setMinor}
      />
      <Ticks
        label={t('case.flags')}
        names={flags}
        picked={ticked}
        says={(one) => t(`case.flagExplain-${one}`)}
        onChange={setTicked}
      />
      <Field label={t('case.subjectAbout')} value={about} onChange={setAbout} rows={3} most={4_000} />
      <Field label={t('case.why')} value={reason} onChange={setReason} rows={2} most={2_000} required />
    </CaseForm>
  )
}
