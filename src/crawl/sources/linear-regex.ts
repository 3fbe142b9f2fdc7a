/** Regular expressions of source files that cannot blow up: RE2 syntax, matched in time linear in the text. */
import { RE2JS } from 're2js'

export type CompiledRegex =
  | { readonly kind: 'regex'; readonly test: (text: string) => boolean }
  | { readonly kind: 'invalid'; readonly problem: string }

const maxPatternChars = 400
/** Instructions of the program: matching costs at most so many steps for each character of an address. */
const maxProgram = 4_000

/**
 * Compiles a pattern of RE2 (https://github.com/google/re2/wiki/Syntax): what RegExp has, `(?i)`, `\b`, `\p{L}`, `{n,m}` to 1,000 included,
 * without look-around and back-references, which are what makes matching exponential. Finds a match anywhere, like RegExp.test.
 */
export function compileLinear(pattern: string, ignoreCase: boolean): CompiledRegex {
  if (pattern.length > maxPatternChars)
    return { kind: 'invalid', problem: `expression longer than ${maxPatternChars} characters` }
  try {
    const compiled = RE2JS.compile(RE2JS.translateRegExp(pattern), ignoreCase ? RE2JS.CASE_INSENSITIVE : 0)
    if (compiled.programSize() > maxProgram)
      return { kind: 'invalid', problem: 'expression too large: use smaller repeat counts' }
    return { kind: 'regex', test: (text) => compiled.test(text) }
  } catch (error) {
    const said = (error as Error).message.replace(/^error parsing regexp: /, '')
    return { kind: 'invalid', problem: said.replace('missing closing )', 'closing bracket missing').slice(0, 200) }
  }
}
