/** Measured error rates for the method chapter, read from the results of the benches that come with Baken. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import path from 'node:path'
import type { Figure } from './state.ts'

const folder = path.join(fileURLToPath(new URL('../../..', import.meta.url)), 'bench', 'results')

/** Which figures stand in a dossier: the file, and where in it. */
const wanted: readonly (readonly [file: string, ...where: string[]])[] = [
  ['quality.json', 'adverts', 'recall'],
  ['quality.json', 'phones', 'precision'],
  ['quality.json', 'phones', 'recall'],
  ['quality.json', 'networks', 'pairwise', 'precision'],
  ['quality.json', 'networks', 'pairwise', 'recall'],
  ['quality.json', 'networks', 'bcubed', 'precision'],
  ['quality.json', 'networks', 'bcubed', 'recall'],
  ['quality.json', 'signals', 'first20', 'trueNetworks'],
  ['extract.json', 'baken', 'precision'],
  ['extract.json', 'baken', 'recall'],
  ['link.json', 'networks', 'baken', 'pairwise', 'precision'],
  ['link.json', 'networks', 'baken', 'pairwise', 'recall']
]

/** The figures as they are published; one whose file is not there is missing, and the chapter says that it is not measured. */
export function measuredFigures(): Figure[] {
  return wanted.flatMap(([file, ...where]) => {
    const read = resultOf(file)
    let value: unknown = read
    for (const name of where) value = (value as Readonly<Record<string, unknown>> | undefined)?.[name]
    return typeof value === 'number' && read !== null
      ? [{ file, at: typeof read['at'] === 'string' ? read['at'] : '', name: where.join('.'), value }]
      : []
  })
}

function resultOf(file: string): Readonly<Record<string, unknown>> | null {
  try {
    return JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as Readonly<Record<string, unknown>>
  } catch {
    return null
  }
}
