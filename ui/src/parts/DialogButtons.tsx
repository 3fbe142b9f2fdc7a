/** The two buttons under the form of a dialog: leave it, or send it. */
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'

interface DialogButtonsProps {
  readonly action: string
  readonly tone?: 'primary' | 'danger'
  /** It is being sent. */
  readonly busy: boolean
  readonly disabled?: boolean
  readonly onClose: () => void
}

export function DialogButtons({ action, tone = 'primary', busy, disabled = false, onClose }: DialogButtonsProps) {
  const { t } = useTranslation()
  return (
    <div className="actions">
      <Button onPress={onClose}>{t('notice.cancel')}</Button>
      <Button
        type="submit"
        className={tone === 'danger' ? 'button-danger' : 'button-primary'}
        data-pending={busy || undefined}
        isDisabled={disabled}
      >
        {action}
      </Button>
    </div>
  )
}
