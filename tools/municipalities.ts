/** Makes ui/src/parts/map/municipalities.json: the postcode points of each Dutch municipality, of which the map grows their areas. */
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const [head = '', ...lines] = readFileSync(path.join(import.meta.dirname, '../data/pc4-nl.tsv'), 'utf8')
  .trim()
  .split('\n')
const columns = head.split('\t')
const points = new Map<string, number[]>()
for (const line of lines) {
  const row = line.split('\t')
  const of = (name: string): string => row[columns.indexOf(name)] ?? ''
  const [lat, lon] = [Number(of('lat')), Number(of('lon'))]
  if (of('municipality') === '' || Number.isNaN(lat) || Number.isNaN(lon)) continue
  const known = points.get(of('municipality')) ?? []
  // About 100 m: a point stands for a whole postcode.
  known.push(Math.round(lon * 1000) / 1000, Math.round(lat * 1000) / 1000)
  points.set(of('municipality'), known)
}
const sorted = [...points].toSorted(([a], [b]) => (a < b ? -1 : 1))
const file = path.join(import.meta.dirname, '../ui/src/parts/map/municipalities.json')
writeFileSync(file, `${JSON.stringify(sorted)}\n`)
process.stderr.write(`${sorted.length} municipalities in ${file}\n`)
