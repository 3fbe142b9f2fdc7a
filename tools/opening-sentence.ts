/** Finds the sentence that opens a file: what the map prints and what the house tests ask of every file. */

/** The first paragraph of the opening comment (`/** ... *\/`, or `//` and `--` lines), as one line; null when there is none. */
export function openingSentence(text: string): string | null {
  const start = text.startsWith('#!') ? text.indexOf('\n') + 1 : 0
  const rest = text.slice(start)
  const block = /^\/\*\*([\s\S]*?)\*\//.exec(rest)?.[1]
  const lines = /^((?:(?:\/\/|--)[^\n]*\n)+)/.exec(rest)?.[1]
  const comment = block?.replace(/^[ \t]*\*[ \t]?/gm, '') ?? lines?.replace(/^(\/\/|--) ?/gm, '')
  const paragraph = comment?.trim().split(/\n\s*\n/)[0]
  const sentence = paragraph?.replace(/\s+/g, ' ').trim()
  return sentence === undefined || sentence === '' ? null : sentence
}
