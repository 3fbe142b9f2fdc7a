/** Tasks for a child and services that were asked for. One of the investigation waits for the answer whether the child is safe; one that leads to a blocked contact is off. */
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { MinorFile, MinorTask } from '../../../../src/contract/minors/minors.ts'
import { useFormat } from '../../frame/format.ts'
import { useNames } from '../../names/useNames.ts'
import { Panel } from '../../parts/Panel.tsx'
import { ActDialog, type Doing } from './ActDialog.tsx'
import { ServiceDialog, TaskDialog } from './TaskDialogs.tsx'
import { mayWork } from './mayWork.ts'

type Planning = 'task' | 'investigate' | 'service'

export function Tasks({ one }: { readonly one: MinorFile }) {
  const { t } = useTranslation()
  const [doing, setDoing] = useState<Doing | null>(null)
  const [planning, setPlanning] = useState<Planning | null>(null)
  const works = mayWork(one)
  const answered = one.safe === 'yes' || one.safe === 'no'
  const close = (): void => setPlanning(null)
  return (
    <Panel
      columns={12}
      title={t('minors.tasks')}
      tools={
        works && (
          <>
            <Button className="button-small" onPress={() => setPlanning('task')}>
              {t('minors.taskAdd')}
            </Button>
            <Button className="button-small" onPress={() => setPlanning('service')}>
              {t('minors.serviceAdd')}
            </Button>
            <Button
              className="button-small"
              isDisabled={!answered}
              {...(!answered && { 'aria-describedby': 'minor-safe-first' })}
              onPress={() => setPlanning('investigate')}
            >
              {t('minors.investigateAdd')}
            </Button>
          </>
        )
      }
    >
      {!answered && (
        <p id="minor-safe-first" className="note note-warn">
          {t('minors.investigateOff')}
        </p>
      )}
      {one.tasks.length + one.followUps.length === 0 && <p className="quiet">{t('minors.noTasks')}</p>}
      <ul className="divide case-plain minor-list">
        {one.tasks.map((task) => (
          <TaskRow key={task.no} one={one} task={task} works={works} onDo={setDoing} />
        ))}
        <Services one={one} works={works} onDo={setDoing} />
      </ul>
      {planning === 'service' && <ServiceDialog id={one.id} onClose={close} />}
      {(planning === 'task' || planning === 'investigate') && (
        <TaskDialog one={one} investigates={planning === 'investigate'} onClose={close} />
      )}
      {doing !== null && <ActDialog id={one.id} doing={doing} onClose={() => setDoing(null)} />}
    </Panel>
  )
}

interface RowsProps {
  readonly one: MinorFile
  readonly works: boolean
  readonly onDo: (doing: Doing) => void
}

function TaskRow({ one, task, works, onDo }: RowsProps & { readonly task: MinorTask }) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const { no, title } = task
  const contact = one.contacts.find((each) => each.no === task.contact)
  const button = (verb: 'take' | 'finish') => (
    <Button
      className="button-small"
      isDisabled={task.blocked !== null}
      aria-label={t(`minors.taskOf-${verb}`, { title })}
      onPress={() => onDo({ where: `tasks/${no}/${verb}`, title: t(`minors.task-${verb}`), explain: title })}
    >
      {t(`minors.task-${verb}`)}
    </Button>
  )
  return (
    <li>
      <div className="row row-wrap">
        <b>{title}</b>
        <span className="tag">{t(`minors.kind-${task.kind}`)}</span>
        {task.late && <span className="tag tag-bad">{t('minors.late')}</span>}
        {task.blocked !== null && <span className="tag tag-warn">{t(`minors.blocked-${task.blocked}`)}</span>}
        {task.doneBy !== null && <span className="tag tag-good">{t('minors.done')}</span>}
        {works && task.doneBy === null && (
          <span className="push row">
            {task.takenBy === null && button('take')}
            {button('finish')}
          </span>
        )}
      </div>
      {task.result !== null && <p className="said">{task.result}</p>}
      <p className="small quiet">
        {t('minors.taskRow', { due: format.day(task.dueOn), by: names.person(task.by) })}
        {task.takenBy !== null && ` · ${t('minors.takenBy', { who: names.person(task.takenBy) })}`}
        {contact !== undefined && ` · ${t('minors.withContact', { who: contact.name || contact.relation })}`}
      </p>
    </li>
  )
}

function Services({ one, works, onDo }: RowsProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  return one.followUps.map(({ no, service, late, doneBy, result, dueOn, by }) => (
    <li key={`service-${no}`}>
      <div className="row row-wrap">
        <b>{service}</b>
        <span className="tag">{t('minors.service')}</span>
        {late && <span className="tag tag-bad">{t('minors.late')}</span>}
        {doneBy !== null && <span className="tag tag-good">{t('minors.done')}</span>}
        {works && doneBy === null && (
          <Button
            className="button-small push"
            aria-label={t('minors.serviceDoneOf', { service })}
            onPress={() => onDo({ where: `follow-ups/${no}`, title: t('minors.serviceDone'), explain: service })}
          >
            {t('minors.serviceDone')}
          </Button>
        )}
      </div>
      {result !== null && <p className="said">{result}</p>}
      <p className="small quiet">{t('minors.taskRow', { due: format.day(dueOn), by: names.person(by) })}</p>
    </li>
  ))
}
