/** Small line drawings of 16 units; always beside a word or inside a button with a name, so they say nothing themselves. */

const paths = {
  search: 'M7 2.8a4.2 4.2 0 1 0 0 8.4 4.2 4.2 0 0 0 0-8.4m3.2 7.4 3.3 3.3',
  calendar: 'M2.5 4.5h11v9h-11zM2.5 7.5h11M5.5 2.5v3M10.5 2.5v3',
  close: 'm4 4 8 8M12 4l-8 8',
  previous: 'M10 3.5 5.5 8l4.5 4.5',
  next: 'M6 3.5 10.5 8 6 12.5',
  down: 'm3.5 6 4.5 4.5L12.5 6',
  print:
    'M4.5 6V2.5h7V6M4.5 11.5H3a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1h10a1 1 0 0 1 1 1v3.5a1 1 0 0 1-1 1h-1.5M4.5 9.5h7v4h-7z',
  download: 'M8 2.5v8M4.5 7.3 8 10.8l3.5-3.5M2.5 13.5h11',
  undo: 'M6.5 3.5 3 7l3.5 3.5M3 7h6.5a3.5 3.5 0 0 1 0 7H7',
  fold: 'M4 2.5 8 6l4-3.5M4 13.5 8 10l4 3.5',
  pin: 'M8 9.5V14M5 2.5h6l-1 4 2 3H4l2-3z',
  lock: 'M3.5 7h9v6.5h-9zM5.5 7V5.2a2.5 2.5 0 0 1 5 0V7',
  open: 'M3.5 7h9v6.5h-9zM5.5 7V4.8a2.5 2.5 0 0 1 4.8-1',
  held: 'M8 2.2 13 4v4c0 3-2.2 4.9-5 5.9C5.2 12.9 3 11 3 8V4zM5.8 8l1.6 1.6 3-3',
  erased: 'M3.5 7h9v6.5h-9zM2.5 2.5l11 11',
  organised:
    'M8 3.5v3M8 6.5 4 11M8 6.5l4 4.5M6.5 3.2a1.5 1.5 0 1 0 3 0 1.5 1.5 0 0 0-3 0M2.5 12.3a1.5 1.5 0 1 0 3 0 1.5 1.5 0 0 0-3 0M10.5 12.3a1.5 1.5 0 1 0 3 0 1.5 1.5 0 0 0-3 0',
  independent: 'M8 2.8a2.3 2.3 0 1 0 0 4.6 2.3 2.3 0 0 0 0-4.6M3.5 13.5c.4-2.8 2.2-4.2 4.5-4.2s4.1 1.4 4.5 4.2',
  business: 'M2.5 6h11v7.5h-11zM5.8 6V3.5h4.4V6M2.5 9.3h11',
  unclear: 'M8 2.2a5.8 5.8 0 1 0 0 11.6A5.8 5.8 0 0 0 8 2.2M6.3 6.3a1.8 1.8 0 1 1 2.5 1.7c-.6.3-.8.6-.8 1.2M8 11.2v.1',
  moon: 'M13 9.5A5.5 5.5 0 0 1 6.5 3 5.5 5.5 0 1 0 13 9.5z',
  people:
    'M6 3a2 2 0 1 0 0 4 2 2 0 0 0 0-4M2.5 13c.3-2.5 1.7-3.8 3.5-3.8S9.2 10.5 9.5 13M10.5 3.5a1.8 1.8 0 0 1 0 3.4M11.5 9.4c1.2.4 2 1.6 2.2 3.6'
} as const

export type IconName = keyof typeof paths

export function Icon({ name, size = 16 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg className="icon" viewBox="0 0 16 16" width={size} height={size} aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  )
}
