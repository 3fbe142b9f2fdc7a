/** A field for files. The browser's own button speaks the language of the browser, so Baken's stands in its place. */
import { useId, useState } from 'react'
import { Button, FileTrigger } from 'react-aria-components'
import { useTranslation } from 'react-i18next'

interface FileFieldProps {
  readonly label: string
  /** What may be chosen, in words. */
  readonly hint?: string
  /** Endings and media types that the browser offers, with commas between them. */
  readonly accept: string
  /** More than one may be chosen at once; whoever takes them says which. */
  readonly several?: boolean
  /** At least one. */
  readonly onFiles: (files: readonly File[]) => void
}

export function FileField({ label, hint, accept, several = false, onFiles }: FileFieldProps) {
  const { t } = useTranslation()
  const id = useId()
  const [name, setName] = useState<string | null>(null)
  return (
    <div className="field" role="group" aria-labelledby={id}>
      <span id={id}>{label}</span>
      {hint !== undefined && <small className="quiet">{hint}</small>}
      <span className="row-wrap">
        <FileTrigger
          acceptedFileTypes={accept.split(',')}
          allowsMultiple={several}
          onSelect={(chosen) => {
            const files = [...(chosen ?? [])]
            if (files.length === 0) return
            setName(files[0]?.name ?? null)
            onFiles(files)
          }}
        >
          <Button aria-label={`${t(several ? 'list.chooseFiles' : 'list.chooseFile')}: ${label}`}>
            {t(several ? 'list.chooseFiles' : 'list.chooseFile')}
          </Button>
        </FileTrigger>
        {!several && (
          <span className="quiet small wrap" role="status">
            {name ?? t('list.noFile')}
          </span>
        )}
      </span>
    </div>
  )
}
