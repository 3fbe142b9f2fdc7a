/** Sheets of a month: those that were made, a button for the present month, and one sheet as it stood. */
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Sheet } from '../../../../src/contract/cases/coordination.ts'
import { useMakeSheet, useSheet, useSheets } from '../../api/cases/coordination.ts'
import { announce } from '../../frame/announce.tsx'
import { Box } from '../../frame/Box.tsx'
import { useFormat } from '../../frame/format.ts'
import { Loading, ProblemNote } from '../../frame/Notice.tsx'
import { useSending } from '../../frame/useSending.ts'
import { useNames } from '../../names/useNames.ts'
import { Icon } from '../../parts/Icon.tsx'
import { Panel } from '../../parts/Panel.tsx'
import { refine, usePlace } from '../../place/place.tsx'
import './coordination.css'

/** `2026-11`, where Baken counts days. */
const thisMonth = (): string => new Intl.DateTimeFormat('sv', { timeZone: 'Europe/Amsterdam' }).format().slice(0, 7)

export function SheetsPanel() {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const { query } = usePlace()
  const sheets = useSheets()
  const make = useMakeSheet()
  const { busy, problem, send } = useSending()
  const month = (of: string): string => format.month(`${of}-15`)
  const opened = Number(query['sheet'] ?? 0)
  const tools = (
    <Button
      data-pending={busy || undefined}
      onPress={() =>
        void send(async () => {
          const made = await make.mutateAsync(thisMonth())
          announce(t('coordination.made'))
          refine({ sheet: made.id })
        })
      }
    >
      {t('coordination.make', { month: month(thisMonth()) })}
    </Button>
  )
  return (
    <Panel columns={12} title={t('coordination.sheets')} tools={tools}>
      <p className="quiet">{t('coordination.sheetsAbout')}</p>
      {problem !== null && <ProblemNote error={problem} />}
      {sheets.data?.length === 0 && <p className="quiet">{t('coordination.sheetsNone')}</p>}
      <ul className="divide case-plain">
        {(sheets.data ?? []).map((one) => (
          <li key={one.id} className="row row-wrap">
            <Button
              className="button-small"
              aria-label={t('coordination.open', { month: month(one.month), at: format.moment(one.at) })}
              onPress={() => refine({ sheet: one.id })}
            >
              {month(one.month)}
            </Button>
            <span className="quiet">
              {t('coordination.madeBy', { by: names.person(one.by), at: format.moment(one.at) })}
            </span>
          </li>
        ))}
      </ul>
      {opened > 0 && <SheetBox id={opened} onClose={() => refine({ sheet: null })} />}
    </Panel>
  )
}

function SheetBox({ id, onClose }: { readonly id: number; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const sheet = useSheet(id)
  const month = sheet.data === undefined ? '' : format.month(`${sheet.data.month}-15`)
  return (
    <Box title={t('coordination.sheet', { month })} shape="sheet" onClose={onClose}>
      {sheet.isPending && <Loading what={t('coordination.sheets')} />}
      {sheet.isError && <ProblemNote error={sheet.error} />}
      {sheet.data !== undefined && <SheetBody sheet={sheet.data} />}
    </Box>
  )
}

function SheetBody({ sheet }: { readonly sheet: Sheet }) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const { figures } = sheet
  const said = (of: Readonly<Record<string, number>>, says: (key: string) => string): Rows =>
    Object.entries(of).map(([key, n]) => [says(key), format.number(n)])
  return (
    <div className="stack">
      <p className="quiet">{t('coordination.madeBy', { by: names.person(sheet.by), at: format.moment(sheet.at) })}</p>
      <p className={sheet.intact ? 'quiet' : 'tag tag-warn'}>
        {t(sheet.intact ? 'coordination.intact' : 'coordination.broken')}
      </p>
      <a className="button" href={`/api/sheets/${sheet.id}/csv`} download>
        <Icon name="download" /> {t('coordination.csv')}
      </a>
      <Counts
        title={t('coordination.signals')}
        rows={said(figures.signals, (key) => t(`coordination.signal-${key as 'new'}`))}
      />
      <Counts
        title={t('coordination.steps')}
        rows={said(figures.steps, (key) => t(`coordination.step-${key as '0'}`)).toReversed()}
      />
      <Counts
        title={t('coordination.reports')}
        rows={said(figures.reports, (key) => t(`coordination.report-${key as 'sent'}`))}
      />
      <Counts
        title={t('coordination.proposals')}
        rows={[
          ...said(figures.proposals, (key) => t(`proposal.state-${key as 'offered'}`)),
          ...(figures.late > 0 ? [[t('coordination.late'), format.number(figures.late)] as const] : [])
        ]}
      />
      <Counts
        title={t('coordination.decisions')}
        rows={said(figures.decisions, (key) => t(`proposal.decision-${key as 'decline'}`))}
      />
      <Counts
        title={t('coordination.teams')}
        rows={figures.teams.map(({ team, free, hours }) => [team, t('coordination.free', { free, hours })])}
      />
      <Outcomes figures={figures} />
      <Waiting figures={figures} />
    </div>
  )
}

interface FiguresProps {
  readonly figures: Sheet['figures']
}

function Outcomes({ figures }: FiguresProps) {
  const { t } = useTranslation()
  return (
    <Counts
      title={t('coordination.outcomes')}
      about={t('coordination.outcomesAbout')}
      rows={figures.outcomes
        .filter((one) => one.of === 'all')
        .map(({ outcome, ground, atLeast }) => [
          [
            t(`coordination.outcome-${outcome as 'judged'}`),
            ground === null ? '' : t('coordination.ground', { code: ground })
          ]
            .join(' ')
            .trim(),
          t('coordination.atLeast', { count: atLeast })
        ])}
    />
  )
}

function Waiting({ figures }: FiguresProps) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <section>
      <h3>{t('coordination.waiting')}</h3>
      {figures.waiting.length === 0 && <p className="quiet">{t('coordination.none')}</p>}
      <ol className="order-rules">
        {figures.waiting.map(({ id, late, dueOn }) => (
          <li key={id}>{t(late ? 'coordination.waitsLate' : 'coordination.waits', { id, day: format.day(dueOn) })}</li>
        ))}
      </ol>
    </section>
  )
}

type Rows = readonly (readonly [says: string, value: string])[]

interface CountsProps {
  readonly title: string
  readonly about?: string
  readonly rows: Rows
}

function Counts({ title, about, rows }: CountsProps) {
  const { t } = useTranslation()
  return (
    <section>
      <h3>{title}</h3>
      {about !== undefined && <p className="quiet">{about}</p>}
      {rows.length === 0 ? (
        <p className="quiet">{t('coordination.none')}</p>
      ) : (
        <table aria-label={title} className="sheet-counts">
          <tbody>
            {rows.map(([says, value]) => (
              <tr key={says}>
                <th scope="row">{says}</th>
                <td className="right number">{value}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
