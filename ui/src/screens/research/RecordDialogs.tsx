/** Dialogs of a record of research: asking, concluding with what speaks for and against, and looking a second time. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ResearchRecord, ResearchView } from '../../../../src/contract/research/records.ts'
import { useAsk, useConclude, useReview } from '../../api/figures/research.ts'
import { useDraft } from '../../frame/drafts.ts'
import { DayField } from '../../parts/DayField.tsx'
import { CaseForm, Field } from '../case-work/CaseForm.tsx'

const views: readonly ResearchView[] = ['wording', 'signs', 'flows', 'counts']
const ways = ['none', 'place', 'form', 'language', 'source', 'price', 'disguise'] as const
type Way = (typeof ways)[number]
const dayMs = 86_400_000

const dayAt = (ms: number): string => new Date(ms).toISOString().slice(0, 10)

export function AskDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation()
  const ask = useAsk()
  const question = useDraft('research-question')
  const definition = useDraft('research-definition')
  const [view, setView] = useState<ResearchView>('wording')
  const [from, setFrom] = useState(() => dayAt(Date.now() - 62 * dayMs))
  const [to, setTo] = useState(() => dayAt(Date.now()))
  const [words, setWords] = useState('')
  const [by, setBy] = useState<Way>('none')
  return (
    <CaseForm
      title={t('research.ask')}
      explain={t('research.askExplain')}
      action={t('research.askDo')}
      disabled={from === '' || to === ''}
      onSend={async () => {
        const named = words
          .split(',')
          .map((one) => one.trim())
          .filter((one) => one !== '')
        const told = view === 'counts' && by !== 'none' ? { by: [by] } : {}
        const filters = { view, from, to, words: named.slice(0, 10), ...told }
        await ask.mutateAsync({ question: question.text, definition: definition.text, filters })
        question.drop()
        definition.drop()
      }}
      onClose={onClose}
    >
      <Field
        label={t('research.question')}
        value={question.text}
        onChange={question.change}
        rows={2}
        most={2_000}
        required
      />
      <Field
        label={t('research.definition')}
        value={definition.text}
        onChange={definition.change}
        rows={3}
        most={2_000}
        required
      />
      <label className="field">
        <span>{t('research.view')}</span>
        <select value={view} onChange={(event) => setView(event.target.value as ResearchView)}>
          {views.map((one) => (
            <option key={one} value={one}>
              {t(`research.view-${one}`)}
            </option>
          ))}
        </select>
      </label>
      {view === 'counts' && <Apart value={by} onChange={setBy} />}
      <div className="row row-wrap">
        <DayField label={t('research.fromDay')} value={from} onChange={setFrom} />
        <DayField label={t('research.toDay')} value={to} onChange={setTo} />
      </div>
      <Field label={t('research.words')} value={words} onChange={setWords} most={500} />
    </CaseForm>
  )
}

/** What numbers are told apart by, beside the week. */
function Apart({ value, onChange }: { readonly value: Way; readonly onChange: (way: Way) => void }) {
  const { t } = useTranslation()
  return (
    <label className="field">
      <span>{t('research.apart')}</span>
      <select value={value} onChange={(event) => onChange(event.target.value as Way)}>
        {ways.map((one) => (
          <option key={one} value={one}>
            {t(`research.by-${one}`)}
          </option>
        ))}
      </select>
    </label>
  )
}

interface ConcludeProps {
  readonly record: ResearchRecord
  readonly onClose: () => void
}

export function ConcludeDialog({ record, onClose }: ConcludeProps) {
  const { t } = useTranslation()
  const conclude = useConclude(record.key)
  const first = record.hypotheses[0]
  const [conclusion, setConclusion] = useState(record.conclusion ?? '')
  const [hypothesis, setHypothesis] = useState(first?.text ?? '')
  const [pro, setPro] = useState(first?.pro.join('\n') ?? '')
  const [against, setAgainst] = useState(first?.against.join('\n') ?? '')
  return (
    <CaseForm
      title={t('research.conclude')}
      explain={t('research.concludeExplain')}
      action={t('research.concludeDo')}
      onSend={async () => {
        const own = { text: hypothesis, pro: linesOf(pro), against: linesOf(against) }
        // What was recorded beside the first hypothesis stays.
        await conclude.mutateAsync({ conclusion, hypotheses: [own, ...record.hypotheses.slice(1)] })
      }}
      onClose={onClose}
    >
      <Field
        label={t('research.conclusion')}
        value={conclusion}
        onChange={setConclusion}
        rows={3}
        most={2_000}
        required
      />
      <Field
        label={t('research.hypothesis')}
        value={hypothesis}
        onChange={setHypothesis}
        rows={2}
        most={2_000}
        required
      />
      <Field label={t('research.proLines')} value={pro} onChange={setPro} rows={3} most={4_000} required />
      <Field label={t('research.againstLines')} value={against} onChange={setAgainst} rows={3} most={4_000} required />
    </CaseForm>
  )
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .slice(0, 20)
}

export function ReviewDialog({ of, onClose }: { readonly of: string; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const review = useReview(of)
  const why = useDraft(`research-review:${of}`)
  const [agrees, setAgrees] = useState(true)
  return (
    <CaseForm
      title={t('research.review')}
      explain={t('research.reviewExplain')}
      action={t('research.reviewDo')}
      onSend={async () => {
        await review.mutateAsync({ agrees, reason: why.text })
        why.drop()
      }}
      onClose={onClose}
    >
      <fieldset className="case-rights">
        <legend>{t('research.verdictAsked')}</legend>
        {[true, false].map((value) => (
          <label key={String(value)}>
            <input type="radio" name="agrees" checked={agrees === value} onChange={() => setAgrees(value)} />{' '}
            {t(value ? 'research.agrees' : 'research.disagrees')}
          </label>
        ))}
      </fieldset>
      <Field label={t('research.why')} value={why.text} onChange={why.change} rows={3} most={2_000} required />
    </CaseForm>
  )
}
