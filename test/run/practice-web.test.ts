/** The days of the practice web: nothing on it is posted ahead of anybody's clock, whatever the hour and the zone, and time goes on from day to day. */
import assert from 'node:assert/strict'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import {
  lastPracticeDay,
  practicePlace,
  startPracticeWeb,
  startPracticeWebOf,
  type PracticeWeb
} from '../../src/run/practice-web.ts'
import { scratch } from '../support/baken.ts'

const dayMs = 86_400_000

test('S12 the last simulated day is over in every zone at any hour of a first start, and never later than a later start allows', async () => {
  const { folder, remove } = scratch('practice-days')
  try {
    for (let hour = 0; hour < 48; hour++) {
      const now = new Date(Date.UTC(2026, 1, 27, hour, 59, 59))
      rmSync(path.join(folder, 'practice-web.json'), { force: true })
      const { today } = await practicePlace(folder, now)
      for (const [later, most] of [
        [0, 3],
        [1, 4],
        [40, 14]
      ] as const) {
        const then = new Date(now.getTime() + later * dayMs)
        const last = lastPracticeDay(today, then)
        assert.equal(last, most, `${now.toISOString()} and ${later} days`)
        // The day ends last on the date line's far side, twelve hours after UTC.
        const over = Date.parse(`${today}T00:00:00Z`) + (last + 1) * dayMs + 12 * 3_600_000
        assert.ok(over <= then.getTime(), `${today} and ${last} days at ${then.toISOString()}`)
      }
    }
    assert.match(readFileSync(path.join(folder, 'practice-web.json'), 'utf8'), /"port":\d+/)
  } finally {
    remove()
  }
})

test('S12 by the machine clock no page says that an advert was posted today, and what says so by the simulated day does', async () => {
  const { folder, remove } = scratch('practice-words')
  const { today } = await practicePlace(folder)
  const said = async (machineClock: boolean): Promise<string> => {
    const web = await startPracticeWeb({ seed: 7, adverts: 300, pictures: false, port: 0, today, day: 3, machineClock })
    try {
      const changing = web.sources.find((one) => one.id === 'oefen-dagprikker')
      const list = await (await fetch(changing?.start[0] ?? '')).text()
      const [first] = /\/p\/[0-9a-z]+/.exec(list) ?? []
      return await (await fetch(new URL(first ?? '/', changing?.start[0] ?? ''))).text()
    } finally {
      await web.stop()
    }
  }
  try {
    assert.match(await said(true), /<time[^>]*>(gisteren|\d dagen geleden)/)
    assert.match(await said(false), /<time[^>]*>(vandaag|gisteren)/)
    assert.doesNotMatch(await said(true), /<time[^>]*>vandaag/)
  } finally {
    remove()
  }
})

test('H1 two first starts at one moment each get ports of their own, and a folder whose ports are taken later says what to do', async () => {
  const place = scratch('practice-ports')
  const folders = ['een', 'twee', 'drie'].map((name) => path.join(place.folder, name))
  const webs: PracticeWeb[] = []
  try {
    for (const folder of folders) mkdirSync(folder)
    // All of them have chosen before any listens: the choice of one is nothing that another sees.
    const all = await Promise.all(folders.map((folder) => startPracticeWebOf(folder, 7)))
    for (const one of all) if (one.kind === 'started') webs.push(one.web)
    assert.deepEqual(
      all.map((one) => one.kind),
      ['started', 'started', 'started']
    )
    const starts = webs.flatMap((web) => web.sources.map((source) => source.start[0]))
    assert.equal(new Set(starts).size, 24, starts.join(' '))
    const [first = ''] = folders
    const kept = JSON.parse(readFileSync(path.join(first, 'practice-web.json'), 'utf8')) as { port: number }
    assert.match(webs[0]?.sources[0]?.start[0] ?? '', new RegExp(`:${kept.port}/`))

    const again = await startPracticeWebOf(first, 7)
    assert.equal(again.kind, 'refused', 'its ports stand in the addresses of what it kept')
    if (again.kind === 'refused') assert.match(again.message, new RegExp(`ports ${kept.port} to .*--data DIR`))
    assert.ok(existsSync(path.join(first, 'practice-web.json')))
  } finally {
    await Promise.all(webs.map((web) => web.stop()))
    place.remove()
  }
})
