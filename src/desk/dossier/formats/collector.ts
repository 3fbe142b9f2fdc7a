/** Bytes that come in very many pieces. */

/** Takes very many small pieces, and keeps them as large ones: each by itself costs more than what is in it. */
export function collector(): { readonly add: (piece: Buffer) => void; readonly whole: () => Buffer } {
  const parts: Buffer[] = []
  let [small, bytes]: [Buffer[], number] = [[], 0]
  const join = (): void => {
    parts.push(Buffer.concat(small))
    ;[small, bytes] = [[], 0]
  }
  return {
    add(piece) {
      small.push(piece)
      bytes += piece.length
      if (bytes > 1 << 18) join()
    },
    whole() {
      join()
      return Buffer.concat(parts)
    }
  }
}
