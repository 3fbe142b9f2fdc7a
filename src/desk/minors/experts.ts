/** The expert group: a question that names nobody is told to it, its advice comes back, and what was learned becomes a page. */
import { randomUUID } from 'node:crypto'
import { act } from '../../accountability/acts.ts'
import type {
  AdviceBody,
  ExpertQuestion,
  ExpertQuestions,
  Knowledge,
  KnowledgeBody,
  KnowledgePage,
  QuestionBody
} from '../../contract/minors/experts.ts'
import type { MinorFile } from '../../contract/minors/minors.ts'
import { uuid } from '../../model/ids.ts'
import type { Ground, Tx } from '../../store/ground.ts'
import type { Desk, Vault } from '../adverts/vault.ts'
import { refusedAct, type Outcome } from '../outcome.ts'
import { namedIn } from '../reports/answer-words.ts'
import { cleanText, digestText, openWords, sealWords } from '../sealed-words.ts'
import { contactsIn, particles, plain } from './contacts-in.ts'
import { actInFile, type Before } from './file-acts.ts'
import { identifies, saysName } from './identifying.ts'
import { identitiesIn } from './identities.ts'
import { openedQuestion, placeOf } from './minor-rows.ts'
import { holdsPicture } from './no-pictures.ts'

const mostShown = 500

/** Asks the expert group. `names-someone`: the words name a person, number, account, address or case, or somebody of this file. */
export async function askExperts(desk: Desk, id: string, body: QuestionBody): Promise<Outcome<MinorFile>> {
  const { ground, vault } = desk
  return actInFile(desk, { id, name: 'question', needs: 'work', reason: body.question }, async (tx, before) => {
    const question = before.reason
    if ((await namedIn(tx, question)) !== null || identifies(question, new Date().getFullYear())) return 'names-someone'
    if (namesOfFile(desk, before).some((name) => saysName(question, name))) return 'names-someone'
    const key = randomUUID()
    const { sealed, digest } = sealWords(vault, placeOf(ground, key, 'expert-question'), { question })
    await tx.query('insert into expert_question (key, mandate_id, sealed, by) values ($1, $2, $3, $4)', [
      key,
      ground.mandate,
      sealed,
      ground.user
    ])
    return { about: `question:${key}`, detail: { question: digestText(digest) } }
  })
}

/** What people of the file are called, each word of a name by itself as well, without the small words inside it ("van den"). */
function namesOfFile({ ground, vault }: Desk, { file, acts }: Before): string[] {
  const { name } = openWords<{ name: string }>(vault, placeOf(ground, file.id, 'minor'), file.sealed)
  const all = [
    name,
    ...identitiesIn(acts).identities.map((one) => one.name),
    ...contactsIn(acts, file.today).map((one) => one.name)
  ]
  return all.flatMap((one) => [one, ...one.split(/\s+/).filter((word, at) => at === 0 || !particles.has(plain(word)))])
}

/** Questions to the expert group: for experts all under the mandate, for others those they asked. */
export async function listQuestions({ pool, ground, vault }: Desk): Promise<ExpertQuestions> {
  return act(pool, ground, async (tx) => {
    const questions = await questionsOf(tx, ground, vault, null)
    return {
      result: { questions },
      entry: { act: 'experts.list', detail: { questions: questions.map((one) => one.key) } }
    }
  })
}

async function questionsOf(tx: Tx, ground: Ground, vault: Vault, key: string | null): Promise<ExpertQuestion[]> {
  const { rows } = await tx.query<
    Omit<ExpertQuestion, 'question' | 'advice'> & { readonly sealed: Buffer; readonly given: Buffer | null }
  >(
    `select key, by, at, advised_by as "advisedBy", advised_at as "advisedAt", sealed, advice as given from expert_question
     where ($1::uuid is null or key = $1::uuid) and length(sealed) > 0 order by advice is not null, at desc, key limit $2`,
    [key, mostShown]
  )
  return rows.map(({ sealed, given, ...row }) => ({
    ...row,
    ...openedQuestion(vault, ground, { key: row.key, sealed, given })
  }))
}

/** An expert answers a question of somebody else; advice names nobody either. */
export async function advise(
  { pool, ground, vault }: Desk,
  key: string,
  body: AdviceBody
): Promise<Outcome<ExpertQuestion>> {
  return act<Outcome<ExpertQuestion>>(pool, ground, async (tx) => {
    if (!uuid.test(key)) return refusedAct('not-found')
    const [question] = await questionsOf(tx, ground, vault, key)
    if (question === undefined) return refusedAct('not-found')
    const advice = cleanText(body.advice)
    if (advice === '') return refusedAct('reason-missing')
    if (holdsPicture(advice)) return refusedAct('no-pictures')
    if ((await namedIn(tx, advice)) !== null || identifies(advice, new Date().getFullYear()))
      return refusedAct('names-someone')
    if (question.advice !== null) return refusedAct('wrong-state')
    const { sealed, digest } = sealWords(vault, placeOf(ground, key, 'expert-advice'), { advice })
    const given = await tx.query(
      'update expert_question set advice = $2, advised_by = $3, advised_at = now() where key = $1 and by <> $3',
      [key, sealed, ground.user]
    )
    if (given.rowCount !== 1) return refusedAct('no-right')
    const [value = question] = await questionsOf(tx, ground, vault, key)
    return {
      result: { kind: 'done', value },
      entry: { act: 'experts.advise', subject: `question:${key}`, detail: { digest: digestText(digest) } }
    }
  })
}

/** What was learned, the newest version of each page; a page whose day of review is over says so. */
export async function readKnowledge({ pool, ground, vault }: Desk): Promise<Knowledge> {
  return act(pool, ground, async (tx) => {
    const pages = await pagesOf(tx, ground, vault, null)
    return { result: { pages }, entry: { act: 'knowledge.read', detail: { pages: pages.length } } }
  })
}

interface PageWords {
  readonly title: string
  readonly text: string
  readonly source: string
}

async function pagesOf(tx: Tx, ground: Ground, vault: Vault, id: string | null): Promise<KnowledgePage[]> {
  const { rows } = await tx.query<Omit<KnowledgePage, keyof PageWords> & { readonly sealed: Buffer }>(
    `select distinct on (id) id, version, to_char(review_on, 'YYYY-MM-DD') as "reviewOn", review_on < today() as stale, files, by, at, sealed
     from knowledge_page where ($1::uuid is null or id = $1::uuid) and length(sealed) > 0 order by id, version desc limit $2`,
    [id, mostShown]
  )
  const pages = rows.map(({ sealed, ...row }) => {
    return { ...row, ...openWords<PageWords>(vault, placeOf(ground, `${row.id}/${row.version}`, 'knowledge'), sealed) }
  })
  return pages.sort((a, b) => Number(b.stale) - Number(a.stale) || (a.title < b.title ? -1 : 1))
}

/**
 * Writes a page, or the next version of one; it names nobody. `too-few`: it is to rest on closed files and these are under five.
 * `no-right`: written by experts and coordinators only.
 */
export async function writeKnowledge(desk: Desk, role: string, body: KnowledgeBody): Promise<Outcome<KnowledgePage>> {
  const { pool, ground, vault } = desk
  return act<Outcome<KnowledgePage>>(pool, ground, async (tx) => {
    const known = body.id === undefined || !uuid.test(body.id) ? [] : await pagesOf(tx, ground, vault, body.id)
    if (body.id !== undefined && known[0] === undefined) return refusedAct('not-found')
    if (role !== 'expert' && role !== 'coordinator') return refusedAct('no-right')
    const words: PageWords = {
      title: cleanText(body.title),
      text: cleanText(body.text),
      source: cleanText(body.source)
    }
    if (Object.values(words).includes('')) return refusedAct('reason-missing')
    if (holdsPicture(words)) return refusedAct('no-pictures')
    if ((await namedIn(tx, `${words.title}\n${words.text}`)) !== null) return refusedAct('names-someone')
    const day = await tx.query<{ ahead: boolean }>('select $1::date > today() as ahead', [body.reviewOn])
    if (day.rows[0]?.ahead !== true) return refusedAct('day-wrong')
    const files = await filesOf(tx, body.lesson)
    if (files === 'too-few') return refusedAct('too-few')
    const id = known[0]?.id ?? randomUUID()
    const version = (known[0]?.version ?? 0) + 1
    const { sealed, digest } = sealWords(vault, placeOf(ground, `${id}/${version}`, 'knowledge'), words)
    await tx.query(
      'insert into knowledge_page (id, version, mandate_id, review_on, files, sealed, by) values ($1, $2, $3, $4, $5, $6, $7)',
      [id, version, ground.mandate, body.reviewOn, files, sealed, ground.user]
    )
    const [value] = await pagesOf(tx, ground, vault, id)
    if (value === undefined) return refusedAct('not-found')
    const detail = { version, reviewOn: body.reviewOn, files, digest: digestText(digest) }
    return { result: { kind: 'done', value }, entry: { act: 'knowledge.write', subject: `knowledge:${id}`, detail } }
  })
}

/** From how many closed files something is learned: five or more, or it is not told. */
async function filesOf(tx: Tx, lesson: string | undefined): Promise<number | null | 'too-few'> {
  if (lesson === undefined) return null
  const { rows } = await tx.query<{ files: number | null }>('select lesson_files($1) as files', [lesson])
  return rows[0]?.files ?? 'too-few'
}
