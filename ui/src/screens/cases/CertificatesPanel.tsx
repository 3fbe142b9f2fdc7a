/** Who may lead a case until when, and for coordinators a form for a newer certificate. */
import { useState } from 'react'
import { Button, Form } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Certificates } from '../../../../src/contract/cases/cases.ts'
import { useCasePeople, useCertificates, useGiveCertificate } from '../../api/cases/cases.ts'
import { Box } from '../../frame/Box.tsx'
import { useFormat } from '../../frame/format.ts'
import { ProblemNote } from '../../frame/Notice.tsx'
import { useSending } from '../../frame/useSending.ts'
import { useNames } from '../../names/useNames.ts'
import { Choice } from '../../parts/Choice.tsx'
import { DayField } from '../../parts/DayField.tsx'
import { DialogButtons } from '../../parts/DialogButtons.tsx'
import { Panel } from '../../parts/Panel.tsx'
import { TableBox } from '../../parts/table/TableBox.tsx'
import { PersonChoice } from './PersonChoice.tsx'
import { usePerson } from './usePerson.ts'

const levels = ['certified', 'in-training'] as const

export function CertificatesPanel({ decides }: { readonly decides: boolean }) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const register = useCertificates().data
  const certificates = register?.certificates ?? []
  const [giving, setGiving] = useState(false)
  const tools = decides && <Button onPress={() => setGiving(true)}>{t('case.certify')}</Button>
  return (
    <Panel columns={12} title={t('case.certificates')} tools={tools}>
      {certificates.length === 0 ? (
        <p className="quiet">{t('case.noCertificates')}</p>
      ) : (
        <ul className="divide case-plain">
          {certificates.map((one) => (
            <li key={one.user} className="row row-wrap">
              <b>{names.person(one.user)}</b>
              <span>{t(`case.level-${one.level}`)}</span>
              <span className={one.valid ? 'quiet' : 'tag tag-warn'}>
                {t(one.valid ? 'case.validUntil' : 'case.ranOut', { day: format.day(one.validUntil) })}
              </span>
              {one.refreshers > 0 && <span className="quiet">{t('case.refreshers', { count: one.refreshers })}</span>}
            </li>
          ))}
        </ul>
      )}
      {register !== undefined && register.growth.length > 0 && <Growth growth={register.growth} />}
      {giving && <CertificateDialog onClose={() => setGiving(false)} />}
    </Panel>
  )
}

/** No promise is a colour: what there is stands beside what twenty more, and five per cent more, a year would be. */
function Growth({ growth }: Pick<Certificates, 'growth'>) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <TableBox label={t('case.growth')}>
      <table>
        <thead>
          <tr>
            {(['growthYear', 'growthNow', 'growthTwenty', 'growthPercent'] as const).map((one, at) => (
              <th key={one} scope="col" className={at > 0 ? 'right' : undefined}>
                {t(`case.${one}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {growth.map((one) => (
            <tr key={one.year}>
              <th scope="row">{one.year}</th>
              {[one.certified, one.byTwenty, one.byPercent].map((count, at) => (
                <td key={at} className="right number">
                  {format.number(count)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  )
}

function CertificateDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation()
  const give = useGiveCertificate()
  const { busy, problem, send } = useSending()
  const people = useCasePeople().data ?? []
  const [level, setLevel] = useState<(typeof levels)[number]>('certified')
  const [validUntil, setValidUntil] = useState('')
  const { who, pick } = usePerson(people)
  return (
    <Box title={t('case.certify')} onClose={onClose}>
      <Form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          void send(async () => {
            await give.mutateAsync({ user: who, level, validUntil })
            onClose()
          })
        }}
      >
        <p className="quiet">{t('case.certifyExplain')}</p>
        {problem !== null && <ProblemNote error={problem} />}
        <PersonChoice label={t('case.person')} people={people} value={who} onChange={pick} />
        <Choice
          label={t('case.level')}
          values={levels}
          value={level}
          says={(one) => t(`case.level-${one}`)}
          onChange={setLevel}
        />
        <DayField label={t('case.certificateUntil')} value={validUntil} onChange={setValidUntil} />
        <DialogButtons action={t('case.set')} busy={busy} disabled={who === ''} onClose={onClose} />
      </Form>
    </Box>
  )
}
