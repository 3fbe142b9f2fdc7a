/** English words of the register of obstacles of the expert group. The Dutch table has the same keys. */

export const obstaclesEn = {
  'part-obstacles': 'Obstacles',
  obstacleAdd: 'Record an obstacle',
  obstacleExplain: 'What stands in the way of helping? Name nobody: a name, number or case is refused.',
  obstacleText: 'What stands in the way?',
  obstacleOwner: 'Who takes it away?',
  obstacleDo: 'Record',
  obstacleGive: 'Give to somebody else',
  obstacleGiveExplain: 'Who takes it away changes; how long it waits does not.',
  obstacleWhy: 'Why?',
  obstacleAnswer: 'Answer',
  obstacleAnswerExplain: 'What came of it? Once, and without naming anybody.',
  obstacleCame: 'What came of it?',
  obstacleAge_one: 'waits {{count, number}} day',
  obstacleAge_other: 'waits {{count, number}} days',
  obstacleTook_one: 'answered after {{count, number}} day',
  obstacleTook_other: 'answered after {{count, number}} days',
  obstacleRow: 'With {{owner}}; recorded by {{by}} on {{at}}',
  obstacleAnswered: 'Answered by {{by}} on {{at}}',
  obstaclesNone: 'No obstacle is recorded yet.',
  obstaclesNext: 'Record what stands in the way of helping, and who takes it away.',
  obstaclesWaiting_one: '{{count, number}} waits; the longest first',
  obstaclesWaiting_other: '{{count, number}} wait; the longest first'
}
