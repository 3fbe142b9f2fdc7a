/** Exports of the program and files of the interface under every handling code. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { exportText } from '../../../src/desk/exports/export.ts'
import { exportKinds, type ExportKind } from '../../../src/desk/exports/export-kinds.ts'
import { evidencePackage } from '../../../src/desk/packages/evidence-package.ts'
import { mayHave } from '../../../src/model/partners/handling.ts'
import { done, said } from '../cases/cases.ts'
import { allowed, behind, codeOf, each, marksIn, type HandlingWorld } from './handling-world.ts'

/** Files that hold nothing which can bear a code, and why. */
export const withoutItems: Readonly<Record<string, string>> = {
  'GET /api/session/identity': 'a page of sign-in',
  'GET /api/session/identity/callback': 'a page of sign-in',
  'GET /api/dossier-template': 'headings, before a case fills them',
  'GET /api/figures/{series}/csv': 'published figures',
  'GET /api/figures/{series}/sdmx': 'published figures',
  'GET /api/figure-tables/{id}/csv': 'counts with hidden cells',
  'GET /api/figure-reports/{year}': 'published figures',
  'GET /api/category-figures/csv': 'counts of the chain, in steps of five',
  'GET /api/phenomena/counts/csv': 'counts with hidden cells',
  'GET /api/phenomena/publications/{id}/csv': 'counts with hidden cells, or with noise',
  'GET /api/sheets/{id}/csv': 'counts of the month',
  'GET /api/calibration.csv': 'rates of signs',
  'GET /api/weigh-rules/{version}/csv': 'weights of signs',
  'GET /api/audit/bias.csv': 'rates of signs',
  'GET /api/audit/calibration.csv': 'rates of signs',
  'GET /api/audit/proportionality.csv': 'counts',
  'GET /api/audit/register': 'what is processed, and on which ground',
  'GET /api/audit/year': 'counts of the year',
  'GET /api/minors/{id}/export': 'the file of a minor, which is no case and holds no item of one',
  'GET /api/lists/{id}/{tab}': 'values that the asker typed, with counts'
}
/** Files that are tried below. */
export const tried: readonly string[] = [
  'GET /api/cases/{id}/dossiers/{no}',
  'GET /api/evidence/{capture}',
  'GET /api/reports/{id}/files/{file}/{copy}',
  'POST /api/search/export'
]

/** What `baken export` writes that tells of no advert, report or proposal. */
const kindsWithoutItems: readonly ExportKind[] = ['outcomes']

/** What `baken export` writes for somebody, and how much stayed behind. */
export async function exported({ at }: HandlingWorld, kind: ExportKind, user: string) {
  const lines: string[] = []
  let left: readonly object[] = []
  const asked = { kind, behind: (counts: readonly object[]) => (left = counts) }
  for await (const line of exportText(at.world.store.pool, { user, mandate: 'een' }, at.world, asked, 'jsonl'))
    lines.push(line)
  return { text: lines.join(''), left }
}

export async function exportsUnderCodes(world: HandlingWorld): Promise<void> {
  const { at, analyst, adverts, reports } = world
  const stranger = await at.as('analyst-2')
  const may = allowed('file')
  for (const n of each)
    if (n > 0) done(await analyst.ask('POST', `/api/reports/${reports[n]}/handling`, { ...codeOf(n), reason: 'Bron.' }))
  const written = (kind: ExportKind, user: string) => exported(world, kind, user)
  for (const kind of exportKinds.filter((each) => !kindsWithoutItems.includes(each))) {
    const { text, left } = await written(kind, 'detective')
    const wrong = marksIn(text).filter((n) => !may.includes(n))
    assert.deepEqual(wrong, [], kind)
    if (kind === 'adverts' || kind === 'facts' || kind === 'reports') assert.deepEqual(marksIn(text), may, kind)
    if (kind === 'adverts' || kind === 'reports') assert.deepEqual(left, behind('file'), kind)
  }
  const lines = (await written('networks', 'detective')).text
  for (const n of each) assert.equal(lines.includes(`"network":${950 + n},`), may.includes(n), `network ${n}`)
  // No member of the case: adverts stay as they are without it, while the code of a report holds for everybody.
  const outside = await written('adverts', 'analyst-2')
  assert.deepEqual([marksIn(outside.text), outside.left], [each, []])
  assert.deepEqual(marksIn((await written('reports', 'analyst-2')).text), may)
  const body = { q: 'kas', format: 'csv', reason: 'Voor het onderzoek.' }
  const found = await world.detective.ask('POST', '/api/search/export', body)
  assert.deepEqual(marksIn(found.text), may)
  assert.equal(
    found.headers.get('x-left-behind'),
    behind('file')
      .map(({ code, count }) => `${code}=${count}`)
      .join(', ')
  )
  const theirs = await stranger.ask('POST', '/api/search/export', body)
  assert.deepEqual([marksIn(theirs.text), theirs.headers.get('x-left-behind')], [each, null])
  const { rows } = await at.world.store.root.query<{ advert: number; capture: string }>(
    'select advert_id as advert, capture_id as capture from baken.sighting where advert_id = any($1::int[])',
    [adverts]
  )
  for (const { advert, capture } of rows) {
    const n = adverts.indexOf(advert)
    const mine = await world.detective.ask('GET', `/api/evidence/${capture}`)
    assert.equal(mine.status === 200 ? 'done' : said(mine), may.includes(n) ? 'done' : '409 handling-code', `${n}`)
    assert.equal((await stranger.ask('GET', `/api/evidence/${capture}`)).status, 200)
    const packaged = async (user: string): Promise<string> => {
      const desk = { pool: at.world.store.pool, ground: { user, mandate: 'een' }, vault: at.world }
      const outcome = await evidencePackage(desk, { adverts: [], captures: [capture], reason: 'Voor de officier.' })
      return outcome.kind === 'done' ? 'done' : outcome.reason
    }
    assert.equal(await packaged('detective'), may.includes(n) ? 'done' : 'handling-code', `package of ${n}`)
    assert.equal(await packaged('analyst-2'), 'done')
  }
}

export async function originalsUnderCodes(world: HandlingWorld): Promise<void> {
  const { at, detective, reports } = world
  const officer = await at.as('officer')
  const bytes = Buffer.from('%PDF-1.4 verzonnen')
  for (const n of each) {
    const key = `bestand-${n}000000`
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const file = { key, name: 'briefje.pdf', bytes: bytes.length, sha256 }
    const announced = await officer.ask('POST', `/api/reports/${reports[n]}/files`, file)
    const { id } = done<{ id: string }>(announced)
    done(await officer.ask('POST', `/api/reports/${reports[n]}/files/${id}`, { at: 0, data: bytes.toString('base64') }))
    const answer = await detective.ask('GET', `/api/reports/${reports[n]}/files/${id}/original`)
    assert.equal(
      answer.status === 200 ? 'done' : said(answer),
      mayHave('file', codeOf(n)) ? 'done' : '409 handling-code'
    )
    const own = await officer.ask('GET', `/api/reports/${reports[n]}`)
    assert.doesNotMatch(own.text, /TLP:|"tlp"|"pap"/)
    assert.equal((await officer.ask('GET', `/api/reports/${reports[n]}/handling`)).status, 403)
  }
}
