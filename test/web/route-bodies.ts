/** Longer bodies of routes, for the tests that try every route. */

/** A conference of nobody else. */
export const conference = {
  heldOn: '2026-01-05',
  title: 'x',
  minutes: 'x',
  decisions: [],
  seats: [{ user: 'analyst', minutes: true, decisions: [], items: [] }],
  reason: 'x'
}

/** A question of an instance that nobody knows. */
export const peerQuestion = {
  from: '0'.repeat(64),
  to: '0'.repeat(64),
  nonce: '00000000-0000-4000-8000-000000000001',
  at: '2026-01-05T00:00:00Z',
  tokens: ['A'.repeat(43)],
  signature: `${'A'.repeat(86)}==`
}
