/** What stands beside the chart of a series: years with several true values, what changed later, why it became less, and every value as a table. */
import { useTranslation } from 'react-i18next'
import type { FigurePage, FigureRow } from '../../../../src/contract/figures/figures.ts'
import { useFormat, type Format } from '../../frame/format.ts'
import { useOwnWords } from '../../names/useOwnWords.ts'
import { Panel } from '../../parts/Panel.tsx'
import { TableBox } from '../../parts/table/TableBox.tsx'
import { CellNote } from './beside/CellNote.tsx'
import { isOpen, useSaysValue, useTold } from './says.ts'

interface PanelProps {
  readonly page: FigurePage
}

function byId(page: FigurePage): ReadonlyMap<number, FigureRow> {
  return new Map(page.lines.flatMap((line) => line.figures.map((one) => [one.id, one] as const)))
}

export function SeveralPanel({ page }: PanelProps) {
  const { t } = useTranslation()
  const says = useSaysValue()
  const told = useTold(page)
  const figures = byId(page)
  if (page.several.length === 0) return null
  return (
    <Panel columns={12} title={t('figures.severalYears')} note={t('figures.severalFoot')} bare>
      {page.several.map(({ year, figures: ids }) => (
        <section key={year} className="figure-year">
          <h3>{t('figures.several', { year, count: ids.length })}</h3>
          <ul className="figure-several">
            {ids.map((id) => {
              const one = figures.get(id)
              return (
                one !== undefined && (
                  <li key={id}>
                    <b className="number">{says(one)}</b> <Publication of={one} told={told} />
                    <br />
                    <span className="small quiet">
                      {told(one.definition)}
                      {one.note !== null && `; ${told(one.note)}`}
                    </span>
                  </li>
                )
              )
            })}
          </ul>
        </section>
      ))}
    </Panel>
  )
}

export function ChangesPanel({ page }: PanelProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const says = useSaysValue()
  const figures = byId(page)
  return (
    <Panel columns={4} title={t('figures.changes')} bare>
      {page.changes.length === 0 ? (
        <p className="panel-body quiet">{t('figures.noChanges')}</p>
      ) : (
        <TableBox label={t('figures.changes')}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('figures.period')}</th>
                <th scope="col">{t('figures.state')}</th>
                <th scope="col" className="right">
                  {t('figures.first')}
                </th>
                <th scope="col" className="right">
                  {t('figures.later')}
                </th>
                <th scope="col" className="right">
                  {t('figures.difference')}
                </th>
              </tr>
            </thead>
            <tbody>
              {page.changes.map(({ first, later, difference }) => {
                const [before, after] = [figures.get(first), figures.get(later)]
                if (before === undefined || after === undefined) return null
                return (
                  <tr key={later}>
                    <th scope="row">{after.period}</th>
                    <td className="small quiet">
                      {t(`figures.state-${before.state}`)}, {t(`figures.state-${after.state}`)}
                    </td>
                    <td className="right number">{says(before)}</td>
                    <td className="right number">
                      <b>{says(after)}</b>
                    </td>
                    <td className="right number">{difference === null ? '–' : format.points(difference)}</td>
                  </tr>
                )
              })}
            </tbody>
          </table>
        </TableBox>
      )}
    </Panel>
  )
}

export function FallsPanel({ page }: PanelProps) {
  const { t } = useTranslation()
  const words = useOwnWords()
  const says = useSaysValue()
  const figures = byId(page)
  return (
    <Panel columns={12} title={t('figures.falls')} note={t('figures.fallsNote')} bare>
      {page.falls.length === 0 ? (
        <p className="panel-body quiet">{t('figures.noFalls')}</p>
      ) : (
        <ul className="divide">
          {page.falls.map((fall) => {
            const [before, after] = [figures.get(fall.fromFigure), figures.get(fall.toFigure)]
            if (before === undefined || after === undefined) return null
            const { fromYear, toYear, causes, otherPublication, missingYears } = fall
            return (
              <li key={fall.toFigure} className="item figure-fall">
                <strong>{t('figures.fall', { before: says(before), after: says(after), fromYear, toYear })}</strong>
                <ul className="small">
                  {causes.map((cause) => (
                    <li key={cause.year + cause.en}>
                      <span className="number">{cause.year}</span>: {words(cause)} <Source of={cause.source} />
                    </li>
                  ))}
                  {causes.length === 0 && <li>{t('figures.noCause')}</li>}
                  {otherPublication && <li>{t('figures.otherPublication')}</li>}
                  {missingYears > 0 && <li>{t('figures.missingYears', { count: missingYears })}</li>}
                </ul>
              </li>
            )
          })}
        </ul>
      )}
    </Panel>
  )
}

export function ValuesPanel({ page, mayWrite }: PanelProps & { readonly mayWrite: boolean }) {
  const { t, i18n } = useTranslation()
  const format = useFormat()
  const says = useSaysValue()
  const told = useTold(page)
  const all = page.lines.flatMap((line) => line.figures)
  const unit = (one: FigureRow): string =>
    i18n.exists(`figures.unit-${one.unit}`) ? t(`figures.unit-${one.unit}`) : one.unit
  return (
    <Panel columns={12} title={t('figures.table')} bare>
      <TableBox label={t('figures.table')} whole>
        <table>
          <thead>
            <tr>
              {(['period', 'value', 'unit', 'state', 'publication', 'definition', 'published'] as const).map((one) => (
                <th key={one} scope="col" className={one === 'value' ? 'right' : undefined}>
                  {t(`figures.${one}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {all.map((one) => (
              <tr key={one.id}>
                <th scope="row">{one.period}</th>
                <td className="right number">
                  {isOpen(one) ? says(one) : <b>{says(one)}</b>}
                  {one.interval !== null && (
                    <div className="small quiet">
                      {t('figures.interval', {
                        low: format.number(one.interval.low),
                        high: format.number(one.interval.high)
                      })}
                    </div>
                  )}
                </td>
                <td className="small">{unit(one)}</td>
                <td className="small">
                  {t(`figures.state-${one.state}`)}
                  {one.method !== null && <div>{t('figures.method', { method: told(one.method) })}</div>}
                  {one.method !== null && one.interval === null && <div>{t('figures.noInterval')}</div>}
                </td>
                <td className="small">
                  <Publication of={one} told={told} /> <Source of={told(one.source)} />
                </td>
                <td className="small">
                  {told(one.definition)}
                  {one.note !== null && <div className="quiet">{told(one.note)}</div>}
                  <CellNote
                    figure={one.id}
                    value={`${one.period}: ${says(one)}`}
                    versions={page.notes.filter((note) => note.figure === one.id)}
                    mayWrite={mayWrite}
                  />
                </td>
                <td className="small">{publishedAt(one.published, format) ?? t('figures.noDate')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableBox>
    </Panel>
  )
}

/** A day or a month as the reader's language writes it; a year as it is. */
function publishedAt(published: string | null, format: Format): string | null {
  if (published === null || published.length < 7) return published
  return published.length === 7 ? format.month(`${published}-15`) : format.day(published)
}

interface PublicationProps {
  readonly of: FigureRow
  readonly told: (text: string) => string
}

function Publication({ of: { publisher, status }, told }: PublicationProps) {
  return (
    <span>
      {told(publisher)}: {told(status)}
    </span>
  )
}

/** Where a source is an address it is shown, and not a link: nothing leaves by a click. */
function Source({ of }: { readonly of: string }) {
  const { t } = useTranslation()
  return (
    <span className="quiet wrap">
      ({t('figures.source')}: {of})
    </span>
  )
}
