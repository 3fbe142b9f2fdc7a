/** The expert group: questions that name nobody, advice, and what was learned. */
import Type from 'typebox'
import { fewestFiles, minorLessons } from '../../model/minors/minor-track.ts'
import { closed, day, flag, maybeText, oneOf, orNull, text, whole, type Shape } from '../fields.ts'

const words = Type.String({ minLength: 1, maxLength: 4_000 })
const line = Type.String({ minLength: 1, maxLength: 200 })

/** POST /api/minors/{id}/questions: the question is told to the expert group, the file is not. */
export const QuestionBody = Type.Object({ question: words }, closed)
export type QuestionBody = Shape<typeof QuestionBody>

export const ExpertQuestion = Type.Object(
  { key: text, question: text, by: text, at: text, advice: maybeText, advisedBy: maybeText, advisedAt: maybeText },
  closed
)
export type ExpertQuestion = Shape<typeof ExpertQuestion>

/** GET /api/expert-questions: for experts all, for others their own; those without advice first. */
export const ExpertQuestions = Type.Object({ questions: Type.Array(ExpertQuestion) }, closed)
export type ExpertQuestions = Shape<typeof ExpertQuestions>

export const QuestionParameter = Type.Object({ key: Type.String({ maxLength: 64 }) }, closed)
/** POST /api/expert-questions/{key}/advice */
export const AdviceBody = Type.Object({ advice: words }, closed)
export type AdviceBody = Shape<typeof AdviceBody>

export const KnowledgePage = Type.Object(
  {
    id: text,
    version: whole,
    title: text,
    text,
    source: text,
    reviewOn: text,
    /** The day of looking at it again is over. */
    stale: flag,
    /** From how many closed files it came, five or more; null: from its source. */
    files: orNull(Type.Integer({ minimum: fewestFiles })),
    by: text,
    at: text
  },
  closed
)
export type KnowledgePage = Shape<typeof KnowledgePage>

/** GET /api/knowledge: the newest version of each page. */
export const Knowledge = Type.Object({ pages: Type.Array(KnowledgePage) }, closed)
export type Knowledge = Shape<typeof Knowledge>

/** POST /api/knowledge: a new page, or with `id` the next version of one. With `lesson` it rests on closed files, and is refused where they are under five. */
export const KnowledgeBody = Type.Object(
  {
    id: Type.Optional(Type.String({ maxLength: 64 })),
    title: line,
    text: words,
    source: line,
    reviewOn: day,
    lesson: Type.Optional(oneOf(minorLessons))
  },
  closed
)
export type KnowledgeBody = Shape<typeof KnowledgeBody>
