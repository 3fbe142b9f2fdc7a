/** Example texts that tip pages publish and that many unrelated people copy in part, and stock lines of the sites themselves. */

/** Sentences per example text; whoever copies takes some of them, in order. */
export const publicTexts: readonly (readonly string[])[] = [
  [
    'Op zoek naar een moment voor jezelf?',
    'In een rustige en schone omgeving neem ik alle tijd voor je.',
    'Discretie spreekt voor zich en respect staat bij mij altijd voorop.',
    'Na afloop kun je gebruikmaken van de douche.',
    'Ik zie uit naar je bericht.'
  ],
  [
    'Even weg uit de drukte van alledag.',
    'Bij mij vind je warmte, aandacht en een goed gesprek.',
    'Ik kijk niet op de klok en laat je nooit haasten.',
    'Bel me gerust als je vragen hebt, ik sta je graag te woord.',
    'Wees welkom zoals je bent.'
  ],
  [
    'Are you looking for a moment of peace after a long day?',
    'I offer a warm welcome in a clean and discreet place.',
    'Respect goes both ways and good manners open every door.',
    'Please tell me a little about yourself when you write.',
    'I look forward to meeting you.'
  ],
  [
    'Elegant, well spoken and at ease in any company.',
    'Whether it is a dinner, a trip or a quiet evening, I will be there with a smile.',
    'I value honesty and a sense of humour.',
    'Booking ahead is appreciated.',
    'Take care and see you soon.'
  ],
  [
    'Gönn dir eine Auszeit vom Alltag.',
    'In ruhiger und sauberer Umgebung nehme ich mir Zeit für dich.',
    'Diskretion ist für mich selbstverständlich.',
    'Ich freue mich auf deine Nachricht.'
  ]
]
