/** Findings as questions: what was found by which rule, the entries to look at, and what became of the question. */
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Finding } from '../../../../src/contract/oversight/audit.ts'
import { useFindings, useMarkFinding } from '../../api/audit.ts'
import { announce } from '../../frame/announce.tsx'
import { useFormat } from '../../frame/format.ts'
import { Empty, Loading, ProblemNote } from '../../frame/Notice.tsx'
import { ReasonDialog } from '../../frame/ReasonDialog.tsx'
import { Person } from '../../names/Named.tsx'
import { useNames, type Names } from '../../names/useNames.ts'
import { Panel } from '../../parts/Panel.tsx'
import { formatPlace } from '../../place/address.ts'
import { Go } from '../../place/place.tsx'

interface Marking {
  readonly finding: Finding
  readonly state: 'asked' | 'closed'
}

export function FindingsPanel() {
  const { t } = useTranslation()
  const format = useFormat()
  const findings = useFindings()
  const mark = useMarkFinding()
  const [marking, setMarking] = useState<Marking | null>(null)
  if (findings.isPending) return <Loading what={t('audit.findings')} lines={8} />
  if (findings.isError) return <ProblemNote error={findings.error} retry={() => void findings.refetch()} />
  const { from, entries, whole } = findings.data
  const open = findings.data.findings.filter((one) => one.mark?.state !== 'closed')
  const closed = findings.data.findings.filter((one) => one.mark?.state === 'closed')
  const looked = t(whole ? 'audit.looked' : 'audit.lookedPart', { count: entries, from: format.day(from) })
  return (
    <div className="grid">
      <Panel columns={12} title={t('audit.open', { count: open.length })} foot={looked} bare>
        {open.length === 0 ? (
          <Empty title={t('audit.none')} />
        ) : (
          <ol className="divide">
            {open.map((one) => (
              <Item key={one.key} finding={one} onMark={(state) => setMarking({ finding: one, state })} />
            ))}
          </ol>
        )}
      </Panel>
      {closed.length > 0 && (
        <Panel columns={12} title={t('audit.closed', { count: closed.length })} bare>
          <ol className="divide">
            {closed.map((one) => (
              <Item key={one.key} finding={one} onMark={null} />
            ))}
          </ol>
        </Panel>
      )}
      {marking !== null && (
        <ReasonDialog
          title={t(`audit.mark-${marking.state}Title`)}
          explain={t(`audit.mark-${marking.state}Explain`)}
          action={t(`audit.mark-${marking.state}`)}
          draft={`finding:${marking.finding.key}:${marking.state}`}
          onSubmit={async (reason) => {
            await mark.mutateAsync({ key: marking.finding.key, state: marking.state, reason })
            announce(t('admin.done'))
          }}
          onClose={() => setMarking(null)}
        />
      )}
    </div>
  )
}

interface ItemProps {
  readonly finding: Finding
  readonly onMark: ((state: 'asked' | 'closed') => void) | null
}

function Item({ finding, onMark }: ItemProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const { kind, actor, count, spread, term, mark, entries } = finding
  const numbers = {
    count,
    spread: format.number(spread),
    days: t('audit.days', { count: spread }),
    term: termWords(term ?? '', names)
  }
  const name = t(`audit.kind-${kind}`)
  return (
    <li className="admin-mandate">
      <div className="row-wrap">
        <strong>{name}</strong>
        {actor !== null && (
          <Go to={formatPlace('/ledger', { about: 'person', value: actor })}>
            <Person id={actor} />
          </Go>
        )}
        {mark?.state === 'asked' && <span className="tag tag-warn">{t('audit.asked')}</span>}
        {onMark !== null && (
          <span className="push row">
            <Button
              className="button-small"
              aria-label={`${t('audit.mark-asked')}: ${name} ${actor ?? ''}`}
              onPress={() => onMark('asked')}
            >
              {t('audit.mark-asked')}
            </Button>
            <Button
              className="button-small"
              aria-label={`${t('audit.mark-closed')}: ${name} ${actor ?? ''}`}
              onPress={() => onMark('closed')}
            >
              {t('audit.mark-closed')}
            </Button>
          </span>
        )}
      </div>
      <p>{t(`audit.says-${kind}`, numbers)}</p>
      <p className="quiet small">
        {t('audit.when', { from: format.officeMoment(finding.firstAt), to: format.officeMoment(finding.lastAt) })}{' '}
        {t('audit.entries', { list: entries.slice(0, 8).join(', ') })}
      </p>
      {mark !== null && (
        <p className="small">
          {t('audit.said', { by: names.person(mark.by), at: format.moment(mark.at), note: mark.note })}
        </p>
      )}
    </li>
  )
}

/** What was asked: a fact as the ledger names it ("phone +316…") as people write it, other words as they are. */
function termWords(term: string, names: Names): string {
  const [, kind = '', value = ''] = /^(phone|email|handle|account|url) (\S.*)$/s.exec(term) ?? []
  return kind === '' ? `“${term}”` : `${names.kind(kind)} ${names.value(kind, value)}`
}
