/** Loaded before tests (`node --import`): the file that `BAKEN_GUARD` names is read with one guard taken out. Nothing is written. */
import { registerHooks } from 'node:module'
import { pathToFileURL } from 'node:url'
import type { Guard } from './guards-find.ts'

const guard = JSON.parse(process.env['BAKEN_GUARD'] ?? 'null') as (Guard & { readonly path: string }) | null
const url = guard === null ? '' : pathToFileURL(guard.path).href

registerHooks({
  load(asked, context, next) {
    const loaded = next(asked, context)
    if (guard === null || asked !== url) return loaded
    const code =
      typeof loaded.source === 'string' ? loaded.source : Buffer.from(loaded.source as Uint8Array).toString('utf8')
    return { ...loaded, source: code.slice(0, guard.start) + guard.replacement + code.slice(guard.end) }
  }
})
