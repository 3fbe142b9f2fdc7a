/** The peer of the bench of searching: SQLite FTS5 over the same texts in clear, with facts as words; it counts and lists the newest 25, and has no facets. */
import { DatabaseSync } from 'node:sqlite'
import { factsOf, normalValue } from '../filled/adverts.ts'
import type { BenchAdvert } from '../link/generate.ts'
import { factWord } from './questions.ts'

export interface Peer {
  add(adverts: readonly BenchAdvert[]): void
  /** False when it finds nothing: its folding of letters is another. */
  ask(match: string): boolean
  close(): void
}

export function openPeer(file: string): Peer {
  const sqlite = new DatabaseSync(file)
  sqlite.exec('pragma journal_mode = off; pragma synchronous = off')
  sqlite.exec('create virtual table if not exists advert using fts5(text)')
  const insert = sqlite.prepare('insert into advert(text) values (?)')
  const newest = sqlite.prepare('select rowid, text from advert where advert match ? order by rowid desc limit 25')
  const count = sqlite.prepare('select count(*) as n from advert where advert match ?')
  return {
    add(adverts) {
      sqlite.exec('begin')
      for (const one of adverts) {
        const facts = factsOf(one).map((fact) => factWord(fact.kind, normalValue(fact)))
        insert.run(`${one.title}\n${one.body}\n${facts.join(' ')}`)
      }
      sqlite.exec('commit')
    },
    ask: (match) => count.get(match)?.n !== 0 && newest.all(match).length > 0,
    close: () => sqlite.close()
  }
}
