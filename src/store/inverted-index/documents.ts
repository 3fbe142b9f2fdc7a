/** The documents of a segment: one version of an advert each. Ids and times only, kept in clear: structure, no content. */

export interface Documents {
  readonly advert: Int32Array
  /** Seconds since 1970 at which the version was seen. */
  readonly seen: Uint32Array
  /** Order of writing: of two documents for one sighting the later counts. */
  readonly order: Float64Array
  readonly sighting: Float64Array
}

const documentBytes = 24

/** Order 0 stands for the number of the segment itself, which is not known before the row is written. */
export function packDocuments(documents: Documents): Buffer {
  const count = documents.advert.length
  const bytes = Buffer.alloc(count * documentBytes)
  for (let i = 0; i < count; i++) {
    const at = i * documentBytes
    bytes.writeInt32LE(documents.advert[i]!, at)
    bytes.writeUInt32LE(documents.seen[i]!, at + 4)
    bytes.writeDoubleLE(documents.order[i]!, at + 8)
    bytes.writeDoubleLE(documents.sighting[i]!, at + 16)
  }
  return bytes
}

export function unpackDocuments(bytes: Buffer, segmentNo: number): Documents {
  const documents = emptyDocuments(bytes.length / documentBytes)
  for (let i = 0; i < documents.advert.length; i++) {
    const at = i * documentBytes
    documents.advert[i] = bytes.readInt32LE(at)
    documents.seen[i] = bytes.readUInt32LE(at + 4)
    documents.order[i] = bytes.readDoubleLE(at + 8) || segmentNo
    documents.sighting[i] = bytes.readDoubleLE(at + 16)
  }
  return documents
}

export function emptyDocuments(count: number): Documents {
  return {
    advert: new Int32Array(count),
    seen: new Uint32Array(count),
    order: new Float64Array(count),
    sighting: new Float64Array(count)
  }
}
