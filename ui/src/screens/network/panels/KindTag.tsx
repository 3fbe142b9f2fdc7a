/** The kind of something that adverts share, as a tag in its colour. */
import type { PictureShared } from '../../../../../src/contract/desk/network-picture.ts'
import { useNames } from '../../../names/useNames.ts'

export function KindTag({ shared }: { readonly shared: PictureShared }) {
  const names = useNames()
  return <span className={`tag kind kind-${shared.kind}`}>{names.kind(shared.kind)}</span>
}
