/** The subjects of a case as they stand: recorded by people, with what protects them. */
import type { Subject } from '../../contract/cases/work.ts'
import type { Ground, Tx } from '../../store/ground.ts'
import type { Vault } from '../adverts/vault.ts'
import { versionWords } from './case-versions.ts'

/** What a version of a subject says. */
export type SubjectWords = Pick<Subject, 'name' | 'about' | 'roles' | 'minor' | 'flags'>

/** The most subjects of one case. */
export const mostSubjects = 500

/** What an entry of the ledger says of the subjects that somebody was shown: their case and number, never a name. */
export function aboutSubjects(id: string, subjects: readonly Pick<Subject, 'no'>[]): Record<string, unknown> {
  return subjects.length === 0 ? {} : { about: subjects.map((one) => `subject:${id}/${one.no}`) }
}

/** In the order in which they were recorded: there is no other. */
export async function subjectsOf(tx: Tx, ground: Ground, vault: Vault, id: string): Promise<Subject[]> {
  const { rows } = await tx.query<{
    no: number
    version: number
    by: string
    at: string
    sealed: Buffer
    answered: boolean
  }>(
    `select s.no, s.version, v.by, v.at, v.sealed, exists (select 1 from case_referral r join case_referral_step a on a.key = r.key
         where r.case_id = s.case_id and a.act = 'non-punishment' and a.subject = s.no) as answered
     from case_subject s
       join case_version v on v.case_id = s.case_id and v.part = 'subject:' || s.no and v.version = s.version
     where s.case_id = $1 order by s.no limit $2`,
    [id, mostSubjects]
  )
  return rows.map(({ sealed, answered, ...row }) => {
    const place = { id, part: `subject:${row.no}`, version: row.version }
    const words = versionWords<SubjectWords>(vault, ground, place, sealed)
    const notePending = words.flags.includes('non-punishment') && !answered
    return { ...row, ...words, asMinor: words.minor !== 'no', notePending }
  })
}

/** Whether nobody may get in touch with this person. */
export function shielded({ flags }: Pick<Subject, 'flags'>): boolean {
  return flags.includes('no-contact') || flags.includes('protection')
}
