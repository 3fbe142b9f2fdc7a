/** Checks that every key that was made is there, or was destroyed on purpose, whatever it is for. */
import path from 'node:path'
import type pg from 'pg'
import { namesIn, placeAt } from './disk.ts'
import { damaged, type VerifyItem } from './item.ts'
import { keyFolder } from './keys.ts'
import { asSystem, mandatesOf } from './ledger/database.ts'

const restore = 'restore the keys folder from its backup'
const kinds = ['epoch', 'kept', 'blind', 'link', 'accounts'] as const

/** Names each key of a data folder that is lost: its mark or its links in the database are there, and it is not. Nothing where no keys are in reach. */
export async function judgeKeyFiles(pool: pg.Pool, dataDir: string): Promise<VerifyItem[]> {
  const keys = keyFolder(dataDir)
  if (keys === null) return []
  const names = new Map<string, string>()
  for (const kind of kinds)
    for (const file of marksIn(path.join(keys.folder, kind))) names.set(`${kind}/${file}`, 'it was made here')
  for (const mandate of await mandatesOf(pool))
    for (const { generation } of await asSystem<{ generation: number }>(
      pool,
      mandate,
      'select generation from link_state where mandate_id = $1',
      [mandate]
    ))
      names.set(
        `link/${mandate}-${String(generation).padStart(8, '0')}`,
        'the links of the mandate are sealed under it'
      )
  return [...names].flatMap(([name, why]) => {
    const state = keys.state(name)
    return state.kind === 'lost' ? [damaged(`key ${name}`, `${why}, and it is lost: ${state.cause}`, '', restore)] : []
  })
}

function marksIn(folder: string): string[] {
  if (placeAt(folder).kind !== 'folder') return []
  const names = namesIn(folder)
  if (typeof names === 'string') return []
  return [...new Set(names.flatMap((name) => /^([a-z0-9][a-z0-9-]*)\.(?:json|key)$/.exec(name)?.[1] ?? []))].sort()
}
