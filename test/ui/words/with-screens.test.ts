/** Words come in parts, with the screens that name them: a part that a screen does not load shows its keys instead of words. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { root } from '../../house/source-files.ts'

const ui = path.join(root, 'ui/src')
const read = (file: string) => readFileSync(file, 'utf8')

test('S9 every word that a screen can show, in itself or in what it is made of, comes with that screen', async () => {
  const tables = await wordTables()
  const everywhere = keysOf(tables.values())
  const [first] = [tables.get('first')]
  const missing: string[] = []
  const screens = [
    ...read(path.join(ui, 'screens/all.ts')).matchAll(
      /\bscreen\(\s*async \(\) => \(await import\('(.+?)'\)\)[^,)]*([^)]*)\)/g
    )
  ]
  assert.ok(screens.length > 25 && everywhere.size > 2000, `saw ${screens.length} screens, ${everywhere.size} words`)
  for (const [, from = '', given = ''] of screens) {
    const files = reached(path.join(ui, 'screens', from))
    assert.ok(files.size > 5, `${from} is made of ${files.size} files`)
    const parts = [
      ...given.matchAll(/'(\w+)'/g),
      ...[...files.values()].flatMap((text) => [...text.matchAll(/loadWords\('(\w+)'\)/g)])
    ]
    const loaded = keysOf([first ?? {}, ...parts.map(([, part = '']) => tables.get(part) ?? {})])
    for (const [file, text] of files)
      for (const key of named(text))
        if (everywhere.has(key) && !loaded.has(key))
          missing.push(`${path.basename(from)}: ${key} (${path.relative(ui, file)})`)
  }
  assert.deepEqual(missing, [])
})

/** The keys that a script names: whole ones in quotes, and the beginnings of those that are put together. */
function named(text: string): string[] {
  return [...text.matchAll(/'([a-z][A-Za-z]*\.[\w.+-]+)'|`([a-z][A-Za-z]*\.[\w.+-]*)\$\{/g)].map(
    (found) => found[1] ?? `${found[2]}…`
  )
}

/** A script of the interface with all that it imports, at once or later, and their texts. */
function reached(start: string, found = new Map<string, string>()): Map<string, string> {
  if (found.has(start)) return found
  const text = read(start)
  found.set(start, text)
  for (const [, to = ''] of text.matchAll(/(?:from|import\()\s*'(\.[^']+\.tsx?)'/g)) {
    const file = path.join(path.dirname(start), to)
    if (file.startsWith(ui) && !/\/words\/|screens\/all\.ts|\/main\.tsx/.test(file)) reached(file, found)
  }
  return found
}

/** The Dutch words by part, and those of the first view. */
async function wordTables(): Promise<Map<string, object>> {
  const parts = [
    ...read(path.join(ui, 'words/words.ts')).matchAll(
      /nl: async \(\) => \(await import\('\.\/((\w[\w-]*?)-nl|nl)\.ts'\)\)\.(\w+)/g
    )
  ]
  const all = parts.map(async ([, file = '', part = 'first', name = '']) => {
    const words = (await import(path.join(ui, `words/${file}.ts`))) as Record<string, object>
    return [part, words[name] ?? {}] as const
  })
  return new Map(await Promise.all(all))
}

/** The keys of tables, without the endings of numbers; and each beginning of a key, with a sign that it goes on. */
function keysOf(tables: Iterable<object>): Set<string> {
  const keys = new Set<string>()
  const take = (table: object, before: string): void => {
    for (const [key, value] of Object.entries(table)) {
      if (typeof value === 'string') keys.add(before + key.replace(/_(one|other)$/, ''))
      else take(value as object, `${before}${key}.`)
    }
  }
  for (const table of tables) take(table, '')
  const begun = [...keys].flatMap((key) =>
    Array.from({ length: key.length - key.indexOf('.') - 1 }, (_, at) => `${key.slice(0, key.indexOf('.') + 1 + at)}…`)
  )
  return new Set([...keys, ...begun])
}
