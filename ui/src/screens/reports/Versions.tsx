/** The versions of a corrected report, each with what changed in it since the one before. */
import { useTranslation } from 'react-i18next'
import type { Report } from '../../../../src/contract/reports/reports.ts'
import { useFormat } from '../../frame/format.ts'
import { Panel } from '../../parts/Panel.tsx'
import { diff } from '../../text/diff.ts'
import { ContentLines, useContentLines } from './ContentLines.tsx'

type Version = Report['versions'][number]

/** Older versions stay readable; the newest stands above. */
export function Versions({ report: { versions } }: { readonly report: Report }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (versions.length < 2) return null
  return (
    <Panel columns={12} title={t('reports.versions')}>
      {versions.map((one, at) => (
        <details key={one.version} open={at > 0 && at === versions.length - 1}>
          <summary>{t('reports.version', { version: one.version, at: format.moment(one.at) })}</summary>
          {one.content === null ? (
            <p>{t('reports.erased')}</p>
          ) : (
            <>
              {at > 0 && <Changes before={versions[at - 1]} after={one} />}
              <p className="report-words">{one.content.what}</p>
              <ContentLines content={one.content} />
            </>
          )}
        </details>
      ))}
    </Panel>
  )
}

function Changes({ before, after }: { readonly before: Version | undefined; readonly after: Version }) {
  const { t } = useTranslation()
  const linesOf = useContentLines()
  const all = (version: Version | undefined): Map<string, string> => {
    const content = version?.content ?? null
    if (content === null) return new Map()
    return new Map([
      [t('reports.what'), content.what ?? ''],
      ...linesOf(content).map(([name, says]): [string, string] => [name, says ?? ''])
    ])
  }
  const [from, to] = [all(before), all(after)]
  const changed = [...to].filter(([name, says]) => (from.get(name) ?? '') !== says)
  if (from.size === 0 || changed.length === 0) return null
  return (
    <section aria-label={t('reports.changed')}>
      <h3>{t('reports.changed')}</h3>
      <dl className="report-lines">
        {changed.map(([name, says]) => (
          <div key={name}>
            <dt className="quiet small">{name}</dt>
            <dd className="report-words">
              {diff(from.get(name) ?? '', says).map((piece, at) =>
                piece.kind === 'same' ? (
                  <span key={at}>{piece.text}</span>
                ) : piece.kind === 'added' ? (
                  <ins key={at}>{piece.text}</ins>
                ) : (
                  <del key={at}>{piece.text}</del>
                )
              )}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
