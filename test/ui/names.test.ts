/** Names for people: values of facts as they are written, and what a signal or network is called. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nl } from '../../ui/src/words/nl.ts'
import { firstWords, identityOf, titleOf } from '../../ui/src/names/naming.ts'
import { valueWords, type Word } from '../../ui/src/names/value.ts'
import type { LinkRow } from '../../src/contract/desk/links.ts'

const word: Word = (key, values = {}) => {
  const [group = '', name = ''] = key.split('.')
  const text = (nl as unknown as Record<string, Record<string, string>>)[group]?.[name]
  return text?.replaceAll(/\{\{(\w+)\}\}/g, (_, place: string) => String(values[place])) ?? null
}

test('S9 values of facts are written as people write them', () => {
  for (const [kind, value, written] of [
    ['phone', '+31610101212', '06-10 10 12 12'],
    ['phone', '+31201112223', '020-111 22 23'],
    ['phone', '+32470123451', '+32 470 12 34 51'],
    ['phone', '+491701234567', '+49 17 01 23 45 67'],
    ['phone', '0900', '0900'],
    ['handle', 'telegram:kaswerkwest', '@kaswerkwest (Telegram)'],
    ['handle', 'kaswerkwest', 'kaswerkwest'],
    ['price', '7.5 EUR/60min', '€ 7,50 per uur'],
    ['price', '100 EUR/30min', '€ 100 per 30 minuten'],
    ['price', '1000 EUR/week', '€ 1.000 per week'],
    ['price', 'about 100', 'about 100'],
    ['age', '22', '22 jaar'],
    ['language', 'nl', 'Nederlands'],
    ['date', '2026-11-08', '8 nov 2026'],
    ['condition', 'housing-offered', 'woonruimte erbij'],
    ['service', 'private-reception', 'ontvangst bij de adverteerder'],
    ['service', 'what-nobody-knows', 'what-nobody-knows'],
    ['place', 'De Lier', 'De Lier'],
    ['url', 'https://werk.example', 'werk.example']
  ] as const)
    assert.equal(valueWords(kind, value, 'nl', word).replaceAll('\u00a0', ' '), written, `${kind} ${value}`)
})

test('S9 a network is called by the number that most of its adverts share, else by its account', () => {
  const link = (a: number, b: number, kind: string, value: string | null): LinkRow => ({
    id: a * 100 + b,
    a,
    b,
    kind,
    value,
    key: 'k',
    rarity: 3,
    state: 'live',
    madeAt: '2026-11-26T10:00:00Z'
  })
  const handle = link(1, 2, 'handle', 'telegram:naam')
  assert.deepEqual(identityOf([handle, link(1, 3, 'phone', null)]), { kind: 'handle', value: 'telegram:naam' })
  assert.deepEqual(
    identityOf([
      handle,
      link(1, 2, 'phone', '+31610101313'),
      link(1, 3, 'phone', '+31610101212'),
      link(2, 3, 'phone', '+31610101212')
    ]),
    { kind: 'phone', value: '+31610101212' }
  )
  assert.equal(identityOf([link(1, 2, 'text', null)]), null)
})

test('S9 where no value is known, the first words that most titles share are its name', () => {
  assert.equal(titleOf([{ title: null }, { title: ' ' }]), null)
  assert.equal(
    titleOf([
      { title: 'Fiets te koop' },
      { title: 'Medewerkers kas, onderdak en vervoer geregeld, Venlo' },
      { title: 'Medewerkers kas, onderdak en vervoer geregeld, Someren' }
    ]),
    'Medewerkers kas, onderdak en vervoer geregeld …'
  )
  assert.equal(firstWords('een twee drie', 3), 'een twee drie')
})
