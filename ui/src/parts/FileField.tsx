/** A field for a text file. The browser's own button speaks the language of the browser, so Baken's stands in its place. */
import { useId, useState } from 'react'
import { Button, FileTrigger } from 'react-aria-components'
import { useTranslation } from 'react-i18next'

interface FileFieldProps {
  readonly label: string
  /** Endings and media types that the browser offers, with commas between them. */
  readonly accept: string
  /** The whole text of the file that was chosen. */
  readonly onText: (text: string) => void
}

export function FileField({ label, accept, onText }: FileFieldProps) {
  const { t } = useTranslation()
  const id = useId()
  const [name, setName] = useState<string | null>(null)
  return (
    <div className="field" role="group" aria-labelledby={id}>
      <span id={id}>{label}</span>
      <span className="row-wrap">
        <FileTrigger
          acceptedFileTypes={accept.split(',')}
          onSelect={(files) => {
            const [file] = files ?? []
            if (file === undefined) return
            setName(file.name)
            void file.text().then(onText)
          }}
        >
          <Button>{t('list.chooseFile')}</Button>
        </FileTrigger>
        <span className="quiet small wrap" role="status">
          {name ?? t('list.noFile')}
        </span>
      </span>
    </div>
  )
}
