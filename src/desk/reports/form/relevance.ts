/** The condition of a question in an XLSForm (`relevant`), as far as it tests single answers: `${a} = 'x'`, `!=`, `selected(${a}, 'x')`, `not(…)`, `and`, `or`. */
import type { AskedWhen } from '../../../model/report.ts'

const most = { chars: 2_000, tests: 100 }
const test =
  /^(not\s*\(\s*)?(?:selected\s*\(\s*\$\{([^}]{1,64})\}\s*,\s*(?:'([^']*)'|"([^"]*)")\s*\)|\$\{([^}]{1,64})\}\s*(!?=)\s*(?:'([^']*)'|"([^"]*)"|(-?\d+(?:\.\d+)?)))/

/** Rows of tests, of which one row must hold; null: it says something else, and cannot be followed. */
export function readRelevant(text: string): readonly (readonly AskedWhen[])[] | null {
  if (text.length > most.chars) return null
  const rows: AskedWhen[][] = [[]]
  let rest = text.trim()
  for (let tests = 0; tests < most.tests; tests++) {
    const found = test.exec(rest)
    if (found === null) return null
    const [whole, not, selected, single, double, compared, sign, ...values] = found
    rest = rest.slice(whole.length).trimStart()
    if (not !== undefined) {
      if (!rest.startsWith(')')) return null
      rest = rest.slice(1).trimStart()
    }
    const question = (selected ?? compared ?? '').trim()
    const value = single ?? double ?? values.find((one) => one !== undefined) ?? ''
    rows.at(-1)?.push({ question, value, is: (sign !== '!=') !== (not !== undefined) })
    if (rest === '') return rows
    const joined = /^(and|or)\s+/.exec(rest)
    if (joined === null) return null
    if (joined[1] === 'or') rows.push([])
    rest = rest.slice(joined[0].length)
  }
  return null
}

export function writeRelevant(rows: readonly (readonly AskedWhen[])[]): string {
  const said = ({ question, value, is }: AskedWhen): string => {
    const quote = value.includes("'") ? '"' : "'"
    const one = `selected(\${${question}}, ${quote}${value}${quote})`
    return is ? one : `not(${one})`
  }
  return rows.map((row) => row.map(said).join(' and ')).join(' or ')
}
