/** Dutch words of the register of obstacles of the expert group. The English table has the same keys. */

export const obstaclesNl = {
  'part-obstacles': 'Obstakels',
  obstacleAdd: 'Leg een obstakel vast',
  obstacleExplain: 'Wat staat het helpen in de weg? Noem niemand: een naam, nummer of zaak wordt geweigerd.',
  obstacleText: 'Wat staat in de weg?',
  obstacleOwner: 'Wie neemt het weg?',
  obstacleDo: 'Leg vast',
  obstacleGive: 'Geef aan een ander',
  obstacleGiveExplain: 'Wie het wegneemt verandert; hoe lang het wacht niet.',
  obstacleWhy: 'Waarom?',
  obstacleAnswer: 'Antwoord',
  obstacleAnswerExplain: 'Wat kwam ervan? Eén keer, en zonder iemand te noemen.',
  obstacleCame: 'Wat kwam ervan?',
  obstacleAge_one: 'wacht {{count, number}} dag',
  obstacleAge_other: 'wacht {{count, number}} dagen',
  obstacleTook_one: 'beantwoord na {{count, number}} dag',
  obstacleTook_other: 'beantwoord na {{count, number}} dagen',
  obstacleRow: 'Bij {{owner}}; vastgelegd door {{by}} op {{at}}',
  obstacleAnswered: 'Beantwoord door {{by}} op {{at}}',
  obstaclesNone: 'Er is nog geen obstakel vastgelegd.',
  obstaclesNext: 'Leg vast wat het helpen in de weg staat, en wie het wegneemt.',
  obstaclesWaiting_one: '{{count, number}} wacht; het langst wachtende eerst',
  obstaclesWaiting_other: '{{count, number}} wachten; het langst wachtende eerst'
}
