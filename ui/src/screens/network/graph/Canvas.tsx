/** The drawing of the graph: by WebGL where the machine has a processor for it, as SVG where not; either is fetched when a network is first seen. */
import { lazy, Suspense } from 'react'
import type { Ref } from 'react'
import { Loading } from '../../../frame/Notice.tsx'
import { useTranslation } from 'react-i18next'
import type { CanvasHandle, CanvasProps } from './frame.ts'
import { SvgCanvas } from './SvgCanvas.tsx'

const SigmaCanvas = lazy(async () => ({ default: (await import('./SigmaCanvas.tsx')).SigmaCanvas }))

/** Asked once: a context costs time, and browsers keep few. */
let webGl: boolean | null = null

/** Renderers that are programs: starting WebGL on one takes 7 s of work that draws nothing, and as SVG the same network stands in a third of the time. */
const program = /swiftshader|llvmpipe|softpipe|software|basic render/i

function hasWebGl(): boolean {
  if (webGl !== null) return webGl
  const context = document.createElement('canvas').getContext('webgl2')
  const named = context?.getExtension('WEBGL_debug_renderer_info') ?? null
  const renderer: unknown = named === null ? null : context?.getParameter(named.UNMASKED_RENDERER_WEBGL)
  webGl = context !== null && !(typeof renderer === 'string' && program.test(renderer))
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
