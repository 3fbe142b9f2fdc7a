/** Research: what is new in wording and ways of working, how networks move, and records of what was asked of the counts. */
import { useTranslation } from 'react-i18next'
import { Parts } from '../../parts/Parts.tsx'
import { usePlace } from '../../place/place.tsx'
import { FlowsPart } from './FlowsPart.tsx'
import { RecordPart } from './RecordPart.tsx'
import { RecordsPart } from './RecordsPart.tsx'
import { WordingPart } from './WordingPart.tsx'

const parts = ['new', 'flows', 'records'] as const

export function ResearchScreen() {
  const { t } = useTranslation()
  const { query } = usePlace()
  const part = parts.find((one) => one === query['part']) ?? 'new'
  const record = query['record'] ?? null
  return (
    <div className="page">
      <header className="title">
        <div>
          <h1 tabIndex={-1}>{t('research.title')}</h1>
          <p>{t('research.about')}</p>
        </div>
      </header>
      <Parts
        label={t('research.parts')}
        path="/research"
        names={parts}
        says={(one) => t(`research.part-${one}`)}
        shown={part}
      />
      {part === 'new' && <WordingPart />}
      {part === 'flows' && <FlowsPart />}
      {part === 'records' && (record === null ? <RecordsPart /> : <RecordPart key={record} of={record} />)}
    </div>
  )
}
