/** Binds command keys to acts while a component is on screen; silent while someone types, in a dialog, or when switched off. */
import { useEffect, useRef } from 'react'
import { keepChoice, readChoice } from '../frame/choices.ts'
import { commandKey } from './shortcut.ts'
import type { Press } from './shortcut.ts'

export type Shortcuts = Readonly<Record<string, () => void>>

/** Calls the act of the pressed key. Enter and space stay with the control that has the focus. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const latest = useRef(shortcuts)
  latest.current = shortcuts
  useEffect(() => {
    function press(event: KeyboardEvent): void {
      const key = commandKey(event as unknown as Press)
      if (key === null || !shortcutsOn() || overlayOpen()) return
      if ((key === 'Enter' || key === ' ') && onControl(event.target)) return
      const act = Object.hasOwn(latest.current, key) ? latest.current[key] : undefined
      if (act === undefined) return
      event.preventDefault()
      event.stopPropagation()
      act()
    }
    window.addEventListener('keydown', press, true)
    return () => window.removeEventListener('keydown', press, true)
  }, [])
}

/** WCAG 2.1.4: shortcuts of one character can be switched off. */
export function shortcutsOn(): boolean {
  return readChoice('shortcuts') !== 'off'
}

export function switchShortcuts(on: boolean): void {
  keepChoice('shortcuts', on ? 'on' : 'off')
}

function overlayOpen(): boolean {
  return document.querySelector('[role="dialog"], [role="alertdialog"], [role="menu"]') !== null
}

function onControl(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest('button, a[href], summary, [role="button"], [role="tab"], [role="checkbox"], [role="slider"]') !==
      null
  )
}
