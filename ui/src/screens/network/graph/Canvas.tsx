/** The drawing of the graph: by WebGL where the browser has it, as SVG where not; either is fetched when a network is first seen. */
import { lazy, Suspense } from 'react'
import type { Ref } from 'react'
import { Loading } from '../../../frame/Notice.tsx'
import { useTranslation } from 'react-i18next'
import type { CanvasHandle, CanvasProps } from './frame.ts'
import { SvgCanvas } from './SvgCanvas.tsx'

const SigmaCanvas = lazy(async () => ({ default: (await import('./SigmaCanvas.tsx')).SigmaCanvas }))

/** Asked once: a context costs time, and browsers keep few. */
let webGl: boolean | null = null

function hasWebGl(): boolean {
  if (webGl !== null) return webGl
  const context = document.createElement('canvas').getContext('webgl2')
  webGl = context !== null
  context?.getExtension('WEBGL_lose_context')?.loseContext()
  return webGl
}

export function Canvas(props: CanvasProps & { readonly ref: Ref<CanvasHandle> }) {
  const { t } = useTranslation()
  if (!hasWebGl()) return <SvgCanvas {...props} />
  return (
    <Suspense fallback={<Loading what={t('room.graph')} />}>
      <SigmaCanvas {...props} />
    </Suspense>
  )
}
