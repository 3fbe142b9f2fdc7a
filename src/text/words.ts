/** Words of a text as the index and a question see them: folded letters and digits, in order. */

/** NFKC, accents off, lower case, letters and digits. At most 64 characters each. */
export function wordsOf(text: string): string[] {
  const folded = text
    .normalize('NFKD')
    .replaceAll(/\p{M}+/gu, '')
    .toLowerCase()
  return folded.match(/[\p{L}\p{N}]{1,64}/gu) ?? []
}
