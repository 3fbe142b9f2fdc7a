/** One network: members, links, history, judgements, the text that its adverts share, and how it was at a moment. */
import Type from 'typebox'
import {
  advertState,
  closed,
  flag,
  maybeText,
  maybeWhole,
  orNull,
  text,
  time,
  whole,
  wholes,
  type Shape
} from '../fields.ts'
import { Judgement, LinkRow, Member } from './links.ts'
import { ClassSign } from '../network-class.ts'

/** made, ended; merge, merged-into, split, split-from (with the other networks); hub, hub-ended, guard-queued, guard-ended, veto, same, undo. */
export const NetworkEvent = Type.Object(
  {
    at: text,
    kind: text,
    networks: wholes,
    adverts: wholes,
    /** The value that it is about, when an opened member shows it. */
    value: maybeText,
    because: text
  },
  closed
)
export type NetworkEvent = Shape<typeof NetworkEvent>

export const MemberThen = Type.Object(
  {
    advert: whole,
    state: advertState,
    title: maybeText,
    site: text,
    /** Where it is now; null when it stands alone. */
    networkNow: maybeWhole
  },
  closed
)
export type MemberThen = Shape<typeof MemberThen>

/** A network as Baken knew it at a moment: what people saw and decided on then. */
export const NetworkThen = Type.Object(
  {
    at: text,
    /** Adverts in it then. */
    adverts: whole,
    /** When the network was known first; null when it has no history. */
    knownSince: maybeText,
    /** At most 200. */
    members: Type.Array(MemberThen),
    /** Of the adverts in it now, so many had been posted or seen by then, known to belong together or not. */
    seenByThen: whole
  },
  closed
)
export type NetworkThen = Shape<typeof NetworkThen>

/** Adverts that belonged to a network that ended, by where they are now; `network` null: alone, or erased. */
const Went = Type.Object(
  {
    network: maybeWhole,
    erased: flag,
    adverts: whole,
    identity: orNull(Type.Object({ kind: text, value: text }, closed)),
    title: maybeText
  },
  closed
)

const Template = Type.Object({ parts: Type.Array(Type.Object({ text, slot: flag }, closed)), members: whole }, closed)

/** GET /api/networks/:id?at= (a day or time: how it was then) */
export const Network = Type.Object(
  {
    id: whole,
    adverts: whole,
    /** What identifies it, the title that most carry and when its adverts were posted: as in the queue, so that one thing has one name. */
    identity: orNull(Type.Object({ kind: text, value: text }, closed)),
    title: maybeText,
    posted: orNull(Type.Object({ from: text, to: text }, closed)),
    firstSeen: maybeText,
    lastSeen: maybeText,
    signal: maybeWhole,
    /** What kind of hand is behind it and why (weigh/classes.ts); null before it was weighed. A class that is no ground opens nothing. */
    class: maybeText,
    classSigns: Type.Array(ClassSign),
    members: Type.Array(Member),
    links: Type.Array(LinkRow),
    /** What happened to it, newest first. */
    events: Type.Array(NetworkEvent),
    judgements: Type.Array(Judgement),
    /** Where its adverts are now, the most first, when it ended; empty while it has any. At most 50. */
    went: Type.Array(Went),
    /** Text shared by open members with its slots; null when fewer than two are open. */
    template: orNull(Template),
    /** Null unless `at` was asked. */
    asOf: orNull(NetworkThen)
  },
  closed
)
export type Network = Shape<typeof Network>

export const NetworkQuery = Type.Object({ at: Type.Optional(time) }, closed)
