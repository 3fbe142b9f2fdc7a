/** Tasks per form of exploitation, as data: `data/case-tasks.tsv`. */
import { readFileSync } from 'node:fs'
import type { CaseForm } from '../../contract/cases/proposals.ts'
import type { TaskTemplate } from '../../contract/cases/work.ts'

const kinds: Readonly<Record<TaskTemplate['kind'], true>> = {
  contact: true,
  observe: true,
  gather: true,
  purchase: true,
  other: true
}
const priorities: Readonly<Record<TaskTemplate['priority'], true>> = { low: true, middle: true, high: true }

let known: readonly (TaskTemplate & { readonly form: string })[] | null = null

/** Those of a form, and those of every form first. Throws when a line of the file is not one. */
export function templatesOf(form: CaseForm): TaskTemplate[] {
  known ??= readFileSync(new URL('../../../data/case-tasks.tsv', import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map(templateOf)
  return known.filter((one) => one.form === 'all' || one.form === form).map(({ form: _form, ...one }) => one)
}

function templateOf(line: string): TaskTemplate & { readonly form: string } {
  const [form = '', code = '', kind = '', priority = '', days = '', nl = '', en = ''] = line.split('\t')
  if (!isOne(kinds, kind) || !isOne(priorities, priority) || !/^\d{1,3}$/.test(days) || [code, nl, en].includes(''))
    throw new Error(`data/case-tasks.tsv: this is no task: ${line}`)
  return { form, code, kind, priority, days: Number(days), title: { nl, en } }
}

function isOne<Name extends string>(names: Readonly<Record<Name, true>>, name: string): name is Name {
  return Object.hasOwn(names, name)
}
