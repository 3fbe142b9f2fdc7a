/** Choosing files for a report that is being written: kept on the device, told at once where one is too large or too many. */
import { useEffect, useState, useSyncExternalStore } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../frame/format.ts'
import { FileField } from '../../../parts/FileField.tsx'
import {
  dropFile,
  knownFiles,
  longestBytes,
  mostFiles,
  readFiles,
  saveFile,
  subscribe,
  type DeviceFile
} from './deviceFiles.ts'

const kinds = 'image/jpeg,image/png,image/webp,image/gif,application/pdf,text/plain,.docx,.xlsx,.odt'

/** The files of one person on this device. */
export function useDeviceFiles(user: string): readonly DeviceFile[] {
  const files = useSyncExternalStore(subscribe, knownFiles)
  useEffect(() => void readFiles(), [])
  return files.filter((file) => file.user === user)
}

interface FilesPartProps {
  readonly user: string
  readonly draft: string
  /** Told when a file is kept: its report is then, too. */
  readonly kept: () => void
}

export function FilesPart({ user, draft, kept }: FilesPartProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const files = useDeviceFiles(user).filter((file) => file.draft === draft && file.report === null)
  const [problem, setProblem] = useState<string | null>(null)
  async function add(chosen: readonly File[]): Promise<void> {
    setProblem(null)
    for (const [at, file] of chosen.entries()) {
      if (files.length + at >= mostFiles) return setProblem(t('reports.filesMost', { count: mostFiles }))
      if (file.size > longestBytes) return setProblem(t('reports.fileLarge', { name: file.name }))
      if (file.size === 0) return setProblem(t('reports.fileEmpty', { name: file.name }))
      const { name, size } = file
      const one = { key: crypto.randomUUID(), user, draft, report: null, name, bytes: size, blob: file, received: 0 }
      try {
        await saveFile({ ...one, why: null, problem: null })
        kept()
      } catch {
        return setProblem(t('reports.fileNotKept', { name }))
      }
    }
  }
  return (
    <section className="stack" aria-label={t('reports.files')}>
      <FileField
        label={t('reports.filesAdd')}
        hint={t('reports.filesWhy')}
        accept={kinds}
        several
        onFiles={(chosen) => void add(chosen)}
      />
      {problem !== null && (
        <p className="note note-warn" role="alert">
          {problem}
        </p>
      )}
      {files.length > 0 && (
        <ul className="panel divide">
          {files.map((file) => (
            <li key={file.key} className="item report-line">
              <span>
                {file.name} <span className="quiet small">{format.size(file.bytes)}</span>
              </span>
              <Button
                className="button-small"
                aria-label={`${t('reports.fileRemove')}: ${file.name}`}
                onPress={() => void dropFile(file.key)}
              >
                {t('reports.fileRemove')}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

/** Files of reports that are at the server already: how far each is, and why one was not taken. */
export function FilesOnTheirWay({ user }: { readonly user: string }) {
  const { t } = useTranslation()
  const files = useDeviceFiles(user).filter((file) => file.report !== null)
  if (files.length === 0) return null
  return (
    <section className="note note-info" aria-label={t('reports.filesGoing')}>
      <ul>
        {files.map((file) => (
          <li key={file.key} role="status">
            {file.why === null ? (
              t('reports.fileGoing', {
                name: file.name,
                report: file.report,
                share: Math.floor((100 * file.received) / file.bytes)
              })
            ) : (
              <>
                {file.name}:{' '}
                {file.problem === null ? t(`reports.fileWhy-${file.why}`) : t(`problem.${file.problem}.what`)}{' '}
                <Button className="button-small" onPress={() => void dropFile(file.key)}>
                  {t('reports.fileRemove')}
                </Button>
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
