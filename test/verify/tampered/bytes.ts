/** Changes of bytes by a seed, whatever the bytes are. */

/** Whole numbers of 0 or more, below `most`, the same for the same seed (xorshift). */
export type Dice = (most: number) => number

export function diceOf(seed: number): Dice {
  let state = (seed ^ 0x2545_f491) >>> 0 || 1
  return (most) => {
    state ^= state << 13
    state >>>= 0
    state ^= state >>> 17
    state ^= state << 5
    state >>>= 0
    return most <= 0 ? 0 : state % most
  }
}

export type Change = (bytes: Buffer, dice: Dice, older: Buffer) => Buffer

/** Changes of bytes, whatever they are. */
export const ofBytes: Readonly<Record<string, Change>> = {
  'flip a bit': (bytes, dice) => {
    const changed = Buffer.from(bytes)
    const place = dice(bytes.length)
    changed[place] = (changed[place] ?? 0) ^ (1 << dice(8))
    return changed
  },
  'cut the end': (bytes, dice) => bytes.subarray(0, dice(bytes.length)),
  'cut the beginning': (bytes, dice) => bytes.subarray(1 + dice(bytes.length - 1)),
  'take out a piece': (bytes, dice) => {
    const from = dice(bytes.length - 1)
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(from + 1 + dice(64))])
  },
  'put in a piece': (bytes, dice) => {
    const [from, take] = [dice(bytes.length), dice(bytes.length)]
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(take, take + 1 + dice(64)), bytes.subarray(from)])
  },
  'add at the end': (bytes, dice) => Buffer.concat([bytes, Buffer.alloc(1 + dice(40), dice(256))]),
  'overwrite with zeros': (bytes, dice) => {
    const changed = Buffer.from(bytes)
    const from = dice(bytes.length)
    return changed.fill(0, from, Math.min(bytes.length, from + 1 + dice(128)))
  },
  'swap two blocks': (bytes, dice) => {
    const size = 1 + dice(Math.min(64, bytes.length >> 2))
    const [a, b] = [dice((bytes.length >> 1) - size), (bytes.length >> 1) + dice((bytes.length >> 1) - size)]
    const changed = Buffer.from(bytes)
    bytes.copy(changed, a, b, b + size)
    bytes.copy(changed, b, a, a + size)
    return changed
  }
}
