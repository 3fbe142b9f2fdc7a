/** The keys of the queue: moving, picking, and the acts on the picked signals or on the one on screen. */
import type { Session } from '../../../../src/contract/session.ts'
import type { Signal } from '../../../../src/contract/desk/signals.ts'
import type { Shortcuts } from '../../keys/useShortcuts.ts'
import { go } from '../../place/place.tsx'
import { actOf, acts } from './acts.ts'
import type { Acts } from './useActs.ts'
import type { Choice } from './useChoice.ts'
import type { Picked } from './usePicked.ts'

export interface Moves {
  readonly step: (by: number, extend?: boolean) => void
  readonly open: () => void
  readonly readNews: () => void
  readonly choice: Choice
  readonly picked: Picked
}

/** The keys that move, pick and open. */
export function queueKeys({ step, open, readNews, choice, picked }: Moves, signal: Signal | undefined): Shortcuts {
  const { shown, reasonAt } = choice
  const reasons = signal?.reasons ?? []
  const reason = reasons[reasonAt] ?? reasons[0]
  const advert = reason?.seenIn[0]?.advert ?? signal?.members[0]?.advert
  return {
    j: () => step(1),
    k: () => step(-1),
    'Shift+j': () => step(1, true),
    'Shift+k': () => step(-1, true),
    x: () => shown !== null && picked.toggle(shown),
    ...(picked.rows.length > 0 && { Escape: picked.clear }),
    Enter: open,
    n: () => choice.stepReason(1, reasons.length),
    p: () => choice.stepReason(-1, reasons.length),
    g: readNews,
    a: () => advert !== undefined && go(`/adverts/${advert}`)
  }
}

/** The keys of the acts, on the picked signals or on the one on screen. */
export function actKeys(doing: Acts, signal: Signal | undefined, session: Session, picked: Picked): Shortcuts {
  const targets = picked.rows.length > 0 ? picked.rows : signal === undefined ? [] : [signal]
  const keys = new Set(acts.map((act) => act.key))
  return {
    z: doing.undo,
    ...Object.fromEntries(
      [...keys].map((key) => [
        key,
        () => {
          const act = actOf(key, targets, session.user.id)
          if (act !== undefined) doing.start(act)
        }
      ])
    )
  }
}
