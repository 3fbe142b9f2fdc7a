/** The menu of the own account: exercises and research for those who have no door to them, settings and signing out. */
import type { RefObject } from 'react'
import { Menu, MenuItem, Popover } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Session } from '../../../src/contract/session.ts'
import { useSignOut } from '../api/session.ts'
import { go } from '../place/place.tsx'
import { readsContent } from './roles.ts'

interface UserMenuProps {
  readonly session: Session
  readonly button: RefObject<HTMLButtonElement | null>
  readonly onClose: () => void
}

export function UserMenu({ session, button, onClose }: UserMenuProps) {
  const { t } = useTranslation()
  const signOut = useSignOut()
  return (
    <Popover
      className="popover"
      placement="bottom end"
      triggerRef={button}
      aria-label={t('frame.menu')}
      isOpen
      onOpenChange={(open) => !open && onClose()}
    >
      <p className="popover-head">
        <strong>{session.user.name}</strong>
        <span className="quiet">{t(`role.${session.user.role}`)}</span>
      </p>
      <Menu
        className="menu"
        aria-label={t('frame.menu')}
        autoFocus="first"
        onClose={onClose}
        onAction={(chosen) => (chosen === 'sign-out' ? signOut.mutate() : go(`/${chosen}`))}
      >
        {readsContent(session.user.role) && <MenuItem id="exercises">{t('nav.exercises')}</MenuItem>}
        {readsContent(session.user.role) && <MenuItem id="research">{t('nav.research')}</MenuItem>}
        {readsContent(session.user.role) && <MenuItem id="phenomena">{t('nav.phenomena')}</MenuItem>}
        <MenuItem id="settings">{t('nav.settings')}</MenuItem>
        <MenuItem id="sign-out">{t('frame.signOut')}</MenuItem>
      </Menu>
    </Popover>
  )
}
