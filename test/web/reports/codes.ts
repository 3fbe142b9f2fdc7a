/** Codes of reports, asked about without an account: no kind of wrong code is told from another by bytes, headers, work or time. */
import assert from 'node:assert/strict'
import type { Reporting } from './reporting.ts'

const rounds = 16

export async function sameTimeClass({ at, send, step }: Reporting): Promise<void> {
  const { code } = await send({ place: 'Hattem', signs: ['1.1'] })
  const erased = await send({ place: 'Hattem', signs: ['1.1'] })
  const refused = erased.id
  await step(refused, 'read')
  const other = code.startsWith('7') ? '8' : '7'
  const wrong: Readonly<Record<string, string>> = {
    'of the right form': '0000-0000-0000-0000',
    'one letter beside a right one': `${other}${code.slice(1)}`,
    'the last letter beside a right one': `${code.slice(0, -1)}${code.endsWith('7') ? '8' : '7'}`,
    empty: '',
    long: 'x'.repeat(100),
    'no letters': '\u0000\u0000 -- ☂',
    'the number of a report': refused
  }
  const stranger = at.browser()
  const { pool } = at.world.store
  let statements = 0
  const count = (): void => void statements++
  pool.on('acquire', count)
  const ask = async (typed: string) => {
    const [before, from] = [statements, performance.now()]
    const answer = await stranger.ask('POST', '/api/report-status', { code: typed })
    const ms = performance.now() - from
    const headers = [...answer.headers].filter(([name]) => !['date', 'connection', 'keep-alive'].includes(name))
    return { answer, ms, work: statements - before, headers: JSON.stringify(headers) }
  }
  try {
    const times = new Map<string, number[]>()
    const seen = new Set<string>()
    const work = new Set<number>()
    await ask(code)
    // One of each in turn, so that a machine that is busy is busy for all.
    for (let round = 0; round < rounds; round++) {
      for (const [name, typed] of [['right', code] as const, ...Object.entries(wrong)]) {
        const one = await ask(typed)
        times.set(name, [...(times.get(name) ?? []), one.ms])
        work.add(one.work)
        if (name !== 'right') seen.add(`${one.answer.status} ${one.answer.text} ${one.headers}`)
        else assert.equal(one.answer.text, '{"state":"sent"}')
      }
    }
    assert.equal(seen.size, 1, [...seen].join('\n'))
    assert.equal(work.size, 1, `connections taken: ${[...work].join(', ')}`)
    const fastest = new Map(
      [...times].map(([name, all]) => [name, all.toSorted((a, b) => a - b)[Math.floor(rounds / 4)] ?? 0])
    )
    const right = fastest.get('right') ?? 0
    for (const [name, ms] of fastest)
      assert.ok(Math.abs(ms - right) < Math.max(2, right), `${name}: ${ms} ms, right: ${right} ms`)
  } finally {
    pool.off('acquire', count)
  }
}
