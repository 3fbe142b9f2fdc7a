/** Time stamps of an authority on a digest (RFC 3161): the request, and whether an answer is one to it. Who signed it is checked by `openssl ts -verify`. Pure. */

/** OBJECT IDENTIFIERs as they stand in DER. */
const sha256 = Buffer.from('0609608648016503040201', 'hex')
const signedData = Buffer.from('06092a864886f70d010702', 'hex')
const timeInfo = Buffer.from('060b2a864886f70d0109100104', 'hex')
const [integer, octets, boolean, sequence, explicit0] = [0x02, 0x04, 0x01, 0x30, 0xa0]

/** A request (DER) for a stamp on a SHA-256 digest (32 bytes), with the certificate of who signs it. `nonce`: 8 random bytes. */
export function timestampRequest(digest: Uint8Array, nonce: Uint8Array): Buffer {
  return der(
    sequence,
    der(integer, Buffer.from([1])),
    imprintOf(digest),
    der(integer, positive(nonce)),
    der(boolean, Buffer.from([0xff]))
  )
}

export type Timestamp =
  /** `at`: ISO 8601 UTC, whole seconds, as the authority says. */
  { readonly kind: 'stamp'; readonly at: string } | { readonly kind: 'refused'; readonly why: string }

/** Whether an answer (DER) grants a stamp on this digest to a request with this nonce. */
export function readTimestamp(answer: Buffer, digest: Uint8Array, nonce: Uint8Array): Timestamp {
  try {
    const [status, token] = inside(whole(answer))
    const code = status === undefined ? undefined : inside(status)[0]
    if (code?.tag !== integer || code.content.length !== 1) return refused('the answer says no status')
    const granted = code.content[0] === 0 || code.content[0] === 1
    if (!granted) return refused(`the authority refused it (status ${code.content[0]})`)
    if (token === undefined) return refused('the answer holds no stamp')
    const info = infoOf(token)
    if (info === null) return refused('the answer holds no time stamp')
    const [, , imprint, , at, ...rest] = info
    if (imprint === undefined || !imprint.all.equals(imprintOf(digest)))
      return refused('it is a stamp on something else')
    const own = positive(nonce)
    if (!rest.some((one) => one.tag === integer && one.content.equals(own)))
      return refused('it answers another request: the nonce is not ours')
    const time = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.\d+)?Z$/.exec(at?.content.toString('latin1') ?? '')
    if (time === null) return refused('it says no time')
    const [, year, month, day, hour, minute, second] = time
    return { kind: 'stamp', at: `${year}-${month}-${day}T${hour}:${minute}:${second}Z` }
  } catch (error) {
    if (error instanceof RangeError) return refused('the answer is no time stamp: it is cut off, or something else')
    throw error
  }
}

function refused(why: string): Timestamp {
  return { kind: 'refused', why }
}

interface Element {
  readonly tag: number
  readonly content: Buffer
  /** With its tag and length. */
  readonly all: Buffer
}

/** The parts of TSTInfo in the signed content of a token; null where it holds something else. */
function infoOf(token: Element): Element[] | null {
  const [type, holder] = inside(token)
  const content = holder === undefined ? undefined : inside(holder)[0]
  if (type?.all.equals(signedData) !== true || content === undefined) return null
  const signed = inside(content).find((one) => one.tag === sequence)
  if (signed === undefined) return null
  const [kind, wrapped] = inside(signed)
  if (kind?.all.equals(timeInfo) !== true || wrapped?.tag !== explicit0) return null
  const [text] = inside(wrapped)
  return text?.tag === octets ? inside(whole(text.content)) : null
}

function imprintOf(digest: Uint8Array): Buffer {
  const algorithm = der(sequence, sha256, Buffer.from([0x05, 0x00]))
  return der(sequence, algorithm, der(octets, digest))
}

/** Bytes of an INTEGER that is not negative: no zero in front but the one that the sign needs. */
function positive(bytes: Uint8Array): Buffer {
  const first = bytes.findIndex((byte) => byte !== 0)
  const short = Buffer.from(first < 0 ? [0] : bytes.subarray(first))
  return (short[0] ?? 0) > 0x7f ? Buffer.concat([Buffer.from([0]), short]) : short
}

/** Only what is shorter than 128 bytes is written here. */
function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts)
  return Buffer.concat([Buffer.from([tag, content.length]), content])
}

/** One element that takes up all bytes. Throws `RangeError` when it does not. */
function whole(bytes: Buffer): Element {
  const one = elementAt(bytes, 0)
  if (one.all.length !== bytes.length) throw new RangeError('bytes after an element')
  return one
}

function inside({ content }: Element): Element[] {
  const found: Element[] = []
  for (let at = 0; at < content.length;) {
    const one = elementAt(content, at)
    found.push(one)
    at += one.all.length
  }
  return found
}

function elementAt(bytes: Buffer, at: number): Element {
  const short = bytes.readUInt8(at + 1)
  const lengthBytes = short < 0x80 ? 0 : short - 0x80
  if (short === 0x80 || lengthBytes > 4) throw new RangeError('a length that DER does not have')
  const length = lengthBytes === 0 ? short : bytes.readUIntBE(at + 2, lengthBytes)
  const from = at + 2 + lengthBytes
  if (from + length > bytes.length) throw new RangeError('an element is cut off')
  return {
    tag: bytes.readUInt8(at),
    content: bytes.subarray(from, from + length),
    all: bytes.subarray(at, from + length)
  }
}
