/** The room that a drawing has: made in that size it fills its panel, and its letters and marks keep theirs. */
import { useEffect, useRef, useState, type RefObject } from 'react'

type Size = readonly [width: number, height: number]

/** `first`: the size, in px, until the drawing stands in the page. */
export function useSize(first: Size): { readonly box: RefObject<SVGSVGElement | null>; readonly size: Size } {
  const box = useRef<SVGSVGElement>(null)
  const [size, setSize] = useState(first)
  useEffect(() => {
    if (box.current === null) return undefined
    const watch = new ResizeObserver(([entry]) => {
      const { width, height } = entry?.contentRect ?? { width: 0, height: 0 }
      if (width > 0 && height > 0) setSize([Math.round(width), Math.round(height)])
    })
    watch.observe(box.current)
    return () => watch.disconnect()
  }, [])
  return { box, size }
}
