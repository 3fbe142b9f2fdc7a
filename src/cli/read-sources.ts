/** Reads source files for a command; problems are printed with file, line and what to do. */
import { readFileSync } from 'node:fs'
import { parseSource } from '../crawl/sources/source-file.ts'
import type { Source } from '../model/source.ts'
import type { Output } from './output.ts'

/** The sources of the files, or null after saying what is wrong with them. */
export function readSources(files: readonly string[], output: Output): Source[] | null {
  const sources: Source[] = []
  let wrong = false
  for (const file of files) {
    let text: string
    try {
      text = readFileSync(file, 'utf8')
    } catch (error) {
      output.say(`${file}: cannot be read (${(error as Error).message})`)
      wrong = true
      continue
    }
    const parsed = parseSource(text, file)
    if (parsed.kind === 'source') sources.push(parsed.source)
    else {
      wrong = true
      for (const one of parsed.problems)
        output.say(`${file}${one.line === null ? '' : `:${one.line}`}: ${one.path}: ${one.problem}. ${one.hint}`)
    }
  }
  return wrong ? null : sources
}
