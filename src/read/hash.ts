/** Small hashes for comparing structure and text inside one reading; not for secrets. */

/** 32-bit FNV-1a of the UTF-16 units. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash >>> 0
}

/** Combines two 32-bit hashes; order matters. */
export function mixHash(left: number, right: number): number {
  return Math.imul(Math.imul(left, 31) ^ right, 0x85ebca6b) >>> 0
}

/** 64 bits as 16 hex digits: two independent 32-bit hashes, enough for the blocks of a site. */
export function digest64(text: string): string {
  let first = 0x811c9dc5
  let second = 0x9747b28c
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    first = Math.imul(first ^ unit, 0x01000193)
    second = (Math.imul(second ^ unit, 0x5bd1e995) + i) | 0
  }
  return (first >>> 0).toString(16).padStart(8, '0') + (second >>> 0).toString(16).padStart(8, '0')
}
