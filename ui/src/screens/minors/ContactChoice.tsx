/** Chooses one of the contacts of a child; whoever is blocked says so where the contact would be made. */
import { useTranslation } from 'react-i18next'
import type { Contact, MinorFile } from '../../../../src/contract/minors/minors.ts'
import { Choice } from '../../parts/Choice.tsx'

interface ContactChoiceProps {
  readonly one: MinorFile
  /** The number of the contact; 0: nobody. */
  readonly value: number
  readonly required: boolean
  readonly onChange: (no: number) => void
}

export function ContactChoice({ one, value, required, onChange }: ContactChoiceProps) {
  const { t } = useTranslation()
  const chosen = one.contacts.find((each) => each.no === value)
  const called = (each: Contact): string =>
    [each.name || t('minors.nameHidden'), each.relation, ...(each.blocked ? [t('minors.blockedTag')] : [])].join(', ')
  return (
    <>
      <Choice<number | ''>
        label={t('minors.contact')}
        values={[required ? '' : 0, ...one.contacts.map((each) => each.no)]}
        value={value === 0 && required ? '' : value}
        says={(no) => {
          const found = one.contacts.find((each) => each.no === no)
          return found === undefined ? t('minors.nobody') : called(found)
        }}
        required={required}
        onChange={(no) => onChange(Number(no))}
      />
      {chosen?.blocked === true && (
        <p className="note note-bad">{t('minors.contactOff', { why: chosen.because ?? '' })}</p>
      )}
    </>
  )
}
