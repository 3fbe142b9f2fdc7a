/** Values that people write down without having them. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isExampleValue } from '../../src/extract/contact/example.ts'

test('numbers that count, nobody’s mailboxes and front pages are examples, and others are not', () => {
  const examples = [
    ['phone', '+31612345678'],
    ['phone', '+31687654321'],
    ['email', 'info@gmail.com'],
    ['email', 'jouwnaam@hotmail.com'],
    ['url', 'https://www.google.com/']
  ]
  const own = [
    ['phone', '+31612345687'],
    ['phone', '+31629418765'],
    ['email', 'info@lotte.example'],
    ['email', 'lotte@gmail.com'],
    ['url', 'https://www.instagram.com/lotte'],
    ['handle', 'telegram:info']
  ]
  for (const [kind = '', value = ''] of examples) assert.equal(isExampleValue(kind, value), true, value)
  for (const [kind = '', value = ''] of own) assert.equal(isExampleValue(kind, value), false, value)
})
