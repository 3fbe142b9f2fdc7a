/** Checks that every key that was made is there, or was destroyed on purpose, whatever it is for, and that what was destroyed did not come back. */
import path from 'node:path'
import type pg from 'pg'
import { namesIn, placeAt } from './disk.ts'
import { damaged, unchecked, type VerifyItem } from './item.ts'
import { keyFolder, type KeyFolder } from './keys.ts'
import { asSystem, mandatesOf } from './ledger/database.ts'

const restore = 'restore the keys folder from its backup'
const askHolder = 'make sure that keys.yaml names their holder and that it answers, and check again'
const kinds = ['epoch', 'kept', 'blind', 'link', 'accounts'] as const

/** Names each key of a data folder that is lost: its mark is there, and it is not. Nothing where no keys are in reach. */
export async function judgeKeyFiles(pool: pg.Pool, dataDir: string): Promise<VerifyItem[]> {
  const keys = keyFolder(dataDir)
  if (keys === null) return []
  const names = new Map<string, string>()
  for (const kind of kinds)
    for (const file of marksIn(path.join(keys.folder, kind))) names.set(`${kind}/${file}`, 'it was made here')
  const lost = [...names].flatMap(([name, why]) => {
    const state = keys.state(name)
    return state.kind === 'lost' ? [damaged(`key ${name}`, `${why}, and it is lost: ${state.cause}`, '', restore)] : []
  })
  const away = new Set(
    [...names.keys()].flatMap((name) => {
      const state = keys.state(name)
      return state.kind === 'away' ? [state.cause] : []
    })
  )
  const unasked = [...away].map((cause) => unchecked(keys.folder, `keys were not checked: ${cause}`, askHolder))
  return [...lost, ...unasked, ...(await judgeEnded(pool, keys))]
}

/** Keys that an act destroyed and that are there again, and names of keys to be destroyed that erasing never wrote. */
async function judgeEnded(pool: pg.Pool, keys: KeyFolder): Promise<VerifyItem[]> {
  const found: VerifyItem[] = []
  for (const mandate of await mandatesOf(pool)) {
    const [row] = await asSystem<{ ended: Ended[]; waiting: string[]; generation: number | null }>(
      pool,
      mandate,
      endedNow,
      [mandate]
    )
    for (const { name, no } of row?.ended ?? [])
      if (keys.state(name).kind === 'key')
        found.push(
          damaged(
            `key ${name}`,
            `ledger entry ${no} destroyed it, and it is there again`,
            '',
            `${away}, which destroys it again`
          )
        )
    for (const name of row?.waiting ?? [])
      if (!mayWait(name, mandate, row?.generation ?? null))
        found.push(
          damaged(
            'table retired_key',
            `it names key ${JSON.stringify(name)} under mandate ${mandate}, where erasing ends no such key: somebody else wrote it`,
            '',
            'it is not destroyed; find out who can change the database, and remove the row'
          )
        )
  }
  return found
}

/** Keys of the mandate's own days before yesterday, and those of its linker before the one under which its links are now. */
function mayWait(name: string, mandate: string, generation: number | null): boolean {
  const [, kind, number = ''] = new RegExp(`^(epoch|link)/${mandate}-(\\d{8})$`).exec(name) ?? []
  const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10).replaceAll('-', '')
  return kind === 'epoch' ? number < yesterday : kind === 'link' && (generation === null || Number(number) < generation)
}

interface Ended {
  readonly name: string
  readonly no: number
}

const away = 'the keys folder was set back to an older state: find out who did it, and start Baken with its jobs'
// One that still waits stands in the ledger before it goes.
const endedNow = `select
  (select coalesce(json_agg(x order by x.no), '[]') from (
     select l.detail->>'key' as name, max(l.no) as no from ledger l
     where l.act = 'retention.destroy-key' and l.subject = 'mandate:' || $1
       and not exists (select 1 from retired_key r where r.name = l.detail->>'key') group by 1) x) as ended,
  (select coalesce(json_agg(name order by name), '[]') from retired_key where mandate_id = $1) as waiting,
  (select generation from link_state where mandate_id = $1) as generation`

function marksIn(folder: string): string[] {
  if (placeAt(folder).kind !== 'folder') return []
  const names = namesIn(folder)
  if (typeof names === 'string') return []
  return [...new Set(names.flatMap((name) => /^([a-z0-9][a-z0-9-]*)\.(?:json|key)$/.exec(name)?.[1] ?? []))].sort()
}
