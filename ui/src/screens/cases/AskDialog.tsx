/** Asks to be let in to whatever works on something: the answer is the same whether anything does. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAskAccess } from '../../api/cases/cases.ts'
import { announce } from '../../frame/announce.tsx'
import { ReasonDialog } from '../../frame/ReasonDialog.tsx'
import { Choice } from '../../parts/Choice.tsx'

const kinds = ['signal', 'network', 'advert', 'report', 'proposal', 'case'] as const

export function AskDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation()
  const ask = useAskAccess()
  const [kind, setKind] = useState<(typeof kinds)[number]>('signal')
  const [ref, setRef] = useState('')
  return (
    <ReasonDialog
      title={t('case.ask')}
      explain={t('case.askExplain')}
      action={t('case.askDo')}
      draft="case-ask"
      onSubmit={async (reason) => {
        await ask.mutateAsync({ kind, ref: ref.replaceAll(/[\p{Cc}\p{Cf}\p{DI}]/gu, '').trim(), reason })
        announce(t('case.askDone'))
      }}
      onClose={onClose}
    >
      <Choice
        label={t('case.askAbout')}
        values={kinds}
        value={kind}
        says={(one) => t(`case.kind-${one}`)}
        onChange={setKind}
      />
      <label className="field">
        <span>{t('case.number')}</span>
        <input required maxLength={64} value={ref} onChange={(event) => setRef(event.target.value)} />
      </label>
    </ReasonDialog>
  )
}
