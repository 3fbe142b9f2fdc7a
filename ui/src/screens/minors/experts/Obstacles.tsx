/** What stands in the way of helping, as the expert group meets it: what waits longest first, each with its owner and how long it waits. */
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Obstacle } from '../../../../../src/contract/minors/obstacles.ts'
import { useObstacles } from '../../../api/cases/obstacles.ts'
import { useFormat } from '../../../frame/format.ts'
import { Empty, Loading, ProblemNote } from '../../../frame/Notice.tsx'
import { useNames } from '../../../names/useNames.ts'
import { Panel } from '../../../parts/Panel.tsx'
import { AddObstacle, AnswerObstacle, GiveObstacle } from './ObstacleDialogs.tsx'

export function Obstacles() {
  const { t } = useTranslation()
  const found = useObstacles()
  const [adding, setAdding] = useState(false)
  const { obstacles = [], waiting = 0 } = found.data ?? {}
  return (
    <div className="stack">
      <div className="row row-wrap">
        <Button className="button-primary" onPress={() => setAdding(true)}>
          {t('minors.obstacleAdd')}
        </Button>
      </div>
      {found.isPending && <Loading what={t('minors.part-obstacles')} lines={4} />}
      {found.isError && <ProblemNote error={found.error} retry={() => void found.refetch()} />}
      {found.isSuccess && obstacles.length === 0 && (
        <Empty title={t('minors.obstaclesNone')}>
          <p>{t('minors.obstaclesNext')}</p>
        </Empty>
      )}
      {obstacles.length > 0 && (
        <Panel columns={12} title={t('minors.part-obstacles')} note={t('minors.obstaclesWaiting', { count: waiting })}>
          <ul className="divide case-plain minor-list">
            {obstacles.map((one) => (
              <Row key={one.key} of={one} />
            ))}
          </ul>
        </Panel>
      )}
      {adding && <AddObstacle onClose={() => setAdding(false)} />}
    </div>
  )
}

function Row({ of }: { readonly of: Obstacle }) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const [doing, setDoing] = useState<'answer' | 'give' | null>(null)
  const open = of.answer === null
  return (
    <li className="stack">
      <div className="row row-wrap">
        <span className={open ? 'tag tag-warn' : 'tag'}>
          {t(open ? 'minors.obstacleAge' : 'minors.obstacleTook', { count: of.ageDays })}
        </span>
        <span className="push row row-wrap">
          {of.mine && (
            <Button className="button-small" onPress={() => setDoing('answer')}>
              {t('minors.obstacleAnswer')}
            </Button>
          )}
          {of.mayGive && (
            <Button className="button-small" onPress={() => setDoing('give')}>
              {t('minors.obstacleGive')}
            </Button>
          )}
        </span>
      </div>
      <p className="case-note">{of.text}</p>
      <p className="small quiet">
        {t('minors.obstacleRow', { owner: names.person(of.owner), by: names.person(of.by), at: format.day(of.at) })}
      </p>
      {of.answer !== null && of.answeredBy !== null && of.answeredAt !== null && (
        <>
          <p className="case-note">{of.answer}</p>
          <p className="small quiet">
            {t('minors.obstacleAnswered', { by: names.person(of.answeredBy), at: format.day(of.answeredAt) })}
          </p>
        </>
      )}
      {doing === 'answer' && <AnswerObstacle of={of.key} onClose={() => setDoing(null)} />}
      {doing === 'give' && <GiveObstacle of={of.key} onClose={() => setDoing(null)} />}
    </li>
  )
}
