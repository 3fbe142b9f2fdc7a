/** The versions of an advert: runs of captures that show the same text, in the order of the captures' times. Pure, and blind to what came in first. */

/** One capture that shows the advert. */
export interface Seen {
  readonly captureId: string
  readonly seenMs: number
  /** Names the text: equal for equal texts. */
  readonly text: string
}

/** A version as it is stored: a row that holds the reading of one capture. */
export interface StoredVersion {
  readonly id: number
  readonly captureId: string
  readonly number: number
}

export interface Version {
  /** From 1, rising with time. */
  readonly number: number
  readonly text: string
  readonly firstMs: number
  /** The newest capture that shows it: its reading stands for the version, so that erasing an older one loses nothing. */
  readonly newest: Seen
  readonly stored: StoredVersion | null
}

export interface Versions {
  readonly versions: readonly Version[]
  /** Stored rows that are no version of their own any more: their captures show the same text as a neighbour. */
  readonly surplus: readonly StoredVersion[]
}

/**
 * Orders captures by time and cuts them where the text changes. Captures of the same moment come in the order of `compareTexts`,
 * which must depend on the texts alone. `first` is the number of the first version.
 */
export function versionsOf(
  seen: readonly Seen[],
  stored: readonly StoredVersion[],
  compareTexts: (a: string, b: string) => number,
  first = 1
): Versions {
  const ordered = seen.toSorted(
    (a, b) => a.seenMs - b.seenMs || (a.text === b.text ? byCapture(a, b) : compareTexts(a.text, b.text))
  )
  const runs: Seen[][] = []
  for (const one of ordered) {
    const last = runs.at(-1)
    if (last?.[0]?.text === one.text) last.push(one)
    else runs.push([one])
  }
  const byCaptureId = new Map(stored.map((one) => [one.captureId, one]))
  const surplus: StoredVersion[] = []
  const versions = runs.flatMap((run, at): Version[] => {
    const [oldest, newest] = [run[0], run.at(-1)]
    if (oldest === undefined || newest === undefined) return []
    const rows = run.flatMap((one) => byCaptureId.get(one.captureId) ?? [])
    const kept = rows.at(-1) ?? null
    surplus.push(...rows.filter((one) => one !== kept))
    return [{ number: first + at, text: oldest.text, firstMs: oldest.seenMs, newest, stored: kept }]
  })
  return { versions, surplus }
}

/** Texts in an order that depends on them alone. */
export function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function byCapture(a: Seen, b: Seen): number {
  return a.captureId < b.captureId ? -1 : a.captureId > b.captureId ? 1 : 0
}
