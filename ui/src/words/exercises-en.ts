/** English words of the exercises, sent when their screen is first opened. The Dutch table has the same keys. */
import type { exercisesNl } from './exercises-nl.ts'

export const exercisesEn: typeof exercisesNl = {
  exercise: {
    title: 'Exercises',
    about:
      'Invented situations with a known answer, ten minutes each. You read of each sign what it was, and why. Nothing of this comes into the queue, figures, exports or search.',
    invented: 'Exercise, all of it is invented',
    'form-sexual': 'sexual',
    'form-labour': 'labour',
    'form-criminal': 'criminal',
    'form-services': 'services and begging',
    'form-minors': 'minor',
    minutes: '{{minutes}} minutes',
    done: 'done on {{day}}',
    back: 'All exercises',
    step: 'Step {{step}} of 3',
    'step-1': 'What do you see?',
    'step-2': 'What do you do first?',
    'step-3': 'This is how it was',
    tap: 'Choose the sentences that are a sign. Leave alone what says nothing and what speaks against it. Sometimes there is nothing to choose.',
    chosen_one: '{{count}} sentence chosen',
    chosen_other: '{{count}} sentences chosen',
    order: 'Put in order: what do you do, on the spot, in this matter?',
    earlier: 'Earlier: {{act}}',
    whom: 'Whom do you call?',
    next: 'Go on',
    check: 'Check',
    again: 'Again',
    passages: 'By sentence',
    'said-seen': 'well seen',
    'said-missed': 'missed',
    'said-not': 'does not count here; you chose it',
    'said-against': 'speaks against it; you chose it',
    'said-left': 'rightly left alone',
    list: 'On the list: {{sign}}',
    contrary: 'The contrary of: {{sign}}',
    source: 'Source: {{source}}',
    acts: 'The order',
    score: 'You judged {{right}} of {{of}} sentences as explained.',
    actsRight: 'You put it so, too.',
    actsOther: 'You put it otherwise. This is the order that is taught.',
    callRight: 'right',
    callYours: 'your choice',
    remember: 'Remember for later',
    kept: 'What you chose is not kept; the ledger tells only that you did this exercise.'
  }
}
