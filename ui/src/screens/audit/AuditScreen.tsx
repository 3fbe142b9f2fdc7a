/** Toezicht: findings in the ledger, the review of access, retention, proportionality, bias, and requests of persons about their data. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../parts/Icon.tsx'
import { Parts } from '../../parts/Parts.tsx'
import { usePlace } from '../../place/place.tsx'
import { AskBox } from '../ledger/AskBox.tsx'
import { AccessPanel } from './AccessPanel.tsx'
import { BiasPanel } from './BiasPanel.tsx'
import { FindingsPanel } from './FindingsPanel.tsx'
import { LogPanel } from './LogPanel.tsx'
import { ProportionalityPanel } from './ProportionalityPanel.tsx'
import { RetentionPanel } from './RetentionPanel.tsx'
import { RightsPanel } from './RightsPanel.tsx'
import '../admin/admin.css'
import './audit.css'

const parts = ['findings', 'access', 'retention', 'proportionality', 'bias', 'rights', 'log'] as const

export function AuditScreen() {
  const { t } = useTranslation()
  const { query } = usePlace()
  const [year] = useState(() => String(new Date().getFullYear()))
  const part = parts.find((one) => one === query['part']) ?? 'findings'
  return (
    <div className="page admin">
      <header className="title">
        <div>
          <h1 tabIndex={-1}>{t('nav.audit')}</h1>
          <p>{t(`audit.${part}About`)}</p>
        </div>
        <div className="row-wrap no-print">
          <a className="button" href="/api/audit/register" download>
            <Icon name="download" /> {t('audit.register')}
          </a>
          <a className="button" href={`/api/audit/year?year=${year}`} download>
            <Icon name="download" /> {t('audit.year', { year })}
          </a>
        </div>
      </header>
      <AskBox />
      <Parts label={t('audit.parts')} path="/audit" names={parts} says={(one) => t(`audit.${one}`)} shown={part} />
      {part === 'findings' && <FindingsPanel />}
      {part === 'access' && <AccessPanel />}
      {part === 'retention' && <RetentionPanel />}
      {part === 'proportionality' && <ProportionalityPanel />}
      {part === 'bias' && <BiasPanel />}
      {part === 'rights' && <RightsPanel />}
      {part === 'log' && <LogPanel />}
    </div>
  )
}
