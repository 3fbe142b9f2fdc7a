/** What was learned, as pages with their source and the day on which somebody looks at each again; experts and coordinators write them. */
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { KnowledgePage } from '../../../../../src/contract/minors/experts.ts'
import { useKnowledge, useWriteKnowledge } from '../../../api/cases/minors.ts'
import { useDraft } from '../../../frame/drafts.ts'
import { useFormat } from '../../../frame/format.ts'
import { Empty, Loading, ProblemNote } from '../../../frame/Notice.tsx'
import { useNames } from '../../../names/useNames.ts'
import { Choice } from '../../../parts/Choice.tsx'
import { DayField } from '../../../parts/DayField.tsx'
import { CaseForm, Field } from '../../case-work/CaseForm.tsx'
import { inDays } from '../../case-work/in-days.ts'
import { lessons, type Lesson } from '../lessons.ts'

/** Half a year until somebody looks again, unless the writer says otherwise. */
const reviewDays = 182

export function Knowledge({ writes }: { readonly writes: boolean }) {
  const { t } = useTranslation()
  const found = useKnowledge()
  const [writing, setWriting] = useState<KnowledgePage | 'new' | null>(null)
  return (
    <div className="stack">
      {writes && (
        <div className="row row-wrap">
          <Button className="button-primary" onPress={() => setWriting('new')}>
            {t('minors.pageAdd')}
          </Button>
        </div>
      )}
      {found.isPending && <Loading what={t('minors.part-knowledge')} lines={4} />}
      {found.isError && <ProblemNote error={found.error} retry={() => void found.refetch()} />}
      {found.data?.length === 0 && (
        <Empty title={t('minors.noPages')}>
          <p>{t('minors.noPagesNext')}</p>
        </Empty>
      )}
      <ul className="case-list">
        {(found.data ?? []).map((page) => (
          <PageCard key={page.id} page={page} writes={writes} onChange={() => setWriting(page)} />
        ))}
      </ul>
      {writing !== null && <PageDialog page={writing === 'new' ? null : writing} onClose={() => setWriting(null)} />}
    </div>
  )
}

interface PageCardProps {
  readonly page: KnowledgePage
  readonly writes: boolean
  readonly onChange: () => void
}

function PageCard({ page, writes, onChange }: PageCardProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const { title, text, source, reviewOn, stale, files, version, by, at } = page
  return (
    <li className="card stack">
      <div className="row row-wrap">
        <h2>{title}</h2>
        {stale && <span className="tag tag-warn">{t('minors.stale')}</span>}
        {files !== null && <span className="tag">{t('minors.fromFiles', { count: files })}</span>}
        {writes && (
          <Button className="button-small push" aria-label={t('minors.pageChangeOf', { title })} onPress={onChange}>
            {t('minors.pageChange')}
          </Button>
        )}
      </div>
      <p className="case-note">{text}</p>
      <p className="small quiet">
        {t('minors.pageRow', {
          source,
          version,
          by: names.person(by),
          at: format.day(at),
          review: format.day(reviewOn)
        })}
      </p>
    </li>
  )
}

interface PageDialogProps {
  /** Null: a new one. */
  readonly page: KnowledgePage | null
  readonly onClose: () => void
}

function PageDialog({ page, onClose }: PageDialogProps) {
  const { t } = useTranslation()
  const write = useWriteKnowledge()
  const [title, setTitle] = useState(page?.title ?? '')
  const [source, setSource] = useState(page?.source ?? '')
  const [reviewOn, setReviewOn] = useState(() => inDays(reviewDays))
  const [lesson, setLesson] = useState<Lesson | ''>('')
  const draft = useDraft(`knowledge:${page?.id ?? 'new'}`)
  const [typed, setTyped] = useState(() => draft.text || (page?.text ?? ''))
  return (
    <CaseForm
      title={t(page === null ? 'minors.pageAdd' : 'minors.pageChange')}
      explain={t('minors.pageExplain')}
      action={t('minors.set')}
      onSend={async () => {
        const body = { title, text: typed, source, reviewOn, ...(page !== null && { id: page.id }) }
        await write.mutateAsync({ ...body, ...(lesson !== '' && { lesson }) })
        draft.drop()
      }}
      onClose={onClose}
    >
      <Field label={t('minors.pageTitle')} value={title} onChange={setTitle} required />
      <Field
        label={t('minors.pageText')}
        value={typed}
        onChange={(text) => {
          setTyped(text)
          draft.change(text)
        }}
        rows={6}
        most={2_000}
        required
      />
      <Field label={t('minors.source')} value={source} onChange={setSource} required />
      <Choice<Lesson | ''>
        label={t('minors.lesson')}
        values={['', ...lessons]}
        value={lesson}
        says={(each) => (each === '' ? t('minors.fromSource') : t(`minors.lesson-${each}`))}
        onChange={setLesson}
      />
      <DayField label={t('minors.reviewOn')} value={reviewOn} onChange={setReviewOn} />
    </CaseForm>
  )
}
