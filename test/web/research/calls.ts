/** Bodies that fit the routes of research on phenomena, and the routes that are read, for the tests that try every route. */

export const researchBodies = {
  '/api/research/records': {
    question: 'Wat is nieuw?',
    definition: 'Alle bewoording.',
    filters: { view: 'wording', from: '2026-01-01', to: '2026-12-31', words: [] }
  },
  '/api/research/records/{key}/conclude': { conclusion: 'Niets.', hypotheses: [] },
  '/api/research/records/{key}/review': { agrees: true, reason: 'x' },
  '/api/research/records/{key}/rerun': {}
}

export const researchReads = ['/api/research/wording', '/api/research/flows', '/api/research/records'] as const
