/** Names of languages, and words for speaking one (all folded). */
import { wordMap, wordSet } from '../../text/word-lists.ts'

/** ISO 639-1 by name of the language in the languages read here. */
export const languageNames: ReadonlyMap<string, string> = wordMap('language-names', (language) => language)

/** Words before the languages that a person speaks. */
export const speakWords: ReadonlySet<string> = wordSet('speaking')

/** Words that may stand between "I speak" and the name of a language. */
export const speakJoiners: ReadonlySet<string> = wordSet('speaking-joiners')
