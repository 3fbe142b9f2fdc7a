/** Which words of a task say to get in touch with somebody whom a flag protects. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { contactSaid } from '../../../src/desk/cases/contact/contact-words.ts'
import { readTable } from '../../../src/text/data-file.ts'

const shielded = [{ no: 1, name: 'Vrouw Zilvermeeuw' }]
const said = (words: string, subject: number | null = 1) => contactSaid(words, shielded, subject)

test('S7.11 words that say to get in touch with the protected person are told in both languages, in the order of either', () => {
  for (const words of [
    'Bel haar',
    'Haar bellen',
    'Neem contact op met Zilvermeeuw',
    'Ga bij Zilvermeeuw langs',
    'Zilvermeeuw opzoeken',
    'Schrijf haar morgen een brief',
    'App haar na zes uur',
    'Eerst de huur. Daarna vrouw Zilvermeeuw verhoren',
    'Nodig haar uit op het bureau',
    'Call her today',
    'Get in touch with Zilvermeeuw',
    'Visit the victim',
    'Send her a text message',
    'Knock at Zilvermeeuw’s',
    'b e l haar',
    'B.E.L haar',
    'Eerst b-e-l-l-e-n met haar',
    'b e l h a a r',
    'Bel Z i l v e r m e e u w',
    'c a l l her'
  ])
    assert.equal(said(words), 'person', words)
})

test('S7.11 contact of which it is not said with whom, or with another, is asked about; what is no contact is not', () => {
  for (const words of [
    'Bel de gemeente over haar',
    'Bel haar advocaat',
    'Spreek de buurman van Zilvermeeuw',
    'Neem geen contact op met Zilvermeeuw',
    'Bel haar niet',
    'Call the shelter for her',
    'Speak to her lawyer',
    'Vanavond bellen',
    'b_e_l de gemeente'
  ])
    assert.equal(said(words), 'somebody', words)
  for (const words of [
    'Vergelijk loon en uren',
    'Zoek haar verhuurder',
    'Pin the adverts',
    'Vergelijk A, B en C v.l.n.r. met haar contract',
    'Stuk a b c naast haar loonstrook',
    ''
  ])
    assert.equal(said(words), null, words)
  // Nobody who is protected has to do with it.
  assert.equal(said('Bel haar', null), null)
  assert.equal(said('Bel haar', 2), null)
  assert.equal(said('Bel Zilvermeeuw', 2), 'person')
})

test('S7.11 what the templates of tasks say is no contact, unless that is their kind', () => {
  for (const [, code, kind, , , nl = '', en = ''] of readTable('case-tasks.tsv'))
    if (kind !== 'contact') for (const words of [nl, en]) assert.equal(said(words), null, `${code}: ${words}`)
})
