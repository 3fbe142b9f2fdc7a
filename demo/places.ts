/** Towns in which the invented people of the practice web advertise. */

/** Dutch towns, larger first: earlier ones are drawn more often. */
export const dutchTowns: readonly string[] = [
  'Amsterdam', 'Rotterdam', 'Den Haag', 'Utrecht', 'Eindhoven', 'Groningen', 'Tilburg', 'Almere', 'Breda', 'Nijmegen',
  'Apeldoorn', 'Haarlem', 'Arnhem', 'Enschede', 'Amersfoort', 'Zaandam', 'Den Bosch', 'Zwolle', 'Leiden', 'Zoetermeer',
  'Leeuwarden', 'Maastricht', 'Dordrecht', 'Ede', 'Alkmaar', 'Emmen', 'Westland', 'Venlo', 'Delft', 'Deventer', 'Hilversum',
  'Helmond', 'Oss', 'Heerlen', 'Roosendaal', 'Purmerend', 'Schiedam', 'Lelystad', 'Alphen aan den Rijn', 'Vlaardingen',
  'Hoorn', 'Gouda', 'Bergen op Zoom', 'Assen', 'Capelle aan den IJssel', 'Veenendaal', 'Zeist', 'Nieuwegein', 'Den Helder',
  'Hardenberg', 'Roermond', 'Doetinchem', 'Middelburg', 'Terneuzen', 'Kampen', 'Weert', 'Waalwijk', 'Sittard', 'Geleen',
  'Harderwijk', 'Barneveld', 'Hoogeveen', 'Meppel', 'Sneek', 'Heerenveen', 'Drachten', 'Goes', 'Vlissingen', 'Tiel',
  'Winterswijk', 'Oosterhout', 'Etten-Leur', 'Uden', 'Veghel', 'Boxtel', 'Valkenswaard', 'Culemborg', 'Woerden', 'Huizen',
  'Bussum', 'Hoofddorp', 'Aalsmeer', 'Beverwijk', 'Heemskerk', 'Spijkenisse', 'Gorinchem', 'Papendrecht', 'Stadskanaal',
  'Delfzijl', 'Steenwijk'
]

/** Towns around the border, for the site in three languages. */
export const borderTowns: readonly string[] = [
  'Maastricht', 'Heerlen', 'Luik', 'Hasselt', 'Genk', 'Tongeren', 'Aken', 'Antwerpen', 'Gent', 'Turnhout', 'Brussel',
  'Eupen', 'Sittard', 'Roermond', 'Venlo', 'Mönchengladbach', 'Düsseldorf', 'Keulen', 'Leuven', 'Brugge', 'Kortrijk', 'Lille'
]

/** Parts of a town, as people name them. */
export const districts: readonly string[] = [
  'centrum', 'Noord', 'Zuid', 'Oost', 'West', 'bij het station', 'vlak bij de A2', 'aan de rand van de stad', 'bij het park',
  'in een rustige wijk', 'bij de haven', 'bij de schouwburg'
]
