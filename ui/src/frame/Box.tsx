/** A dialog over the screen, or a sheet at its side: keeps the focus in, closes with Escape, gives the focus back. */
import type { ReactNode } from 'react'
import { Button, Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { useTranslation } from 'react-i18next'

interface BoxProps {
  readonly title: string
  readonly shape?: 'box' | 'sheet'
  readonly onClose: () => void
  readonly children: ReactNode
}

export function Box({ title, shape = 'box', onClose, children }: BoxProps) {
  const { t } = useTranslation()
  return (
    <ModalOverlay
      className={`overlay overlay-${shape}`}
      isOpen
      isDismissable
      onOpenChange={(open) => !open && onClose()}
    >
      <Modal className={shape}>
        <Dialog className="dialog">
          <header className="dialog-head">
            <Heading slot="title" level={2}>
              {title}
            </Heading>
            <Button className="icon-button" onPress={onClose} aria-label={t('notice.close')}>
              ✕
            </Button>
          </header>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
