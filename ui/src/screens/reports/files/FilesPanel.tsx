/** The files of a report: a picture grey and blurred until somebody asks for it, each with its digest; the original for the desk. */
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { ReportFile } from '../../../../../src/contract/reports/files.ts'
import type { Report } from '../../../../../src/contract/reports/reports.ts'
import { useFormat } from '../../../frame/format.ts'
import { Panel } from '../../../parts/Panel.tsx'

export function FilesPanel({ report }: { readonly report: Report }) {
  const { t } = useTranslation()
  if (report.files.length === 0) return null
  return (
    <Panel columns={12} title={t('reports.files')}>
      <ul className="divide">
        {report.files.map((file) => (
          <FileLine key={file.id} report={report} file={file} />
        ))}
      </ul>
    </Panel>
  )
}

function FileLine({ report, file }: { readonly report: Report; readonly file: ReportFile }) {
  const { t } = useTranslation()
  const format = useFormat()
  const [clear, setClear] = useState(false)
  const address = `/api/reports/${report.id}/files/${file.id}`
  const name = file.name ?? t('reports.erased')
  const original =
    file.state === 'kept' && report.desk !== null && (file.shown || file.media?.startsWith('image/') !== true)
  return (
    <li className="item report-file">
      <p>
        {name} <span className="quiet small">{format.size(file.bytes)}</span>
      </p>
      {file.state === 'coming' && <p className="quiet">{t('reports.fileComing')}</p>}
      {file.state === 'refused' && <p>{t(`reports.fileWhy-${file.why ?? 'other'}`)}</p>}
      {file.shown && (
        <>
          <img
            className="report-picture"
            src={`${address}/${clear ? 'shown' : 'blurred'}`}
            alt={t(clear ? 'reports.pictureOf' : 'reports.pictureBlurred', { name })}
          />
          <Button onPress={() => setClear(!clear)}>{t(clear ? 'reports.pictureHide' : 'reports.pictureShow')}</Button>
        </>
      )}
      {original && (
        <a href={`${address}/original`} download={name}>
          {t('reports.fileOriginal')}
        </a>
      )}
      {file.sha256 !== null && file.state === 'kept' && (
        <p className="quiet small report-digest">SHA-256 {file.sha256}</p>
      )}
    </li>
  )
}
