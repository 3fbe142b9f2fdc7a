/** Tests of numbers in words: phone numbers in nine languages are seen, counts and prices are not. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { spellsNumber } from '../../src/text/spelled-number.ts'

const numbers = [
  'Bel nul zes eenenveertig tweeentwintig drieendertig vijfenveertig',
  'bel nul zes - vier een - twee twee - drie drie - vier vijf',
  'zero seven seven zero zero nine zero zero one two three',
  'null eins sieben eins drei neun zwei null null',
  'zéro six trente neuf quatre-vingt douze onze',
  'seis cero cero uno dos tres cuatro cinco',
  'zero sapte doi trei patru cinci sase sapte',
  'nulla hat három nulla egy kettő négy öt',
  'нула осем осем седем едно две три четири',
  '06 eenenveertig 22 drieendertig vijfenveertig'
]
for (const text of numbers) test(`"${text}" spells a number`, () => assert.equal(spellsNumber(text), true))

const counts = [
  'Drie kamers, twee badkamers en een tuin, op vijf minuten van het station',
  'Eén uur tachtig euro, twee uur honderdvijftig euro',
  'In 2024 one of the two towns had three schools and 1500 people',
  '06 48 15 16 23 12 34',
  'een twee drie'
]
for (const text of counts) test(`"${text}" spells none`, () => assert.equal(spellsNumber(text), false))
