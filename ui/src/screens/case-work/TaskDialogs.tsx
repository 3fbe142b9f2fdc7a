/** Planning tasks of a case, one or all of its form, and ending one with what came of it. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Case } from '../../../../src/contract/cases/cases.ts'
import type { CaseWork, Task, TaskKind } from '../../../../src/contract/cases/work.ts'
import { useCaseAct } from '../../api/cases/cases.ts'
import { useCaseDraft } from '../../api/cases/work.ts'
import { useNames } from '../../names/useNames.ts'
import { Choice } from '../../parts/Choice.tsx'
import { DayField } from '../../parts/DayField.tsx'
import { CaseForm, Field } from './CaseForm.tsx'
import { inDays } from './in-days.ts'

const kinds: readonly TaskKind[] = ['other', 'contact', 'observe', 'gather', 'purchase']
const priorities: readonly Task['priority'][] = ['high', 'middle', 'low']

interface DialogProps {
  readonly one: Case
  readonly work: CaseWork
  readonly onClose: () => void
}

interface NewTask extends Pick<Task, 'kind' | 'priority' | 'owner' | 'dueOn'> {
  /** Empty: a task of one's own. */
  readonly template: string
  readonly title: string
  /** 0: nobody in particular. */
  readonly subject: number
  /** Contact that it speaks of is with another than who is protected. */
  readonly elsewhere: boolean
}

export function TaskDialog({ one, work, onClose }: DialogProps) {
  const { t, i18n } = useTranslation()
  const act = useCaseAct(one.id)
  const [task, setTask] = useState<NewTask>({
    template: '',
    title: '',
    kind: 'other',
    subject: 0,
    elsewhere: false,
    priority: 'middle',
    owner: one.lead,
    dueOn: inDays(7)
  })
  const about = useCaseDraft(one.id, 'task', work)
  const templateOf = (code: string) => work.templates.find((each) => each.code === code)
  const said = (code: string): string =>
    templateOf(code)?.title[i18n.language === 'en' ? 'en' : 'nl'] ?? t('case.ownTask')
  const pick = (code: string): void => {
    const found = templateOf(code)
    const given = found && { kind: found.kind, priority: found.priority, dueOn: inDays(found.days) }
    setTask({ ...task, template: code, ...given })
  }
  async function plan(): Promise<void> {
    const { template, title, subject, elsewhere, ...rest } = task
    const named = template === '' ? { title } : { template }
    const body = {
      ...rest,
      ...named,
      about: about.text,
      ...(subject > 0 && { subject }),
      ...(elsewhere && { elsewhere })
    }
    await act.mutateAsync({ act: 'tasks', body })
    await about.drop()
  }
  return (
    <CaseForm
      title={t('case.taskAdd')}
      explain={t('case.taskExplain')}
      action={t('case.set')}
      onSend={plan}
      onClose={onClose}
    >
      <Choice
        label={t('case.template')}
        values={['', ...work.templates.map((each) => each.code)]}
        value={task.template}
        says={said}
        onChange={pick}
      />
      <TaskFields one={one} task={task} onChange={setTask} />
      <Field label={t('case.taskWords')} value={about.text} onChange={about.change} rows={3} most={4_000} />
      <Elsewhere
        one={one}
        kind={task.kind}
        checked={task.elsewhere}
        onChange={(elsewhere) => setTask({ ...task, elsewhere })}
      />
    </CaseForm>
  )
}

function isShielded({ flags }: Case['subjects'][number]): boolean {
  return flags.includes('no-contact') || flags.includes('protection')
}

interface FieldsProps {
  readonly one: Case
  readonly task: NewTask
  readonly onChange: (task: NewTask) => void
}

/** What a task is, about whom, and who does it by when. */
function TaskFields({ one, task, onChange }: FieldsProps) {
  const { t } = useTranslation()
  return (
    <>
      {task.template === '' && (
        <>
          <Field
            label={t('case.taskTitle')}
            value={task.title}
            onChange={(title) => onChange({ ...task, title })}
            required
          />
          <Choice
            label={t('case.taskKind')}
            values={kinds}
            value={task.kind}
            says={(each) => t(`case.taskKind-${each}`)}
            onChange={(kind) => onChange({ ...task, kind })}
          />
        </>
      )}
      <Choice
        label={t('case.taskSubject')}
        values={[0, ...one.subjects.map((each) => each.no)]}
        value={task.subject}
        says={(no) => one.subjects.find((each) => each.no === no)?.name ?? t('case.nobody')}
        onChange={(subject) => onChange({ ...task, subject })}
      />
      <WhoByWhen one={one} task={task} onChange={(change) => onChange({ ...task, ...change })} />
    </>
  )
}

type Given = Pick<Task, 'priority' | 'owner' | 'dueOn'>

interface GivenProps {
  readonly one: Case
  readonly task: Given
  readonly onChange: (change: Partial<Given>) => void
}

/** Who does a task, by when and before what. */
export function WhoByWhen({ one, task, onChange }: GivenProps) {
  const { t } = useTranslation()
  const names = useNames()
  const people = one.people.map((each) => each.user)
  return (
    <>
      <Choice
        label={t('case.priority')}
        values={priorities}
        value={task.priority}
        says={(each) => t(`case.priority-${each}`)}
        onChange={(priority) => onChange({ priority })}
      />
      <Choice
        label={t('case.owner')}
        values={people.includes(task.owner) ? people : [task.owner, ...people]}
        value={task.owner}
        says={(user) => names.person(user)}
        onChange={(owner) => onChange({ owner })}
      />
      <DayField label={t('case.dueOn')} value={task.dueOn} onChange={(dueOn) => onChange({ dueOn })} />
    </>
  )
}

interface ElsewhereProps {
  readonly one: Case
  readonly kind: TaskKind
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
}

/** Where somebody of the case is protected: that contact of which a task speaks is with another. */
export function Elsewhere({ one, kind, checked, onChange }: ElsewhereProps) {
  const { t } = useTranslation()
  if (kind === 'contact' || !one.subjects.some(isShielded)) return null
  return (
    <label className="row">
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.target.checked)} />
      <span>{t('case.elsewhere')}</span>
    </label>
  )
}

export function PlanDialog({ one, onClose }: { readonly one: Case; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const names = useNames()
  const act = useCaseAct(one.id)
  const [owner, setOwner] = useState(one.lead)
  return (
    <CaseForm
      title={t('case.plan')}
      explain={t('case.planExplain')}
      action={t('case.plan')}
      onSend={async () => void (await act.mutateAsync({ act: 'plan', body: { owner } }))}
      onClose={onClose}
    >
      <Choice
        label={t('case.owner')}
        values={one.people.map((each) => each.user)}
        value={owner}
        says={(user) => names.person(user)}
        onChange={setOwner}
      />
    </CaseForm>
  )
}

interface EndProps {
  readonly id: string
  readonly work: CaseWork
  readonly task: Task
  readonly state: 'done' | 'dropped'
  readonly onClose: () => void
}

/** What came of a task, or why it is dropped; what is typed is kept, also when an order ran out in between. */
export function EndDialog({ id, work, task, state, onClose }: EndProps) {
  const { t } = useTranslation()
  const act = useCaseAct(id)
  const draft = useCaseDraft(id, `task:${task.no}`, work)
  return (
    <CaseForm
      title={t(state === 'done' ? 'case.taskDone' : 'case.taskDrop')}
      explain={t(state === 'done' ? 'case.taskDoneExplain' : 'case.taskDropExplain')}
      action={t('case.set')}
      onSend={async () => {
        await act.mutateAsync({
          act: `tasks/${task.no}/end`,
          body: { version: task.version, state, reason: draft.text }
        })
        await draft.drop()
      }}
      onClose={onClose}
    >
      <Field
        label={t(state === 'done' ? 'case.result' : 'case.why')}
        value={draft.text}
        onChange={draft.change}
        rows={4}
        most={2_000}
        required
      />
    </CaseForm>
  )
}
