/** Says that the child is suspected as well: a prosecutor is let in and told, and decides. */
import { useTranslation } from 'react-i18next'
import { useCasePeople } from '../../api/cases/cases.ts'
import { useMinorAct } from '../../api/cases/minors.ts'
import { ReasonDialog } from '../../frame/ReasonDialog.tsx'
import { PersonChoice } from '../cases/PersonChoice.tsx'
import { usePerson } from '../cases/usePerson.ts'

export function ProsecutorDialog({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const act = useMinorAct(id)
  const offices = (useCasePeople().data ?? []).filter((one) => one.role === 'prosecutor')
  const { who: prosecutor, pick } = usePerson(offices)
  return (
    <ReasonDialog
      title={t('minors.suspect')}
      explain={t('minors.suspectExplain')}
      action={t('minors.set')}
      draft={`minor-suspect:${id}`}
      disabled={prosecutor === ''}
      onSubmit={async (reason) => void (await act.mutateAsync({ act: 'suspect', body: { prosecutor, reason } }))}
      onClose={onClose}
    >
      <PersonChoice label={t('minors.prosecutor')} people={offices} value={prosecutor} onChange={pick} />
    </ReasonDialog>
  )
}
