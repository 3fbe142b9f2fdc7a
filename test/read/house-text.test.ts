/** House text: what a site adds to adverts is told from what one hand copies. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fc } from '../properties.ts'
import { boilerplateEntries, withoutBoilerplateText, type HouseAdvert } from '../../src/read/site/boilerplate.ts'
import { learnSite } from '../../src/read/site/profile.ts'

const house =
  'Meld misbruik bij onze redactie via hulp@site.example of 020 555 01 23. Deze site controleert advertenties niet vooraf.'

/** An advert with its own text and number, and now and then the text of the site. */
function advertOf(i: number, text: string): HouseAdvert {
  return { body: `Ik ben nummer ${i} en woon in plaats ${i}. ${text}`, phoneField: `06000${10_000 + i}` }
}

test('sentences that most people of a site have are the site’s, with its contacts, and leave the text', () => {
  const adverts = Array.from({ length: 30 }, (_, i) => advertOf(i, i % 10 === 0 ? '' : house))
  const site = learnSite(adverts.map(boilerplateEntries))
  assert.equal(site.boilerplate.length, 2)
  assert.deepEqual(site.contacts, ['mailto:hulp@site.example', 'tel:0205550123'])
  assert.equal(withoutBoilerplateText(advertOf(77, house).body, site), 'Ik ben nummer 77 en woon in plaats 77.')
  assert.equal(withoutBoilerplateText('Iets heel anders.', site), 'Iets heel anders.')
  assert.deepEqual(learnSite(adverts.toReversed().map(boilerplateEntries)), site)
})

test('what one hand copies is not the site’s, nor is anything learned from few adverts', () => {
  const copies = Array.from({ length: 30 }, (_, i) => ({ ...advertOf(i, house), phoneField: `0600000${i % 4}` }))
  assert.deepEqual(learnSite(copies.map(boilerplateEntries)).boilerplate, [])
  const nobody = copies.map(({ body }) => ({ body: body.replaceAll(/\d/g, 'x') }))
  assert.deepEqual(learnSite(nobody.map(boilerplateEntries)).boilerplate, [])
  const few = Array.from({ length: 12 }, (_, i) => advertOf(i, house))
  assert.deepEqual(learnSite(few.map(boilerplateEntries)).boilerplate, [])
})

test('taking house text out is harmless on any text', () => {
  const site = learnSite(Array.from({ length: 30 }, (_, i) => boilerplateEntries(advertOf(i, house))))
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
      assert.ok(
        text.includes(withoutBoilerplateText(text, site)) || withoutBoilerplateText(text, site).length < text.length
      )
      assert.equal(withoutBoilerplateText(`${text}\n${house}\n${text}`, site).includes('redactie'), false)
    }),
    { numRuns: 200 }
  )
})
