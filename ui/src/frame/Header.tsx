/** The header of every screen: where one can go, the ground in force, search, progress and one's own settings. */
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import type { RefObject } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Session } from '../../../src/contract/session.ts'
import { useCounts, useMinorCounts } from '../api/home.ts'
import { useShortcuts } from '../keys/useShortcuts.ts'
import { Icon } from '../parts/Icon.tsx'
import { factAddress, formatPlace, screenAt } from '../place/address.ts'
import { Go, go, usePlace } from '../place/place.tsx'
import { looksLikeFact } from '../screens/search/query.ts'
import { useFormat } from './format.ts'
import { MandateButton } from './MandateButton.tsx'
import { ProgressStrip } from './ProgressStrip.tsx'
import { readsContent, screensOf, worksInCases } from './roles.ts'
import { LanguageSwitch, ThemeSwitch } from './Settings.tsx'

// What opens on request is no part of the first view.
const BreakGlassBar = lazy(async () => ({ default: (await import('./BreakGlassBar.tsx')).BreakGlassBar }))
const KeysOverlay = lazy(async () => ({ default: (await import('./KeysOverlay.tsx')).KeysOverlay }))
const UserMenu = lazy(async () => ({ default: (await import('./UserMenu.tsx')).UserMenu }))

export function Header({ session }: { readonly session: Session }) {
  const { t } = useTranslation()
  const [keys, setKeys] = useState(false)
  const content = readsContent(session.user.role)
  useShortcuts({
    '?': () => setKeys(true),
    '/': () => document.getElementById('quick-search')?.focus()
  })
  const box = useTrueHeight()
  return (
    <header className="header" ref={box}>
      <div className="header-row">
        <Go to="/" className="brand">
          <img src="/beacon.svg" alt="" width="24" height="24" />
          <span>Baken</span>
        </Go>
        <Navigation session={session} />
        {content && <QuickSearch />}
        <div className="header-tools">
          <LanguageSwitch />
          <ThemeSwitch />
          <Button className="icon-button" aria-label={t('keys.title')} onPress={() => setKeys(true)}>
            ?
          </Button>
          <UserButton session={session} />
        </div>
      </div>
      <div className="header-row header-ground">
        <MandateButton session={session} />
        <ProgressStrip />
      </div>
      {session.breakGlass.length > 0 && (
        <Suspense>
          <BreakGlassBar session={session} />
        </Suspense>
      )}
      {keys && (
        <Suspense>
          <KeysOverlay onClose={() => setKeys(false)} />
        </Suspense>
      )}
    </header>
  )
}

/** More doors than these take more than one line on a phone. */
const mostDoors = 5

/** Tells the styles how high the header is, and its row of doors alone: a long purpose, a narrow window or large type take more lines. */
function useTrueHeight(): RefObject<HTMLElement | null> {
  const box = useRef<HTMLElement>(null)
  useEffect(() => {
    const header = box.current
    if (header === null) return undefined
    const observer = new ResizeObserver(() => {
      const { style } = document.documentElement
      style.setProperty('--header', `${header.offsetHeight}px`)
      style.setProperty('--header-doors', `${header.querySelector<HTMLElement>('.header-row')?.offsetHeight ?? 0}px`)
    })
    observer.observe(header)
    return () => observer.disconnect()
  }, [])
  return box
}

function Navigation({ session }: { readonly session: Session }) {
  const { t } = useTranslation()
  const { path } = usePlace()
  const working = readsContent(session.user.role) && session.mandate !== null
  const counts = useCounts(working).data
  const here = screenAt(path).name
  const children = useMinorCounts(worksInCases(session.user.role) && session.mandate !== null).data
  const screens = screensOf(session.user.role, (children?.files ?? 0) > 0)
  // On a phone many doors are behind one button, which closes where one went.
  const [openAt, setOpenAt] = useState<string | null>(null)
  const open = openAt === path
  const folded = open ? 'nav-many nav-open' : 'nav-many'
  return (
    <nav aria-label={t('nav.label')} className={screens.length > mostDoors ? folded : undefined}>
      <Button
        className="menu-button"
        aria-expanded={open}
        aria-controls="doors"
        onPress={() => setOpenAt(open ? null : path)}
      >
        <span aria-hidden="true">☰</span> {t('nav.menu')}
      </Button>
      <ul className="nav" id="doors">
        {screens.map(({ name, to }) => (
          <li key={name}>
            <Go to={to} aria-current={here === name ? 'page' : undefined}>
              {t(`nav.${name}`)}
              {name === 'queue' && counts !== undefined && (
                <Count value={counts.mine} what={t('nav.mine', { count: counts.mine })} />
              )}
              {name === 'reports' && counts !== undefined && (
                <Count value={counts.reports} what={t('nav.reportsWait', { count: counts.reports })} />
              )}
              {name === 'reports' && counts !== undefined && counts.alerts > 0 && (
                <span className="tag tag-warn">{t('nav.alerts', { count: counts.alerts })}</span>
              )}
              {name === 'minors' && children !== undefined && children.late > 0 && (
                <span className="tag tag-warn">{t('nav.minorsLate', { count: children.late })}</span>
              )}
              {name === 'requests' && counts !== undefined && (
                <Count value={counts.requests} what={t('nav.requestsWait', { count: counts.requests })} />
              )}
            </Go>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** A number behind the name of a screen, and what it counts; nothing when there is nothing. */
function Count({ value, what }: { readonly value: number; readonly what: string }) {
  const format = useFormat()
  if (value === 0) return null
  return (
    <span className="count" title={what}>
      {format.number(value)}
      <span className="visually-hidden"> {what}</span>
    </span>
  )
}

/** One box for words and for numbers, addresses and handles in any spelling; the search screen shows how it was understood. */
function QuickSearch() {
  const { t } = useTranslation()
  const { path } = usePlace()
  if (path === '/search') return <span className="quick-search" />
  return (
    <form
      className="quick-search"
      role="search"
      aria-label={t('search.quick')}
      onSubmit={(event) => {
        event.preventDefault()
        const asked = new FormData(event.currentTarget).get('q')
        const text = typeof asked === 'string' ? asked.trim() : ''
        if (text !== '') go(looksLikeFact(text) ? factAddress('any', text) : formatPlace('/search', { q: text }))
      }}
    >
      <Icon name="search" size={14} />
      <input
        id="quick-search"
        name="q"
        type="search"
        maxLength={400}
        aria-label={t('search.quick')}
        placeholder={t('search.placeholder')}
      />
      <kbd aria-hidden="true">/</kbd>
    </form>
  )
}

/** The account's own button; its menu is loaded when it is first opened. */
function UserButton({ session }: { readonly session: Session }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const initials = session.user.name
    .split(/\s+/)
    .map((word) => word[0] ?? '')
    .join('')
    .slice(0, 2)
    .toUpperCase()
  return (
    <>
      <Button ref={button} className="avatar" aria-haspopup="menu" aria-expanded={open} onPress={() => setOpen(true)}>
        {initials}
        <span className="visually-hidden">
          {' '}
          {t('frame.user', { name: session.user.name, role: t(`role.${session.user.role}`) })}
        </span>
      </Button>
      {open && (
        <Suspense>
          <UserMenu session={session} button={button} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
