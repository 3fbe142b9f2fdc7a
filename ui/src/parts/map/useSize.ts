/** The room that a drawing has: made in that size it fills its panel, and its letters and marks keep theirs. */
import { useEffect, useState, type RefCallback } from 'react'

type Size = readonly [width: number, height: number]

interface Room {
  readonly box: RefCallback<SVGSVGElement>
  readonly size: Size
  readonly width: number
  readonly height: number
}

/** `first`: the size, in px, until the drawing stands in the page. */
export function useSize(first: Size): Room {
  const [drawn, setDrawn] = useState<SVGSVGElement | null>(null)
  const [size, setSize] = useState(first)
  useEffect(() => {
    if (drawn === null) return undefined
    const watch = new ResizeObserver(([entry]) => {
      const { width, height } = entry?.contentRect ?? { width: 0, height: 0 }
      if (width > 0 && height > 0) setSize([Math.round(width), Math.round(height)])
    })
    watch.observe(drawn)
    return () => watch.disconnect()
  }, [drawn])
  const [width, height] = size
  return { box: setDrawn, size, width, height }
}
