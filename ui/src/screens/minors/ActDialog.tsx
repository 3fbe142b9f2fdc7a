/** An act in the file of a child that needs its reason and nothing else. */
import { useTranslation } from 'react-i18next'
import { useMinorAct } from '../../api/cases/minors.ts'
import { ReasonDialog } from '../../frame/ReasonDialog.tsx'

/** What is done where: `where` is the path of the act below the file. */
export interface Doing {
  readonly where: string
  readonly title: string
  readonly explain: string
}

interface ActDialogProps {
  readonly id: string
  readonly doing: Doing
  readonly onClose: () => void
}

export function ActDialog({ id, doing: { where, title, explain }, onClose }: ActDialogProps) {
  const { t } = useTranslation()
  const act = useMinorAct(id)
  return (
    <ReasonDialog
      title={title}
      explain={explain}
      action={t('minors.set')}
      draft={`minor-${where}:${id}`}
      onSubmit={async (reason) => void (await act.mutateAsync({ act: where, body: { reason } }))}
      onClose={onClose}
    />
  )
}
