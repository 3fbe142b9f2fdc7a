/** Invented first names, account words and company names. */

export const womenNames: readonly string[] = [
  'Lotte', 'Sanne', 'Femke', 'Anouk', 'Merel', 'Iris', 'Jolien', 'Esmee', 'Noor', 'Roos', 'Fleur', 'Linde', 'Marit', 'Tess',
  'Nadine', 'Claudia', 'Monique', 'Ingrid', 'Petra', 'Wendy', 'Ellen', 'Karin', 'Daphne', 'Romy', 'Bella', 'Luna', 'Mila',
  'Elena', 'Sofia', 'Maria', 'Ana', 'Carla', 'Bianca', 'Diana', 'Laura', 'Nina', 'Vera', 'Eva', 'Julia', 'Alina', 'Irina',
  'Kati', 'Zsofi', 'Kinga', 'Magda', 'Ola', 'Kasia', 'Desi', 'Mimi', 'Valerie', 'Chloe', 'Camille', 'Celine', 'Manon', 'Amelie',
  'Heidi', 'Greta', 'Lena', 'Mara', 'Jasmijn', 'Naomi', 'Rosa', 'Lola', 'Carmen', 'Ines', 'Pilar', 'Gabi', 'Yara', 'Zoe', 'Ruby',
  'Pearl', 'Amber', 'Jade', 'Coco', 'Violet', 'Olivia', 'Grace', 'Emma', 'Sophie', 'Charlotte', 'Victoria', 'Isabel', 'Simone',
  'Renate', 'Marlies', 'Trudy', 'Yvonne', 'Miranda', 'Chantal', 'Bo', 'Kim', 'Lisa', 'Dani', 'Joyce', 'Sharon', 'Patricia'
]

export const menNames: readonly string[] = [
  'Bram', 'Daan', 'Joost', 'Ruud', 'Marco', 'Stefan', 'Tim', 'Luuk', 'Alex', 'Nick', 'Robin', 'Mike', 'Sven', 'Thijs', 'Rik',
  'Wim', 'Henk', 'Kees', 'Arjan', 'Peter', 'Ivan', 'Tomek', 'Marius', 'Laszlo', 'Pedro', 'Jean', 'Luc', 'Karel', 'Anton', 'Ferry'
]

export const surnames: readonly string[] = [
  'van Dijkhuizen', 'Terpstra', 'Hogeveen', 'Molenwijk', 'Brandsteeg', 'Kwakernaat', 'Lindeboom', 'Veldkampen', 'Ooievaar',
  'Zandgraaf', 'Wilgenhof', 'Korenbloem', 'Duinkerken', 'Sterrenberg', 'Haverkamp', 'Roggeveld', 'Vuurtoren', 'Eikelboom'
]

export const accountWords: readonly string[] = [
  'zon', 'maan', 'ster', 'roos', 'tulp', 'zee', 'golf', 'wind', 'vos', 'uil', 'lynx', 'parel', 'amber', 'kers', 'olijf', 'iris',
  'sun', 'moon', 'river', 'stone', 'pearl', 'velvet', 'honey', 'spring', 'autumn', 'north', 'south', 'city', 'lucky', 'silver'
]

export const companyWords: readonly string[] = [
  'Noorderzon', 'Havenrand', 'Grachtzicht', 'Duinpan', 'Bosrand', 'Zilverberk', 'Maasoever', 'Vechtstroom', 'Heideveld',
  'Waterkant', 'Stadspoort', 'Zonnewende', 'Rietland', 'Polderlicht', 'Kasteelhof', 'Torenzicht', 'Merelhof', 'Kiezelpad',
  'Lindelaan', 'Hofstede', 'Veerpont', 'Molenbeek', 'Klinkers', 'Amberhuis', 'Zeewering', 'Kompasroos'
]
