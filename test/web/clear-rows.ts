/** Words that people wrote or adverts hold, looked for in every row of a database as whoever has it without the keys would. */
import type pg from 'pg'

/** So few digits stand by chance in a digest or in the millionths of a time. */
const byChance = /^[0-9a-f]{1,7}$/i

/** Tables whose rows hold one of the words, in letters or as bytes, each with the word. Throws for a word that rows hold by chance. */
export async function inTheClear(root: Pick<pg.Pool, 'query'>, words: readonly string[]): Promise<string[]> {
  for (const word of words)
    if (byChance.test(word)) throw new Error(`"${word}" stands in rows by chance: ask for more of it`)
  const { rows: tables } = await root.query<{ name: string }>(
    `select format('%I', c.relname) as name from pg_class c where c.relnamespace = 'baken'::regnamespace and c.relkind in ('r', 'p') order by 1`
  )
  const forms = words.map((word) => ({ word, hex: Buffer.from(word).toString('hex') }))
  const found: string[] = []
  for (const { name } of tables) {
    const { rows } = await root.query<{ word: string }>(
      `select distinct f.word from baken.${name} t, jsonb_to_recordset($1) as f(word text, hex text)
       where strpos(lower(t::text), lower(f.word)) > 0 or strpos(t::text, f.hex) > 0`,
      [JSON.stringify(forms)]
    )
    found.push(...rows.map(({ word }) => `${name}: ${word}`))
  }
  return found
}
