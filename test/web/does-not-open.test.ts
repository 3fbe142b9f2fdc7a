/** What the interface answers where a stored row was changed past Baken: a problem in words, and nothing of the content. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { errorOf, startInterface, type Running } from './running.ts'

let at: Running
describe('what does not open', () => {
  before(async () => {
    at = await startInterface({ log: (error) => void noted.push(error.message) })
  })
  after(() => at.close())
  const noted: string[] = []

  const changes: Readonly<Record<string, string>> = {
    'the key of an advert': `update baken.advert set key = key || 'z' where id = $1`,
    'the reading of an advert': `update baken.sighting set reading = set_byte(reading, 50, get_byte(reading, 50) # 1) where advert_id = $1`,
    'the key of its capture': `update baken.capture_key set wrapped = set_byte(wrapped, 20, get_byte(wrapped, 20) # 1)
    where capture_id = (select capture_id from baken.sighting where advert_id = $1)`
  }

  for (const [what, sql] of Object.entries(changes))
    test(`${what} was changed: it says that it does not open, and the operator is told which`, async () => {
      const user = await at.as('analyst')
      const address = `/api/adverts/${at.ids[0]}`
      assert.equal((await user.ask('GET', address)).status, 200)
      await at.world.store.root.query(sql, [at.ids[0]])
      try {
        noted.length = 0
        const answer = await user.ask('GET', address)
        assert.equal(errorOf(answer), '500 does-not-open')
        assert.match(answer.text, /baken verify/)
        assert.match(noted.join(), /^The (?:reading|key) of capture [0-9a-f-]{36} does not open/)
      } finally {
        await at.world.store.root.query(sql.replace(`key || 'z'`, `rtrim(key, 'z')`), [at.ids[0]])
      }
      assert.equal((await user.ask('GET', address)).status, 200)
    })
})
