/** What partners answer to what was disclosed to them: it comes back into the case, and the partner sees nothing of that case. */
import { randomUUID } from 'node:crypto'
import { act } from '../../accountability/acts.ts'
import type { AnswerBody, DisclosureAnswer } from '../../contract/partners/partners.ts'
import { uuid } from '../../model/ids.ts'
import type { Tx } from '../../store/ground.ts'
import { mandateOf, type Desk } from '../adverts/vault.ts'
import { refusedAct, type Outcome } from '../outcome.ts'
import { cleanText, digestText, openWords, sealWords } from '../sealed-words.ts'
import { placeOf } from './partners.ts'

/** The most answers to one disclosure. */
const mostAnswers = 50

/** What is stored of a disclosure beside what it says; `over`: the day by which an answer is wanted is over. */
export interface StoredTask {
  readonly sealed: Buffer
  readonly over: boolean | null
}

/** Answers to disclosures by their key, the first first; of an erased case none has words, and none is told. */
export async function answersTo(
  tx: Tx,
  { ground, vault }: Pick<Desk, 'ground' | 'vault'>,
  disclosures: readonly string[]
): Promise<ReadonlyMap<string, readonly DisclosureAnswer[]>> {
  const { rows } = await tx.query<
    Omit<DisclosureAnswer, 'words'> & { readonly key: string; readonly disclosure: string; readonly sealed: Buffer }
  >(
    'select key, disclosure, state, by, at, sealed from disclosure_answer where disclosure = any($1::uuid[]) and length(sealed) > 0 order by at, key',
    [disclosures]
  )
  const all = new Map<string, DisclosureAnswer[]>()
  for (const { key, disclosure, sealed, ...row } of rows) {
    const { words } = openWords<{ words: string }>(vault, placeOf(ground, key, 'disclosure-answer'), sealed)
    all.set(disclosure, [...(all.get(disclosure) ?? []), { ...row, words }])
  }
  return all
}

/** Answers, and whether one is owed: the day is over, and nobody said that it is done or cannot be. */
export function taskOf(answers: readonly DisclosureAnswer[] = [], over: boolean | null) {
  const last = answers.at(-1)?.state ?? 'taken'
  return { answers: [...answers], late: over === true && last === 'taken' }
}

/**
 * Answers a disclosure. Resolves to the members of the case, whose screens are to hear of it. `not-found`: there is none, it is over, or not for
 * you. `reason-missing`: it says nothing. `case-full`: it was answered fifty times.
 */
export async function answerDisclosure(
  { pool, ground, vault }: Desk,
  key: string,
  body: AnswerBody
): Promise<Outcome<{ readonly people: readonly string[] }>> {
  return act<Outcome<{ readonly people: readonly string[] }>>(pool, ground, async (tx) => {
    const { rows } = uuid.test(key)
      ? await tx.query<{ case: string; answers: number }>(
          `select d.case_id as case, (select count(*)::int from disclosure_answer a where a.disclosure = d.key) as answers
           from case_disclosure d where d.key = $1 and length(d.sealed) > 0`,
          [key]
        )
      : { rows: [] }
    const [found] = rows
    if (found === undefined) return refusedAct('not-found')
    const words = cleanText(body.words)
    if (words === '') return refusedAct('reason-missing')
    if (found.answers >= mostAnswers) return refusedAct('case-full')
    const answer = randomUUID()
    const place = placeOf(ground, answer, 'disclosure-answer')
    const { sealed, digest } = sealWords(vault, place, { words, salt: randomUUID() })
    await tx.query(
      'insert into disclosure_answer (key, disclosure, mandate_id, state, sealed, digest, by) values ($1, $2, $3, $4, $5, $6, $7)',
      [answer, key, ground.mandate, body.state, sealed, digest, ground.user]
    )
    const act = sealWords(vault, { mandate: mandateOf(ground), label: 'case-act', context: found.case }, { reason: '' })
    const told = await tx.query<{ people: string[] }>('select tell_answer($1, $2) as people', [key, act.sealed])
    return {
      result: { kind: 'done', value: { people: told.rows[0]?.people ?? [] } },
      entry: {
        act: 'disclosure.answer',
        subject: `disclosure:${key}`,
        detail: { state: body.state, digest: digestText(digest) }
      }
    }
  })
}
