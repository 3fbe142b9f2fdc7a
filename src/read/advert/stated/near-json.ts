/** Reads the JSON that pages hold for machines, also where it is only nearly JSON: control characters, trailing commas and signs. */
import { jsonrepair } from 'jsonrepair'

/** Longer texts that are no JSON are not mended: mending costs more than reading. */
const maxMended = 200_000

const marksAround = /^\s*(?:<!--|\/\*<!\[CDATA\[\*\/|<!\[CDATA\[)|(?:-->|\/\*\]\]>\*\/|\]\]>)\s*$/g

/** The value of a script, marks around it left out; undefined where nobody can tell what was meant. Never throws. */
export function readNearJson(script: string): unknown {
  const text = script
    .replace(marksAround, '')
    .trim()
    .replace(/[;\s]+$/, '')
  try {
    return JSON.parse(text)
  } catch {
    return mended(text)
  }
}

function mended(text: string): unknown {
  if (text.length > maxMended || !/^[[{]/.test(text)) return undefined
  try {
    return JSON.parse(jsonrepair(text))
  } catch {
    return undefined
  }
}
