/** Shows a one-time password, once, to be handed over. */
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { OneTimePassword } from '../../../../src/contract/oversight/accounts.ts'
import { Box } from '../../frame/Box.tsx'
import { useFormat } from '../../frame/format.ts'
import { CopyButton } from '../../parts/CopyButton.tsx'

interface OnceProps {
  readonly once: OneTimePassword
  readonly onClose: () => void
}

export function PasswordOnce({ once, onClose }: OnceProps) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <Box title={t('admin.passwordTitle', { id: once.id })} onClose={onClose}>
      <div className="stack">
        <p className="admin-once mono">{once.password}</p>
        <p>{t('admin.passwordOnce', { until: format.moment(once.until) })}</p>
        <div className="actions">
          <CopyButton text={once.password} />
          <Button className="button-primary" onPress={onClose}>
            {t('notice.close')}
          </Button>
        </div>
      </div>
    </Box>
  )
}
