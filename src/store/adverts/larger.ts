/** Columns in memory that grow. */

/** The new, larger array, with what the old one holds at its beginning. */
export function larger<A extends Uint8Array | Uint32Array | Int32Array | Float64Array>(made: A, old: A): A {
  made.set(old)
  return made
}
