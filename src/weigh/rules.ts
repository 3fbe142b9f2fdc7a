/** All rules of weighing. What each may do follows from the use rule of its indicator (data/indicators.csv), what it says from data/weigh-sentences.tsv. */
import type { Rule } from './rule.ts'
import { contactRules } from './rules/contacts.ts'
import { materialRules } from './rules/material.ts'
import { wordRules } from './rules/words.ts'

export const rules: readonly Rule[] = [...contactRules, ...materialRules, ...wordRules]
