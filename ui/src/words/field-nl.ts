/** Dutch words of officers and partners: a number to have read, signs to recognise. The English table has the same keys. */

export const fieldNl = {
  field: {
    number: 'Een nummer of account nakijken',
    numberNote: 'hoe het gelezen wordt',
    numberFoot:
      'U hoort nooit of een nummer bekend is: dat zou een onderzoek kunnen verraden. Uw vraag staat in het logboek en wordt gevonden door wie op het gebruik van Baken toeziet.',
    value: 'Nummer, account of adres, zoals u het zag',
    read: 'Kijk na',
    notRead:
      'Hier staat geen nummer, account of adres in dat Baken kan lezen. Controleer de cijfers, of geef het door zoals u het zag.',
    goesTo: 'Geef het in deze vorm door aan uw contactpersoon bij de mensenhandelgroep, met waar en wanneer u het zag.',
    before: 'Door u nagekeken',
    nothingRead: 'niets gelezen',
    grounds: 'Waaronder u werkt',
    noGrounds: 'U hebt geen grondslag. Vraag een beheerder.',
    own: 'Wat u deed',
    ownNote: 'alles wat u doet staat in het logboek',
    ownMore: 'Uw eigen regels in het logboek'
  },
  signs: {
    title: 'Signalen herkennen',
    note: 'de lijst uit de Aanwijzing mensenhandel',
    whole: 'Hele lijst',
    about:
      'Kruis aan wat u zelf zag of hoorde. Niet alles hoeft tegelijk waar te zijn, en geen enkel punt bewijst iets op zichzelf.',
    source: 'Tekst: {{source}}, geldend {{version}}. De lijst is niet volledig.',
    seen: 'Wat u zag',
    count: '{{seen}} van {{all}}',
    none: 'Nog niets aangekruist.',
    free: 'In uw eigen woorden: wat, waar, wanneer',
    copy: 'Kopieer als tekst',
    report: 'Meld dit',
    clear: 'Wis vinkjes',
    copied: 'De tekst is gekopieerd.',
    copyTitle: 'Waargenomen signalen (Aanwijzing mensenhandel, bijlage 3):',
    stays: 'Niets hiervan wordt verstuurd of bewaard: het blijft in dit venster.',
    do: 'Wat u doet',
    'do-danger': 'Gevaar nu: bel 112, en zorg dat het mogelijke slachtoffer niet met de uitbuiter alleen is.',
    'do-write': 'Schrijf op wat u zag in uw eigen woorden, met plaats en tijd; vraag niet door naar wat er gebeurd is.',
    'do-pass': 'Geef het dezelfde dag door aan de mensenhandelgroep van uw eenheid.',
    'do-minor': 'Is het misschien een minderjarige: zeg dat er meteen bij; dan gaat de bescherming voor.'
  }
}
