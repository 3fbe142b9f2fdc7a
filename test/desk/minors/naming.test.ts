/** S10.6: words that name somebody are known by what they are, and ordinary questions are let through. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { identifies, saysName } from '../../../src/desk/minors/identifying.ts'

const names = 'Mohammed Youssef Fatima Khadija Samrawit Oksana Krzysztof Ngozi Mehmet Radjesh Thuy Sanne'.split(' ')
const sentences = [
  (name: string) => `Wat als ${name} niet meer terug wil?`,
  (name: string) => `${name} is bang voor thuis, wie praat eerst?`,
  (name: string) => `De broer van ${name}, wat nu?`,
  (name: string) => `Kan ${name}'s moeder mee?`,
  (name: string) => `Mogen ${name}s ouders het weten?`,
  (name: string) => `IS ${name.toUpperCase()} VEILIG?`,
  (name: string) => `Does ${name} need a guardian first?`
]

test('S10.6 a given name is refused in a question, in whatever place, case and letters', () => {
  const passed = names.flatMap((name) => sentences.map((say) => say(name)).filter((words) => !identifies(words, 2026)))
  assert.deepEqual(passed, [])
  for (const word of ['M0hammed', 'F4tima', 'f4t1ma', 'Y0ussef', 'Mehm3t', 'S@nne'])
    assert.equal(identifies(`Wat als ${word} belt?`, 2026), true, word)
})

test('S10.6 a name that no list knows is refused inside a sentence', () => {
  // Held out: none of them was looked up before.
  for (const name of 'Imaan Kwabena Zwanet Hodan Efe Ikrame Vasilisa Chiara Nguyen Xander Boukje Tadesse'.split(' '))
    for (const say of [sentences[0], sentences[2], sentences[3], sentences[6]])
      assert.equal(identifies(say?.(name) ?? '', 2026), true, say?.(name))
})

test('S10.6 a name of the file is found with digits and signs for letters, and nothing that only looks a little like it', () => {
  for (const [words, name] of [
    ['Mag Z1lverreiger mee?', 'Zilverreiger'],
    ['mag zi1v3rr31g3r mee?', 'Zilverreiger'],
    ['Wat als R13tz@nger belt?', 'Rietzanger'],
    ['Kan z1lver reiger thuis blijven?', 'Zilverreiger'],
    ['En K4r3l W1nterk0ning?', 'Karel Winterkoning'],
    ['Wat zegt A1i?', 'Ali']
  ] as const)
    assert.equal(saysName(words, name), true, words)
  for (const [words, name] of [
    ['Is all het werk klaar?', 'Ali'],
    ['Wie gaat mee op 11 mei?', 'Ii'],
    ['Zilver en reigers in het park?', 'Zilverreiger'],
    ['Mag 1 ouder mee?', 'Louder']
  ] as const)
    assert.equal(saysName(words, name), false, words)
})

test('S10.6 ordinary questions are let through', () => {
  const asked = [
    'Kind geeft aan pas iets te zeggen als het veilig is. Wie praat eerst?',
    'Mag de school weten dat er een onderzoek loopt?',
    'Wanneer vragen we Veilig Thuis erbij, en wanneer de Raad voor de Kinderbescherming?',
    'Kind van 15 wordt door een groep in Utrecht onder druk gezet. Eerst opvang of eerst aangifte?',
    'Ouders werken niet mee. Kan een voogd van Nidos optreden?',
    'Via Snapchat komen opdrachten binnen. Hoe leggen we dat vast?',
    'Hoe lang mag een kind van 16 in de crisisopvang blijven?',
    'In mei of juni opnieuw praten, of liever meteen?',
    'Het kind spreekt Pools en een beetje Engels. Is een tolk nodig?',
    'Is artikel 273f van toepassing als er alleen drugs vervoerd zijn?',
    'Een ander kind uit de groep is 13. Moet dat apart?',
    'Wat weegt zwaarder: schuld aan de groep of dreiging tegen het gezin?',
    'De gemeente vraagt wat zij mag weten. Wat delen we?',
    'Kan Halt hier een rol hebben, of staat dat non-punishment in de weg?',
    'Kind wil niet naar huis in Amsterdam. Waar dan heen?',
    'Is B12 of ander medisch onderzoek iets om nu te vragen?',
    'De A12 en de N201 worden genoemd als route. Doet dat ertoe?',
    'Hoe gaan we om met beelden op een iPhone 13 of een laptop?',
    'Roos en kamille staan op het terrein. Is buiten praten beter?',
    'When should care be arranged, before or after the first talk?',
    'Does the school need to be told in the first week?',
    'May a teacher be present when the child is heard?',
    'The child speaks Dutch and Arabic. Which interpreter is safest?',
    'Said to be in debt to a group: what comes first?',
    'Mark each step as done, or only the last one?',
    'Will a second talk help, or does it harm?',
    'Wil het Leger des Heils meedenken, of Jeugdbescherming?',
    'Is bedreiging met TikTok en Telegram genoeg voor Halt?',
    'Hoort dit bij de Wet op de jeugdzorg of bij het Wetboek van Strafrecht?',
    'Moet een tolk in het Tigrinya er maandag of Dinsdag bij zijn?',
    'Kan dit kind met Kerst naar familie in Rotterdam of Antwerpen?',
    'Spreekt een Poolse of Marokkaanse begeleider beter aan?',
    'Is the Child Protection Board asked before Youth Care?',
    'Does the child stay in Utrecht until March?'
  ]
  const refused = asked.filter((words) => identifies(words, 2026))
  assert.deepEqual(refused, [])
})
