/** Recording the people of a case: their part in it, whether they are under age, and what protects them. Only people write it. */
import type { Case } from '../../contract/cases/cases.ts'
import type { ChangeSubjectBody, SubjectBody } from '../../contract/cases/work.ts'
import type { Desk } from '../adverts/vault.ts'
import type { Outcome } from '../outcome.ts'
import { cleanText } from '../sealed-words.ts'
import { actInCase } from './case-acts.ts'
import { writeVersion } from './case-versions.ts'
import { mostSubjects, subjectsOf, type SubjectWords } from './subject-rows.ts'

/** Records somebody. `case-full`: there are five hundred. `reason-missing`: no name, or no reason. */
export async function addSubject(desk: Desk, id: string, body: SubjectBody): Promise<Outcome<Case>> {
  return actInCase(desk, { id, name: 'subject', needs: 'add', reason: body.reason }, async (tx, row) => {
    const words = wordsOf(body)
    if (words.name === '') return 'reason-missing'
    const known = await subjectsOf(tx, desk.ground, desk.vault, row.id)
    if (known.length >= mostSubjects) return 'case-full'
    const no = known.length + 1
    await tx.query('insert into case_subject (case_id, no, mandate_id, by) values ($1, $2, $3, $4)', [
      row.id,
      no,
      desk.ground.mandate,
      desk.ground.user
    ])
    const part = `subject:${no}`
    const digest = await writeVersion(tx, desk, { id: row.id, part, version: 1 }, words)
    return { about: part, detail: { digest } }
  })
}

/**
 * Writes a new version of what is recorded of somebody. `changed`: somebody else did meanwhile. `flag-stays`: the note of non-punishment
 * is not taken away by those who investigate.
 */
export async function changeSubject(
  desk: Desk,
  id: string,
  no: number,
  body: ChangeSubjectBody
): Promise<Outcome<Case>> {
  const asked = { id, name: 'subject-change', needs: 'change', reason: body.reason } as const
  return actInCase(desk, asked, async (tx, row) => {
    const before = (await subjectsOf(tx, desk.ground, desk.vault, row.id)).find((one) => one.no === no)
    if (before === undefined) return 'not-found'
    if (before.version !== body.version) return 'changed'
    const words = wordsOf(body)
    if (words.name === '') return 'reason-missing'
    if (before.flags.includes('non-punishment') && !words.flags.includes('non-punishment')) return 'flag-stays'
    const version = before.version + 1
    await tx.query('update case_subject set version = $3 where case_id = $1 and no = $2', [row.id, no, version])
    const part = `subject:${no}`
    const digest = await writeVersion(tx, desk, { id: row.id, part, version }, words)
    return { about: part, detail: { digest } }
  })
}

/** Who is suspected and may be a victim as well gets the note of non-punishment, whoever forgot to tick it. */
function wordsOf({ name, about, roles, minor, flags }: SubjectBody): SubjectWords {
  const both = roles.includes('suspect') && roles.includes('possible-victim')
  return {
    name: cleanText(name),
    about: cleanText(about ?? ''),
    roles: [...new Set(roles)],
    minor,
    flags: [...new Set([...flags, ...(both ? (['non-punishment'] as const) : [])])]
  }
}
