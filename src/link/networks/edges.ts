/** The edges that a change reports: each with its reason, how rare that is, the day and the version of the rules. */
import type { Change } from '../change.ts'
import { valueKinds } from '../../model/value-kind.ts'
import type { LinkEdge, LinkKind } from '../event.ts'
import { weakKind, type LinkState } from '../state.ts'
import { linkVersion } from '../version.ts'
import { firstMember, isBound, mode, visitMembers } from './weak-counts.ts'

/** The 16 hex digits of a value. */
export function valueKey(state: LinkState, value: number): string {
  const part = (list: Int32Array): string => (list[value]! >>> 0).toString(16).padStart(8, '0')
  return part(state.values.hi.data) + part(state.values.lo.data)
}

/** How a weak group is named in edges and explanations: `t12` a text, `p7` a picture, `b3` both. */
export function groupKey(state: LinkState, group: number): string {
  return `${['t', 'p', 'b'][state.groups.kind.data[group]!] ?? ''}${group}`
}

export function groupLinkKind(state: LinkState, group: number): LinkKind {
  const kind = state.groups.kind.data[group]
  return kind === weakKind.text ? 'text' : kind === weakKind.picture ? 'picture' : 'text+picture'
}

/** Reports that a value joined two adverts (made), or joins them no more; `b` null stands for all its edges. */
export function valueEdge(
  state: LinkState,
  op: LinkEdge['op'],
  value: number,
  a: number,
  b: number | null,
  change: Change,
  because = ''
): void {
  change.edges.push({
    op,
    kind: valueKinds[state.values.kind.data[value]!] as LinkKind,
    key: valueKey(state, value),
    a,
    b,
    rarity: state.values.count.data[value]!,
    day: change.day,
    version: linkVersion,
    because
  })
}

/** Reports what a group joins now: the edge of one advert, or all of them after its mode changed from `before`. */
export function groupEdges(state: LinkState, group: number, before: number, change: Change, only = -1): void {
  const now = state.groups.mode.data[group]! & ~mode.shared
  const base = {
    kind: groupLinkKind(state, group),
    key: groupKey(state, group),
    rarity: state.groups.count.data[group]!,
    day: change.day,
    version: linkVersion
  }
  if ((before & ~mode.shared) !== 0 && only < 0) {
    const because = now === 0 ? 'used by many hands' : 'weighed again'
    change.edges.push({ op: 'revoked', ...base, a: -1, b: null, because })
  }
  if (now === 0) return
  let first = memberOfMain(state, group, only)
  const report = (advert: number): void => {
    if (!isBound(state, group, advert)) return
    if (first < 0) first = advert
    else if (advert !== first) change.edges.push({ op: 'made', ...base, a: advert, b: first, because: '' })
  }
  if (only >= 0) {
    if (first < 0) first = firstMember(state, group, (advert) => advert !== only && isBound(state, group, advert))
    if (first >= 0) report(only)
  } else visitMembers(state, group, report)
}

/** A member of the main hand, the other end of the edges of a group; -1 without one. The hand's own label may not have the text. */
function memberOfMain(state: LinkState, group: number, except: number): number {
  const main = state.groups.main.data[group]!
  if (main < 0) return -1
  return firstMember(
    state,
    group,
    (advert) => advert !== except && state.adverts.s.data[advert] === main && isBound(state, group, advert)
  )
}
