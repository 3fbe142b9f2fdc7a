/** Changing what a case is about and until when, closing it, and opening it again. */
import type { Case, ChangeCaseBody, CloseCaseBody, ReopenCaseBody } from '../../contract/cases/cases.ts'
import { mandateOf, type Desk } from '../adverts/vault.ts'
import { endWatch } from '../case-watch/watch-rows.ts'
import type { Outcome } from '../outcome.ts'
import { cleanText, digestText, sealWords } from '../sealed-words.ts'
import { actInCase, type CaseAct } from './case-acts.ts'
import { caseWords } from './case-rows.ts'
import { lastDayHolds } from './cases.ts'

/** Changes title, purpose or last day. `changed`: somebody else did meanwhile. `day-wrong`: the last day is over, or over five years away. */
export async function changeCase(desk: Desk, id: string, body: ChangeCaseBody): Promise<Outcome<Case>> {
  const asked: CaseAct = { id, name: 'change', needs: 'change', reason: body.reason, late: body.until !== undefined }
  return actInCase(desk, asked, async (tx, row) => {
    if (row.version !== body.version) return 'changed'
    const before = caseWords(desk.vault, desk.ground, row)
    const words = {
      title: cleanText(body.title ?? before.title),
      purpose: cleanText(body.purpose ?? before.purpose)
    }
    if (words.title === '' || words.purpose === '') return 'reason-missing'
    if (body.until !== undefined && !(await lastDayHolds(tx, body.until))) return 'day-wrong'
    const place = { mandate: mandateOf(desk.ground), label: 'case', context: row.id }
    const { sealed, digest } = sealWords(desk.vault, place, words)
    await tx.query('update case_file set sealed = $2, until = $3, version = version + 1 where id = $1', [
      row.id,
      sealed,
      body.until ?? row.until
    ])
    return { detail: { until: body.until ?? row.until, digest: digestText(digest) } }
  })
}

/**
 * Closes a case with an outcome; what it holds is no longer kept from erasing, and its identifiers are followed no more. Of two who close at once one does, and the other hears
 * `case-closed`. `changed`: somebody changed it meanwhile.
 */
export async function closeCase(desk: Desk, id: string, body: CloseCaseBody): Promise<Outcome<Case>> {
  const asked: CaseAct = { id, name: 'close', needs: 'close', reason: body.reason, late: true }
  return actInCase(desk, asked, async (tx, row) => {
    if (row.version !== body.version) return 'changed'
    await tx.query(
      `update case_file set state = 'closed', version = version + 1, closed_by = $2, closed_at = now(), outcome = $3 where id = $1`,
      [row.id, desk.ground.user, body.outcome]
    )
    await endWatch(tx, desk.ground, row.id)
    return { detail: { outcome: body.outcome, items: row.items } }
  })
}

/** Opens a closed case again: from now on it keeps what it holds, as far as that is still there. */
export async function reopenCase(desk: Desk, id: string, body: ReopenCaseBody): Promise<Outcome<Case>> {
  const asked: CaseAct = { id, name: 'reopen', needs: 'close', reason: body.reason, closed: 'only', late: true }
  return actInCase(desk, asked, async (tx, row) => {
    if (row.version !== body.version) return 'changed'
    await tx.query(
      `update case_file set state = 'open', version = version + 1, closed_by = null, closed_at = null, outcome = null where id = $1`,
      [row.id]
    )
    return {}
  })
}
