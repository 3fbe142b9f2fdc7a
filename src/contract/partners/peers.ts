/** Other instances: with which an exchange is agreed, and the question between two of them, which holds keyed tokens and no value. */
import Type from 'typebox'
import { closed, maybeText, oneOf, text, whole, type Shape } from '../fields.ts'

const states = ['proposed', 'confirmed', 'ended', 'over'] as const

/** `asked` and `answered`: questions to it, and of it, so far. */
const Peer = Type.Object(
  {
    id: text,
    name: text,
    url: text,
    fingerprint: text,
    until: text,
    state: oneOf(states),
    by: text,
    at: text,
    decidedBy: maybeText,
    asked: whole,
    answered: whole
  },
  closed
)
export type Peer = Shape<typeof Peer>

/** GET /api/peers: for coordinators; at most 100. */
export const Peers = Type.Object({ peers: Type.Array(Peer), fingerprint: text }, closed)
export type Peers = Shape<typeof Peers>

const fingerprint = Type.String({ pattern: '^[0-9a-f]{64}$' })
const signature = Type.String({ pattern: '^[A-Za-z0-9+/]{86}==$' })
const nonce = Type.String({ pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$' })
const at = Type.String({ format: 'date-time', pattern: '^[12]', maxLength: 40 })

/** POST /api/peer-questions, of another instance: signed with its key over every member. */
export const PeerQuestion = Type.Object(
  {
    from: fingerprint,
    to: fingerprint,
    nonce,
    at,
    tokens: Type.Array(Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' }), { minItems: 1, maxItems: 100 }),
    signature
  },
  closed
)
export type PeerQuestion = Shape<typeof PeerQuestion>

/** `hits`: 1 or 0 for each token, in their order; signed over that, the question and its nonce. */
export const PeerAnswer = Type.Object(
  { from: fingerprint, to: fingerprint, nonce, at, hits: Type.String({ pattern: '^[01]{1,100}$' }), signature },
  closed
)
export type PeerAnswer = Shape<typeof PeerAnswer>
