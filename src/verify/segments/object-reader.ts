/** A store of segments as the verifier reads it. */

export interface Failed {
  readonly kind: 'failed'
  readonly cause: string
}

export interface Listed {
  readonly kind: 'listed'
  readonly name: string
  readonly segment: string | null
  readonly bytes: number
  readonly version: string | null
  readonly latest: boolean
  readonly deleteMark: boolean
}

/** A store as it is read here; what it says of itself is held against what it gives. */
export interface ObjectReader {
  readonly kind: 'reader'
  readonly place: string
  readAll(
    segment: string
  ): Promise<
    { readonly kind: 'stream'; readonly pieces: AsyncIterable<Uint8Array> } | { readonly kind: 'missing' } | Failed
  >
  list(): AsyncGenerator<Listed | Failed>
}

/** `failed`: evidence.yaml names a store, and it cannot be read. */
export type Objects = ObjectReader | Failed
