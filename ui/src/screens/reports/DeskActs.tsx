/** What somebody at the desk can do with a report now: read first, then a decision, whose answer to the sender goes along. */
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Report } from '../../../../src/contract/reports/reports.ts'
import type { Session } from '../../../../src/contract/session.ts'
import { useReportAct } from '../../api/reports.ts'
import { announce } from '../../frame/announce.tsx'
import { useDraft } from '../../frame/drafts.ts'
import { ProblemNote } from '../../frame/Notice.tsx'
import { CalledSignal, NetworkLink } from '../../names/CalledLink.tsx'
import { Choice } from '../../parts/Choice.tsx'
import { Panel } from '../../parts/Panel.tsx'
import { go } from '../../place/place.tsx'
import { refuseReasons } from './answers.ts'

interface DeskActsProps {
  readonly report: Report
  readonly session: Session
}

type Act = 'read' | 'link' | 'keep' | 'refuse' | 'answer' | 'minor' | 'adult'

/** Acts that are possible in a state, as the server has them. */
const possible: Readonly<Record<string, readonly Act[]>> = {
  sent: ['read'],
  read: ['link', 'keep', 'refuse', 'answer'],
  kept: ['link', 'refuse', 'answer'],
  linked: ['answer'],
  refused: ['answer']
}

export function DeskActs({ report, session }: DeskActsProps) {
  const { t } = useTranslation()
  const act = useReportAct()
  const reason = useDraft(`report:${report.id}:reason`)
  const answer = useDraft(`report:${report.id}:answer`)
  const [where, setWhere] = useState({ signal: firstKnown(report, 'signals'), network: firstKnown(report, 'networks') })
  const [because, setBecause] = useState<(typeof refuseReasons)[number]>('too-little')
  if (report.mine) return <Own />
  const age: Act[] = report.minor ? (session.user.role === 'coordinator' ? ['adult'] : []) : ['minor']
  const acts = [...(possible[report.state] ?? []), ...age]
  async function run(what: Act): Promise<void> {
    const numbers = { signal: numberOf(where.signal), network: numberOf(where.network) }
    const after = await act.mutateAsync({
      id: report.id,
      act: what,
      revision: report.revision,
      reason: reason.text,
      ...(what !== 'read' && what !== 'minor' && what !== 'adult' && { answer: answer.text }),
      ...(what === 'link' && Object.fromEntries(Object.entries(numbers).filter(([, id]) => id !== null))),
      ...(what === 'refuse' && { because })
    })
    reason.drop()
    reason.change('')
    answer.drop()
    answer.change('')
    announce(after === null ? t('reports.gone') : t(`reports.did-${what}`))
    if (after === null) go('/reports')
  }
  return (
    <Panel columns={5} title={t('reports.acts')}>
      <div className="stack">
        {act.isError && <ProblemNote error={act.error} />}
        {acts.includes('link') && <Where report={report} where={where} change={setWhere} />}
        {acts.includes('refuse') && (
          <Choice
            label={t('reports.because')}
            values={refuseReasons}
            says={(value) => t(`reports.because-${value}`)}
            value={because}
            onChange={setBecause}
          />
        )}
        <Words reason={reason} answer={acts.includes('answer') ? answer : null} />
        <div className="row-wrap">
          {acts.map((what) => (
            <Button
              key={what}
              className={what === 'read' || what === 'link' ? 'button-primary' : 'button'}
              data-pending={act.isPending || undefined}
              onPress={() => void run(what).catch(() => {})}
            >
              {t(`reports.do-${what}`)}
            </Button>
          ))}
        </div>
      </div>
    </Panel>
  )
}

type Field = ReturnType<typeof useDraft>

/** The reason for colleagues, and where the sender is answered the own words to them. */
function Words({ reason, answer }: { readonly reason: Field; readonly answer: Field | null }) {
  const { t } = useTranslation()
  return (
    <>
      <label className="field">
        <span>{t('reports.reason')}</span>
        <textarea
          rows={2}
          maxLength={2000}
          value={reason.text}
          onChange={(event) => reason.change(event.target.value)}
        />
      </label>
      {answer !== null && (
        <label className="field">
          <span>{t('reports.answer')}</span>
          <small className="quiet">{t('reports.answerWhy')}</small>
          <textarea
            rows={2}
            maxLength={2000}
            value={answer.text}
            onChange={(event) => answer.change(event.target.value)}
          />
        </label>
      )}
    </>
  )
}

function Own() {
  const { t } = useTranslation()
  return (
    <Panel columns={5} title={t('reports.acts')}>
      <p>{t('reports.own')}</p>
    </Panel>
  )
}

interface Numbers {
  readonly signal: string
  readonly network: string
}

interface WhereProps {
  readonly report: Report
  readonly where: Numbers
  readonly change: (where: Numbers) => void
}

function Where({ report, where, change }: WhereProps) {
  const { t } = useTranslation()
  const known = (kind: 'signals' | 'networks', typed: string): number | null => {
    const id = numberOf(typed)
    return id !== null && report.desk?.known.some((fact) => fact[kind].includes(id)) === true ? id : null
  }
  const [signal, network] = [known('signals', where.signal), known('networks', where.network)]
  return (
    <div className="row-wrap">
      {(['signal', 'network'] as const).map((kind) => (
        <label key={kind} className="field">
          <span>{t(`reports.${kind}No`)}</span>
          <input
            inputMode="numeric"
            maxLength={15}
            value={where[kind]}
            onChange={(event) => change({ ...where, [kind]: event.target.value })}
          />
          {kind === 'signal' && signal !== null && <CalledSignal id={signal} />}
          {kind === 'network' && network !== null && <NetworkLink id={network} />}
        </label>
      ))}
    </div>
  )
}

function firstKnown(report: Report, kind: 'signals' | 'networks'): string {
  const id = report.desk?.known.flatMap((fact) => fact[kind])[0]
  return id === undefined ? '' : String(id)
}

function numberOf(typed: string): number | null {
  const id = Number(typed.trim())
  return Number.isSafeInteger(id) && id > 0 ? id : null
}
