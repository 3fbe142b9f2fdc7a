/** Tasks of a case, with whom they are about and what blocks them, and the orders that acts rest on. */
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Case } from '../../../../src/contract/cases/cases.ts'
import type { Task } from '../../../../src/contract/cases/work.ts'
import { useCaseWork } from '../../api/cases/work.ts'
import { useFormat } from '../../frame/format.ts'
import { Empty, Loading, ProblemNote } from '../../frame/Notice.tsx'
import { useNames } from '../../names/useNames.ts'
import { Panel } from '../../parts/Panel.tsx'
import { ChangeTaskDialog } from './ChangeTask.tsx'
import { Orders } from './Orders.tsx'
import { SubjectTags } from './Subjects.tsx'
import { EndDialog, PlanDialog, TaskDialog } from './TaskDialogs.tsx'

type TaskAct = 'change' | 'done' | 'dropped'
type Doing = { readonly what: 'add' | 'plan' } | { readonly what: TaskAct; readonly task: Task }

export function Tasks({ one }: { readonly one: Case }) {
  const { t } = useTranslation()
  const found = useCaseWork(one.id)
  const [doing, setDoing] = useState<Doing | null>(null)
  if (found.isPending) return <Loading what={t('case.tasks')} lines={4} />
  if (found.isError) return <ProblemNote error={found.error} retry={() => void found.refetch()} />
  const { tasks, templates } = found.data
  const adds = one.mine.includes('add') && one.state !== 'closed'
  const parts = [
    { name: 'tasksOpen', list: tasks.filter((task) => task.state === 'open') },
    { name: 'tasksEnded', list: tasks.filter((task) => task.state !== 'open') }
  ] as const
  const close = (): void => setDoing(null)
  return (
    <div className="stack">
      {adds && (
        <div className="row row-wrap">
          <Button className="button-primary" onPress={() => setDoing({ what: 'add' })}>
            {t('case.taskAdd')}
          </Button>
          {templates.some((each) => each.kind !== 'contact') && (
            <Button onPress={() => setDoing({ what: 'plan' })}>{t('case.plan')}</Button>
          )}
        </div>
      )}
      {tasks.length === 0 && (
        <Empty title={t('case.noTasks')}>
          <p>{t('case.noTasksNext')}</p>
        </Empty>
      )}
      {parts.map(
        ({ name, list }) =>
          list.length > 0 && (
            <Panel
              key={name}
              columns={12}
              title={t(`case.${name}`, { count: list.length })}
              note={t(`case.${name}Note`)}
            >
              <ul className="divide case-plain">
                {list.map((task) => (
                  <TaskRow key={task.no} one={one} task={task} onAct={(what) => setDoing({ what, task })} />
                ))}
              </ul>
            </Panel>
          )
      )}
      <Orders one={one} orders={found.data.orders} />
      {doing?.what === 'add' && <TaskDialog one={one} work={found.data} onClose={close} />}
      {doing?.what === 'plan' && <PlanDialog one={one} onClose={close} />}
      {doing?.what === 'change' && <ChangeTaskDialog one={one} work={found.data} task={doing.task} onClose={close} />}
      {(doing?.what === 'done' || doing?.what === 'dropped') && (
        <EndDialog id={one.id} work={found.data} task={doing.task} state={doing.what} onClose={close} />
      )}
    </div>
  )
}

interface RowProps {
  readonly one: Case
  readonly task: Task
  readonly onAct: (what: TaskAct) => void
}

function TaskRow({ one, task, onAct }: RowProps) {
  const { t, i18n } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const person = one.subjects.find((each) => each.no === task.subject)
  const title = i18n.language === 'en' ? task.title.en : task.title.nl
  return (
    <li>
      <div className="row row-wrap">
        <b>
          <span className="quiet number">{task.no}</span> {title}
        </b>
        {task.kind !== 'other' && <span className="tag">{t(`case.taskKind-${task.kind}`)}</span>}
        {task.state !== 'open' && <span className="tag">{t(`case.taskState-${task.state}`)}</span>}
        {task.late && <span className="tag tag-warn">{t('case.late')}</span>}
        {task.elsewhere && <span className="tag">{t('case.saidElsewhere')}</span>}
        {task.blocked !== null && <span className="tag tag-warn">{t(`case.blocked-${task.blocked}`)}</span>}
        {task.state === 'open' && one.state !== 'closed' && (
          <TaskButtons title={title} task={task} changes={one.mine.includes('change')} onAct={onAct} />
        )}
      </div>
      {person !== undefined && (
        <p>
          {t('case.taskAbout', { name: person.name })} <SubjectTags subject={person} />
        </p>
      )}
      {task.about !== '' && <p className="said">{task.about}</p>}
      {task.result !== null && <p className="said">{task.result}</p>}
      <p className="quiet small">
        {t('case.taskRow', {
          owner: names.person(task.owner),
          due: format.day(task.dueOn),
          priority: t(`case.priority-${task.priority}`)
        })}
        {task.order !== null && ` · ${t('case.underOrder', { no: task.order })}`}
      </p>
    </li>
  )
}

interface ButtonsProps extends Pick<RowProps, 'task' | 'onAct'> {
  readonly title: string
  /** Whether this person may change what the case holds. */
  readonly changes: boolean
}

function TaskButtons({ title, task, changes, onAct }: ButtonsProps) {
  const { t } = useTranslation()
  return (
    <span className="push row row-wrap">
      {changes && (
        <Button
          isDisabled={task.kind === 'contact' && task.blocked === 'no-contact'}
          aria-label={t('case.taskChangeOf', { title })}
          onPress={() => onAct('change')}
        >
          {t('case.change')}
        </Button>
      )}
      <Button
        isDisabled={task.blocked !== null}
        aria-label={t('case.taskDoneOf', { title })}
        onPress={() => onAct('done')}
      >
        {t('case.taskDone')}
      </Button>
      <Button aria-label={t('case.taskDropOf', { title })} onPress={() => onAct('dropped')}>
        {t('case.taskDrop')}
      </Button>
    </span>
  )
}
