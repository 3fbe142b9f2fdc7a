/** Copies a text and says so, or says that this browser does not allow it. */
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { announce } from '../frame/announce.tsx'

interface CopyButtonProps {
  readonly text: string
  readonly small?: boolean
}

export function CopyButton({ text, small = false }: CopyButtonProps) {
  const { t } = useTranslation()
  const copy = (): Promise<void> => copyText(text, t('notice.copied'), t('notice.copyFailed'))
  return (
    <Button {...(small && { className: 'button-small' })} onPress={() => void copy()}>
      {t('notice.copy')}
    </Button>
  )
}

/** Copies a text and says which of both happened: `copied`, or `failed` where the clipboard is refused. */
export async function copyText(text: string, copied: string, failed: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text)
    announce(copied)
  } catch {
    // Refused, or no secure connection: then there is no clipboard at all.
    announce(failed)
  }
}
