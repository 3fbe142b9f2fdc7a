/** Minderjarigen: one file, or the files of the reader, opening one, questions to the expert group, and what was learned. Who is a member of none sees an empty list. */
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { MinorRow } from '../../../../src/contract/minors/minors.ts'
import type { Session } from '../../../../src/contract/session.ts'
import { useMinors } from '../../api/cases/minors.ts'
import { useFormat } from '../../frame/format.ts'
import { Empty, Loading, ProblemNote } from '../../frame/Notice.tsx'
import { Parts } from '../../parts/Parts.tsx'
import { Go, refine, usePlace } from '../../place/place.tsx'
import { AgeTag, Clock } from './Clock.tsx'
import { ExpertQuestions } from './experts/ExpertQuestions.tsx'
import { Knowledge } from './experts/Knowledge.tsx'
import { Obstacles } from './experts/Obstacles.tsx'
import { MinorScreen } from './MinorScreen.tsx'
import { OpenFile } from './OpenFile.tsx'
import '../cases/cases.css'
import './minors.css'

const parts = ['files', 'questions', 'obstacles', 'knowledge'] as const

interface MinorsProps {
  readonly session: Session
  /** Of one file; null: the list. */
  readonly id: string | null
}

export function MinorsScreen({ session, id }: MinorsProps) {
  return id === null ? <Overview session={session} /> : <MinorScreen id={id} session={session} />
}

function Overview({ session }: { readonly session: Session }) {
  const { t } = useTranslation()
  const { query } = usePlace()
  const [opening, setOpening] = useState(query['open'] !== undefined)
  const expert = session.user.role === 'expert'
  const shown = parts.find((one) => one === query['part']) ?? 'files'
  return (
    <div className="page">
      <header className="title">
        <div>
          <h1 tabIndex={-1}>{t('nav.minors')}</h1>
          <p>{t('minors.about')}</p>
        </div>
        {shown === 'files' && (
          <Button className="button-primary" onPress={() => setOpening(true)}>
            {t('minors.open')}
          </Button>
        )}
      </header>
      <p>
        <Parts
          label={t('minors.parts')}
          path="/minors"
          names={parts}
          says={(one) => t(`minors.part-${one}`)}
          shown={shown}
        />
      </p>
      {shown === 'files' && <Files />}
      {shown === 'questions' && <ExpertQuestions expert={expert} me={session.user.id} />}
      {shown === 'obstacles' && <Obstacles />}
      {shown === 'knowledge' && <Knowledge writes={expert || session.user.role === 'coordinator'} />}
      {opening && (
        <OpenFile
          me={session.user.id}
          onClose={() => {
            setOpening(false)
            refine({ open: null })
          }}
        />
      )}
    </div>
  )
}

function Files() {
  const { t } = useTranslation()
  const found = useMinors()
  if (found.isPending) return <Loading what={t('nav.minors')} lines={4} />
  if (found.isError) return <ProblemNote error={found.error} retry={() => void found.refetch()} />
  if (found.data.length === 0)
    return (
      <Empty title={t('minors.none')}>
        <p>{t('minors.noneNext')}</p>
      </Empty>
    )
  return (
    <ul className="case-list">
      {found.data.map((row) => (
        <FileCard key={row.id} row={row} />
      ))}
    </ul>
  )
}

function FileCard({ row }: { readonly row: MinorRow }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <li className="card stack">
      <div className="row row-wrap">
        <h2>
          {row.erasedAt === null ? (
            <Go to={`/minors/${row.id}`}>{row.code}</Go>
          ) : (
            t('minors.erased', { code: row.code, at: format.day(row.erasedAt) })
          )}
        </h2>
        <AgeTag age={row.age} />
        {row.state === 'closed' && <span className="tag">{t('minors.closed')}</span>}
        {row.notice === 'open' && <span className="tag tag-warn">{t('minors.noticeOpen')}</span>}
        {row.overdue > 0 && <span className="tag tag-bad">{t('minors.overdue', { count: row.overdue })}</span>}
        {row.state === 'open' && (
          <span className="push">
            {row.safeDue !== null ? (
              <Clock due={row.safeDue} late={row.safeLate} says={t('minors.safeAsk')} />
            ) : (
              <span className={row.safe === 'yes' ? 'tag tag-good' : 'tag tag-bad'}>
                {t(`minors.safeIs-${row.safe ?? 'unknown'}`)}
              </span>
            )}
          </span>
        )}
      </div>
      <p className="quiet">
        {t('minors.row', { form: t(`minors.form-${row.form}`), at: format.day(row.openedAt), members: row.members })}
      </p>
    </li>
  )
}
