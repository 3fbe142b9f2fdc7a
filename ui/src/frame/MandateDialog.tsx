/** Another ground is put in force, with a reason. */
import { useTranslation } from 'react-i18next'
import type { Session } from '../../../src/contract/session.ts'
import { MandateForm } from '../screens/sign-in/MandateForm.tsx'
import { announce } from './announce.tsx'
import { Box } from './Box.tsx'

interface MandateDialogProps {
  readonly session: Session
  readonly onClose: () => void
}

export function MandateDialog({ session, onClose }: MandateDialogProps) {
  const { t } = useTranslation()
  return (
    <Box title={t('mandate.change')} onClose={onClose}>
      <MandateForm
        session={session}
        onDone={() => {
          onClose()
          announce(t('mandate.changed'))
        }}
      />
    </Box>
  )
}
