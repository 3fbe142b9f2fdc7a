/** A panel: a heading with a few quiet words, its content, and a foot where there is something to add. */
import { useId } from 'react'
import type { ReactNode } from 'react'

interface PanelProps {
  readonly title: string
  /** A few words beside the title. */
  readonly note?: string
  /** Columns of twelve that it takes. */
  readonly columns: 3 | 4 | 5 | 6 | 7 | 8 | 9 | 12
  readonly tools?: ReactNode
  readonly foot?: ReactNode
  /** Tables go to the edge of the panel. */
  readonly bare?: boolean
  readonly children: ReactNode
}

export function Panel({ title, note, columns, tools, foot, bare = false, children }: PanelProps) {
  const id = useId()
  return (
    <section className={`panel c${columns}`} aria-labelledby={id}>
      <div className="panel-head">
        <h2 id={id}>{title}</h2>
        {note !== undefined && <span className="quiet">{note}</span>}
        {tools !== undefined && <span className="push row row-wrap">{tools}</span>}
      </div>
      {bare ? children : <div className="panel-body">{children}</div>}
      {foot !== undefined && <div className="panel-foot">{foot}</div>}
    </section>
  )
}
