/** A table of many columns in a box of its own: on a narrow screen each row becomes a card, whose cells say under which heading they stand. */
import { useEffect, useRef } from 'react'
import type { ReactNode } from 'react'

interface TableBoxProps {
  /** What the table is, for who does not see it. */
  readonly label: string
  /** As long as it is: nothing scrolls inside. */
  readonly whole?: boolean
  readonly children: ReactNode
}

export function TableBox({ label, whole = false, children }: TableBoxProps) {
  const box = useRef<HTMLDivElement>(null)
  // After each drawing: rows come and go. What is set here React does not know and leaves alone.
  useEffect(() => {
    for (const table of box.current?.querySelectorAll('table') ?? []) nameCells(table)
  })
  return (
    <div
      ref={box}
      className={`table-box table-cards ${whole ? 'table-whole' : ''}`}
      role="region"
      aria-label={label}
      tabIndex={0}
    >
      {children}
    </div>
  )
}

/** As blocks, cells are cells no more to a screen reader unless their roles say so. */
function nameCells(table: HTMLTableElement): void {
  table.setAttribute('role', 'table')
  for (const section of table.querySelectorAll('thead, tbody')) section.setAttribute('role', 'rowgroup')
  const heads = [...(table.tHead?.rows[0]?.cells ?? [])]
  for (const head of heads) head.setAttribute('role', 'columnheader')
  for (const row of table.rows) {
    row.setAttribute('role', 'row')
    if (row.parentElement === table.tHead) continue
    for (const [at, cell] of [...row.cells].entries()) {
      cell.setAttribute('role', cell.tagName === 'TH' ? 'rowheader' : 'cell')
      cell.setAttribute('data-heading', at === 0 ? '' : (heads[at]?.textContent ?? ''))
    }
  }
}
