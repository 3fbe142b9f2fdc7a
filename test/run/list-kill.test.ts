/** A list of 10,000 facts in a service that is killed in the middle: it goes on by itself where it was, and nothing is looked up twice. */
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import type { BulkLists } from '../../src/contract/desk/lists.ts'
import type { Static } from 'typebox'
import type { LedgerPage } from '../../src/contract/oversight/ledger.ts'
import { addressOf, baken, endAll, lastJson, scratch, startBaken, type Running } from '../support/baken.ts'
import { personAt, type Person } from '../support/desk-person.ts'

/** A session may ask 3,000 things at once and 100 a second after that: polling without a pause is refused on a quick machine. */
const pollMs = 20

let folder: ReturnType<typeof scratch>
let data: string

before(async () => {
  folder = scratch('list-kill')
  data = path.join(folder.folder, 'data')
  const file = path.join(folder.folder, 'adverts.jsonl')
  const adverts = ['06 12 34 56 78', '06 12 34 56 79'].map((number, at) => ({ id: `a${at}`, body: `Bel ${number}` }))
  writeFileSync(file, adverts.map((one) => JSON.stringify(one)).join('\n'))
  const imported = await baken(['import', file, '--demo', '--data', data])
  assert.equal(lastJson(imported)['adverts'], 2, imported.stderr)
})
after(async () => {
  await endAll()
  folder.remove()
})

async function serve(): Promise<{ readonly running: Running; readonly address: string }> {
  const running = startBaken(['start', '--roles', 'web', '--data', data, '--port', '0'])
  return { running, address: await addressOf(running) }
}

/** The list as the overview of lists tells it: reading that looks nothing up. */
async function headOf(who: Person): Promise<Static<typeof BulkLists>['lists'][number]> {
  return (await who.ask<Static<typeof BulkLists>>('GET', '/api/lists')).lists[0] ?? assert.fail('no list')
}

test('Journey 4: a list of 10,000 whose service is killed with SIGKILL goes on by itself after the restart, and nothing is looked up twice', async () => {
  const first = await serve()
  const before = await personAt(first.address, 'analyst')
  const numbers = Array.from({ length: 10_000 }, (_, nr) => `06 1${String(2_340_000 + nr)}`)
  await before.ask('POST', '/api/lists', { lines: numbers, reason: 'lijst van de post' })
  let seen = await headOf(before)
  while (seen.done === 0) {
    await pause(pollMs)
    seen = await headOf(before)
  }
  first.running.child.kill('SIGKILL')
  await first.running.ended
  assert.ok(seen.done < seen.total, `all ${seen.total} were looked up before the kill: it proves nothing`)

  const second = await serve()
  const analyst = await personAt(second.address, 'analyst')
  for (let last = seen.done; ;) {
    const head = await headOf(analyst)
    assert.ok(head.done >= last && head.done <= head.total, `${head.done} after ${last}`)
    if (head.finishedAt !== null) break
    last = head.done
    await pause(pollMs)
  }
  const { id, done, total } = await headOf(analyst)
  assert.deepEqual([done, total], [10_000, 10_000])
  const cookie = analyst.cookie()
  const lines: string[] = []
  for (const tab of ['known', 'unknown', 'unreadable']) {
    const answer = await fetch(new URL(`/api/lists/${id}/${tab}`, second.address), { headers: { cookie } })
    assert.equal(answer.status, 200)
    lines.push(
      ...(await answer.text())
        .split('\r\n')
        .slice(1, -1)
        .map((line) => line.split(',')[0] ?? '')
    )
  }
  assert.deepEqual(lines.toSorted(), numbers.toSorted(), 'each line has one answer')
  const auditor = await personAt(second.address, 'auditor')
  const facts: string[] = []
  for (let next: number | null = 0; next !== null;) {
    const at = next === 0 ? '' : `&after=${next}`
    const page: LedgerPage = await auditor.ask('GET', `/api/ledger?act=list.look-up&subject=list:${id}${at}`)
    facts.push(...page.entries.flatMap((one) => one.detail['facts'] as string[]))
    next = page.next
  }
  assert.equal(facts.length, 10_000)
  assert.equal(new Set(facts).size, 10_000, 'each fact stands in the ledger once')
  second.running.child.kill('SIGTERM')
  assert.equal((await second.running.ended).code, 0)
})
