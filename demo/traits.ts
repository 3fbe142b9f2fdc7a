/** How often each kind of hand shows each sign: realistic shares, so that signs also stand in adverts of free people. */
import type { TraitId } from './text/phrasebook.ts'

export interface TraitShares {
  /** Chance per hand that its texts carry the sign. */
  readonly traits: Readonly<Record<TraitId, number>>
  readonly disguised: number
  /** Emoji that the list of indicators names, next to ordinary ones. */
  readonly codedEmoji: number
  /** Voice in which the texts are written. */
  readonly voices: readonly (readonly ['first' | 'third' | 'plural', number])[]
}

/** Own reading of the indicators' evidence levels; no published shares exist for most of them. */
export const traitShares: Readonly<Record<'independent' | 'agency' | 'network' | 'scam', TraitShares>> = {
  independent: {
    traits: {
      assurance: 0.1,
      youth: 0.03,
      arrival: 0.13,
      rules: 0.52,
      anything: 0.03,
      incall: 0.18,
      always: 0.05,
      driver: 0.005,
      rotation: 0,
      deposit: 0.06,
      own: 0.55,
      lowprice: 0.04,
      choice: 0.01
    },
    disguised: 0.09,
    codedEmoji: 0.1,
    voices: [
      ['first', 95],
      ['third', 2],
      ['plural', 3]
    ]
  },
  agency: {
    traits: {
      assurance: 0.15,
      youth: 0.05,
      arrival: 0.08,
      rules: 0.35,
      anything: 0.03,
      incall: 0.2,
      always: 0.25,
      driver: 0.4,
      rotation: 0.12,
      deposit: 0.05,
      own: 0,
      lowprice: 0.08,
      choice: 0.45
    },
    disguised: 0.03,
    codedEmoji: 0.08,
    voices: [
      ['third', 45],
      ['plural', 50],
      ['first', 5]
    ]
  },
  network: {
    traits: {
      assurance: 0.32,
      youth: 0.15,
      arrival: 0.22,
      rules: 0.1,
      anything: 0.15,
      incall: 0.34,
      always: 0.4,
      driver: 0.16,
      rotation: 0.22,
      deposit: 0.04,
      own: 0.05,
      lowprice: 0.3,
      choice: 0.28
    },
    disguised: 0.55,
    codedEmoji: 0.35,
    voices: [
      ['first', 50],
      ['third', 32],
      ['plural', 18]
    ]
  },
  scam: {
    traits: {
      assurance: 0.6,
      youth: 0.08,
      arrival: 0.15,
      rules: 0.05,
      anything: 0.1,
      incall: 0.05,
      always: 0.2,
      driver: 0,
      rotation: 0,
      deposit: 0.85,
      own: 0.05,
      lowprice: 0.3,
      choice: 0
    },
    disguised: 0.2,
    codedEmoji: 0.2,
    voices: [['first', 100]]
  }
}
