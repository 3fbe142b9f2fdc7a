/** Recovery codes, shown once: to be printed or copied before one goes on. */
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { CopyButton } from '../../parts/CopyButton.tsx'
import './settings.css'

interface RecoveryProps {
  readonly codes: readonly string[]
  readonly onDone: () => void
}

export function RecoveryList({ codes, onDone }: RecoveryProps) {
  const { t } = useTranslation()
  return (
    <div className="stack">
      <p>{t('factor.codesOnce')}</p>
      <ol className="settings-codes mono">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <div className="actions">
        <CopyButton text={codes.join('\n')} />
        <Button onPress={() => window.print()}>{t('notice.print')}</Button>
        <Button className="button-primary" onPress={onDone}>
          {t('factor.kept')}
        </Button>
      </div>
    </div>
  )
}
