/** Changing a task of a case: its words, who does it, by when and before what. What it is and about whom stays as it was made. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Case } from '../../../../src/contract/cases/cases.ts'
import type { CaseWork, Task } from '../../../../src/contract/cases/work.ts'
import { useCaseAct } from '../../api/cases/cases.ts'
import { readWork, useCaseDraft } from '../../api/cases/work.ts'
import { isRefusal } from '../../api/http.ts'
import { useFormat } from '../../frame/format.ts'
import { useNames } from '../../names/useNames.ts'
import { CaseForm, Field } from './CaseForm.tsx'
import { Elsewhere, WhoByWhen } from './TaskDialogs.tsx'

interface ChangeProps {
  readonly one: Case
  readonly work: CaseWork
  readonly task: Task
  readonly onClose: () => void
}

/** Writes against the version that was read. When a colleague was first their version stands there, and saving again writes this one over it. */
export function ChangeTaskDialog({ one, work, task, onClose }: ChangeProps) {
  const { t, i18n } = useTranslation()
  const act = useCaseAct(one.id)
  const titleOf = ({ title }: Task): string => (i18n.language === 'en' ? title.en : title.nl)
  const [title, setTitle] = useState(titleOf(task))
  const [given, setGiven] = useState({ priority: task.priority, owner: task.owner, dueOn: task.dueOn })
  const [elsewhere, setElsewhere] = useState(task.elsewhere)
  const [theirs, setTheirs] = useState<Task | null>(null)
  const about = useCaseDraft(one.id, `change:${task.no}`, work, task.about)

  async function change(): Promise<boolean> {
    const { version } = theirs ?? task
    const body = { version, title, about: about.text, ...given, ...(elsewhere && { elsewhere }) }
    try {
      await act.mutateAsync({ act: `tasks/${task.no}`, body })
    } catch (refused) {
      if (!isRefusal(refused) || refused.problem.error !== 'changed') throw refused
      const newest = (await readWork(one.id)).tasks.find((each) => each.no === task.no)
      if (newest === undefined) throw refused
      setTheirs(newest)
      return false
    }
    await about.drop()
    return true
  }

  return (
    <CaseForm
      title={t('case.taskChange')}
      explain={t('case.taskChangeExplain')}
      action={t(theirs === null ? 'case.set' : 'case.taskOver')}
      onSend={change}
      onClose={onClose}
    >
      {about.kept && <p className="note note-info">{t('case.draftKept')}</p>}
      {theirs !== null && <Theirs title={titleOf(theirs)} task={theirs} />}
      <Field label={t('case.taskTitle')} value={title} onChange={setTitle} required />
      <WhoByWhen one={one} task={given} onChange={(part) => setGiven({ ...given, ...part })} />
      <Field label={t('case.taskWords')} value={about.text} onChange={about.change} rows={3} most={4_000} />
      <Elsewhere one={one} kind={task.kind} checked={elsewhere} onChange={setElsewhere} />
    </CaseForm>
  )
}

/** How the task stands since a colleague changed it. */
function Theirs({ title, task }: { readonly title: string; readonly task: Task }) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  return (
    <div className="note note-warn" role="alert">
      <p>{t('case.taskClash')}</p>
      <blockquote className="said case-note">
        {[title, task.about].filter((words) => words !== '').join('\n')}
      </blockquote>
      <p>
        {t('case.taskRow', {
          owner: names.person(task.owner),
          due: format.day(task.dueOn),
          priority: t(`case.priority-${task.priority}`)
        })}
      </p>
    </div>
  )
}
