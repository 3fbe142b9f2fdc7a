/** The store of the evidence on the screen of operators and in the metrics: a test of the suite that calls it. */
import assert from 'node:assert/strict'
import { rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { Value } from 'typebox/value'
import { EvidenceStore } from '../../../src/contract/oversight/evidence-store.ts'
import { createMetrics } from '../../../src/run/web/metrics.ts'
import { json, type Answer, type Running } from '../running.ts'

function answered(answer: Answer): EvidenceStore {
  const state = json<EvidenceStore>(answer)
  assert.ok(Value.Check(EvidenceStore, state), answer.text)
  return state
}

export function testEvidenceStore(running: () => Running): void {
  test('O1 an operator sees what the store of evidence has, what waits and since when it fails, and so do the metrics, without its place', async () => {
    const at = running()
    const { store, dataDir } = at.world
    const look = async (): Promise<EvidenceStore> =>
      answered(await (await at.as('operator')).ask('GET', '/api/evidence-store'))
    const numbers = async (): Promise<string> =>
      (await createMetrics(at.world, '0.0.0')()).match(/baken_evidence_store_.*/g)?.join('\n') ?? ''
    assert.deepEqual([(await look()).state, (await look()).waiting], ['none', 0])
    const file = path.join(dataDir, 'evidence.yaml')
    const place = path.join(dataDir, '..', 'far-store')
    writeFileSync(file, `store:\n  folder: ${place}\n`)
    assert.equal((await look()).state, 'new')
    await store.root.query(
      `insert into baken.segment (id, worker, committed_bytes, closed) values ('20260302T100000000-00000000000a', 1, 500, true), ('20260302T100000000-00000000000b', 1, 700, true)`
    )
    await store.root.query(
      `insert into baken.evidence_object (segment, place, bytes, put_at, hold) values ('20260302T100000000-00000000000a', $1, 500, now(), true),
         ('20260302T100000000-00000000000b', '/old-store', 700, now(), false)`,
      [place]
    )
    await store.root.query(
      `insert into baken.evidence_turn (place, next_at, waiting, fails, failed_since, cause) values ($1, now() + interval '1 hour', 1, 3, '2026-03-02T10:00:00Z', 'the folder is away')`,
      [place]
    )
    const { objects, bytes, held, waiting, waitingBytes, fails, failedSince, cause, state, others, here } = await look()
    assert.deepEqual(
      { objects, bytes, held, waiting, waitingBytes, fails, failedSince, cause, state },
      {
        objects: 1,
        bytes: 500,
        held: 1,
        waiting: 1,
        waitingBytes: 700,
        fails: 3,
        failedSince: '2026-03-02T10:00:00.000Z',
        cause: 'the folder is away',
        state: 'fails'
      }
    )
    assert.deepEqual(others, [{ place: '/old-store', objects: 1, bytes: 700 }])
    assert.ok(here !== null && here.freeBytes > 0 && here.freeBytes <= here.diskBytes)
    const told = await numbers()
    assert.match(
      told,
      /_up 0\n[^]*_waiting_segments 1\n[^]*_waiting_bytes 700\n[^]*_failing_since_seconds 1772445600$/m
    )
    assert.doesNotMatch(told, /far-store|old-store/)
    writeFileSync(file, 'store: 3\n')
    assert.equal((await look()).state, 'refused')
    const entry = await store.root.query<{ detail: { state: string } }>(
      `select detail from baken.ledger where act = 'evidence.look' order by no desc limit 1`
    )
    assert.equal(entry.rows[0]?.detail.state, 'refused')
    rmSync(file)
  })
}
