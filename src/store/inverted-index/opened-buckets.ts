/** Opened buckets in memory, between searches: within a limit, and no longer than their segment is in the index and its wrapping key is there. */
import type { Keyring } from '../../evidence/keys.ts'

/** Plain bytes that are kept, of all mandates together: the buckets of common words, which most questions ask for. */
const mostBytes = 96 * 1024 * 1024
/** One bucket may take so much of it. */
const mostOfOne = mostBytes / 8
/** So soon after its key was destroyed, by whatever process, a bucket is gone from memory too. */
const sweepMs = 15_000
/** What nobody asked for so long goes: of a segment that left the index and of a mandate in which nobody searches any more. */
const longestUnusedMs = 5 * 60_000

interface Kept {
  readonly bytes: Buffer
  readonly segment: string
  readonly kek: string
  readonly keyring: Keyring
  usedMs: number
}

/*
 * Two generations: what is asked for moves to the young one; when that holds half of the limit it becomes the old one, and what was
 * in the old one and was not asked for since is let go.
 */
let young = new Map<string, Kept>()
let old = new Map<string, Kept>()
let youngBytes = 0
let timer: NodeJS.Timeout | undefined

export type BucketPart = 'postings' | 'positions'

/** The bytes of a bucket if they are kept. */
export function keptBucket(segment: string, part: BucketPart, bucket: number): Buffer | undefined {
  const name = nameOf(segment, part, bucket)
  const known = young.get(name)
  const found = known ?? old.get(name)
  if (found === undefined) return undefined
  found.usedMs = performance.now()
  if (known === undefined) {
    old.delete(name)
    add(name, found)
  }
  return found.bytes
}

export function keepBucket(
  keyring: Keyring,
  { id, kek }: { readonly id: string; readonly kek: string },
  part: BucketPart,
  bucket: number,
  bytes: Buffer
): void {
  if (bytes.length > mostOfOne) return
  add(nameOf(id, part, bucket), { bytes, segment: id, kek, keyring, usedMs: performance.now() })
  timer ??= setInterval(() => sweepBuckets(), sweepMs).unref()
}

/** Lets go of what was opened of segments that left the index. */
export function forgetBuckets(segments: ReadonlySet<string>): void {
  if (segments.size > 0) forget((one) => segments.has(one.segment))
}

/** Lets go of what lies under keys that are destroyed, and of what was not asked for in a while before `now` (milliseconds). */
export function sweepBuckets(now = performance.now()): void {
  const there = new Map<Keyring, Map<string, boolean>>()
  const isThere = ({ keyring, kek }: Kept): boolean => {
    const keys = there.get(keyring) ?? new Map<string, boolean>()
    there.set(keyring, keys)
    const known = keys.get(kek) ?? keyring.byName(kek).kind === 'key'
    keys.set(kek, known)
    return known
  }
  forget((one) => now - one.usedMs > longestUnusedMs || !isThere(one))
  if (young.size + old.size > 0) return
  clearInterval(timer)
  timer = undefined
}

function add(name: string, kept: Kept): void {
  if (young.has(name)) return
  young.set(name, kept)
  youngBytes += kept.bytes.length
  if (youngBytes <= mostBytes / 2) return
  old = young
  young = new Map()
  youngBytes = 0
}

function forget(leaves: (one: Kept) => boolean): void {
  for (const [name, one] of old) if (leaves(one)) old.delete(name)
  for (const [name, one] of young) {
    if (!leaves(one)) continue
    young.delete(name)
    youngBytes -= one.bytes.length
  }
}

function nameOf(segment: string, part: BucketPart, bucket: number): string {
  return `${segment} ${part} ${bucket}`
}
