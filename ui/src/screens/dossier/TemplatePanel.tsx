/** The template of the document in words: taken along as it is now, and for coordinators another one in its place, with what is wrong in it named. */
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { useTakeTemplate } from '../../api/cases/dossiers.ts'
import { announce } from '../../frame/announce.tsx'
import { ReasonDialog } from '../../frame/ReasonDialog.tsx'
import { FileField } from '../../parts/FileField.tsx'
import { Icon } from '../../parts/Icon.tsx'
import { Panel } from '../../parts/Panel.tsx'

export function TemplatePanel({ decides }: { readonly decides: boolean }) {
  const { t, i18n } = useTranslation()
  const [taking, setTaking] = useState<'file' | 'own' | null>(null)
  const language = i18n.language === 'en' ? 'en' : 'nl'
  return (
    <Panel columns={12} title={t('dossier.template')}>
      <p className="quiet">{t('dossier.templateAbout')}</p>
      <p className="row row-wrap">
        <a className="button" href={`/api/dossier-template?language=${language}`} download>
          <Icon name="download" /> {t('dossier.templateTake')}
        </a>
        {decides && (
          <>
            <Button onPress={() => setTaking('file')}>{t('dossier.templateGive')}</Button>
            <Button onPress={() => setTaking('own')}>{t('dossier.templateBack')}</Button>
          </>
        )}
      </p>
      {taking !== null && <TakeTemplate own={taking === 'own'} onClose={() => setTaking(null)} />}
    </Panel>
  )
}

interface TakeTemplateProps {
  /** Back to the one that comes with Baken. */
  readonly own: boolean
  readonly onClose: () => void
}

function TakeTemplate({ own, onClose }: TakeTemplateProps) {
  const { t } = useTranslation()
  const take = useTakeTemplate()
  const [file, setFile] = useState<File | null>(null)
  return (
    <ReasonDialog
      title={t(own ? 'dossier.templateBack' : 'dossier.templateGive')}
      explain={t(own ? 'dossier.templateBackExplain' : 'dossier.templateExplain')}
      action={t(own ? 'dossier.templateBack' : 'dossier.templateGive')}
      draft="dossier-template"
      onSubmit={async (reason) => {
        await take.mutateAsync({ docx: own ? null : await base64Of(file), reason })
        announce(t('dossier.templateTaken'))
      }}
      onClose={onClose}
    >
      {!own && (
        <FileField
          label={t('dossier.templateFile')}
          hint={t('dossier.templateHint')}
          accept=".docx,application/vnd.openxmlformats-officedocument.wordprocessingml.document"
          onFiles={([chosen]) => setFile(chosen ?? null)}
        />
      )}
    </ReasonDialog>
  )
}

/** Nothing chosen is an empty file: the answer says what is wrong with it. */
async function base64Of(file: File | null): Promise<string> {
  const bytes = new Uint8Array(file === null ? new ArrayBuffer(0) : await file.arrayBuffer())
  let text = ''
  for (const byte of bytes) text += String.fromCodePoint(byte)
  return btoa(text)
}
