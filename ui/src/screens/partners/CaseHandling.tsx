/** Handling codes of what a case holds, in the tab of disclosures: who may be told, what may be done with it, and what stays behind with every receiver. */
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Case } from '../../../../src/contract/cases/cases.ts'
import type { Handled } from '../../../../src/contract/partners/handling.ts'
import { useCaseAct } from '../../api/cases/cases.ts'
import { useCaseDisclosures, useCaseHandling, usePartners } from '../../api/cases/partners.ts'
import { useDraft } from '../../frame/drafts.ts'
import { useFormat } from '../../frame/format.ts'
import { Loading, ProblemNote } from '../../frame/Notice.tsx'
import { useNames } from '../../names/useNames.ts'
import { Choice } from '../../parts/Choice.tsx'
import { Panel } from '../../parts/Panel.tsx'
import { CaseForm, Field } from '../case-work/CaseForm.tsx'
import { codesOf, papCodes, tlpCodes } from './codes.ts'

export function CaseHandling({ one }: { readonly one: Case }) {
  const { t } = useTranslation()
  const found = useCaseHandling(one.id)
  const [setting, setSetting] = useState<Handled | null>(null)
  const behind = found.data?.staysBehind.filter(({ items }) => items.length > 0) ?? []
  return (
    <Panel columns={12} title={t('partners.handling')} note={t('partners.handlingNote')}>
      {found.isPending && <Loading what={t('partners.handling')} lines={3} />}
      {found.isError && <ProblemNote error={found.error} retry={() => void found.refetch()} />}
      <div className="stack">
        {behind.length > 0 && (
          <ul className="note note-info case-plain small">
            {behind.map(({ receiver, items }) => (
              <li key={receiver}>
                {t('partners.staysBehind', {
                  receiver: t(`partners.receiver-${receiver}`),
                  what: items.map(({ code, count }) => `${count} × ${code}`).join(', ')
                })}
              </li>
            ))}
          </ul>
        )}
        {found.data?.codes.length === 0 && <p className="quiet">{t('partners.handlingNone')}</p>}
        {found.data !== undefined && found.data.codes.length > 0 && (
          <ul className="divide case-plain">
            {found.data.codes.map((of) => (
              <Row key={of.about} of={of} one={one} onSet={() => setSetting(of)} />
            ))}
          </ul>
        )}
      </div>
      {setting !== null && <SetDialog id={one.id} of={setting} onClose={() => setSetting(null)} />}
    </Panel>
  )
}

interface RowProps {
  readonly of: Handled
  readonly one: Case
  readonly onSet: () => void
}

function Row({ of, one, onSet }: RowProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const name = useThing(one.id, of.about)
  const [kind, no] = of.about.split(':')
  const title = kind === 'item' ? (one.list.find((each) => String(each.no) === no)?.title ?? '') : ''
  const codes = codesOf(of)
  return (
    <li className="row row-wrap">
      <b>{name}</b>
      {title !== '' && <span className="quiet">{title}</span>}
      {codes.length === 0 && <span className="quiet">{t('partners.noCode')}</span>}
      {codes.map((code) => (
        <span key={code} className={code.endsWith('RED') ? 'tag tag-warn' : 'tag'}>
          {code}
        </span>
      ))}
      {of.by !== null && of.at !== null && (
        <span className="small quiet">{t('partners.by', { by: names.person(of.by), at: format.moment(of.at) })}</span>
      )}
      {one.mine.includes('change') && (
        <Button className="button-small push" aria-label={t('partners.setCodeOf', { name })} onPress={onSet}>
          {t('partners.setCode')}
        </Button>
      )}
    </li>
  )
}

/** What a thing of a case is called: an item and a dossier by number, a disclosure by its partner and when it was asked. */
function useThing(id: string, about: string): string {
  const { t } = useTranslation()
  const format = useFormat()
  const disclosures = useCaseDisclosures(id).data ?? []
  const partners = usePartners().data?.partners ?? []
  const [kind = '', ref = ''] = about.split(':')
  const told = kind === 'disclosure' ? disclosures.find((one) => one.key === ref) : undefined
  if (told === undefined) return t(`partners.thing-${kind}`, { ref: kind === 'disclosure' ? ref.slice(0, 8) : ref })
  const name = partners.find((one) => one.id === told.partner)?.name ?? '…'
  return t('partners.thingTold', { name, at: format.moment(told.at) })
}

interface SetProps {
  readonly id: string
  readonly of: Handled
  readonly onClose: () => void
}

function SetDialog({ id, of, onClose }: SetProps) {
  const { t } = useTranslation()
  const act = useCaseAct(id)
  const name = useThing(id, of.about)
  const [tlp, setTlp] = useState<string>(of.tlp ?? '')
  const [pap, setPap] = useState<string>(of.pap ?? '')
  const why = useDraft(`handling:${id}/${of.about}`)
  return (
    <CaseForm
      title={t('partners.setCodeOf', { name })}
      explain={t('partners.setCodeExplain')}
      action={t('partners.setCode')}
      onSend={async () => {
        const body = { about: of.about, tlp: tlp === '' ? null : tlp, pap: pap === '' ? null : pap, reason: why.text }
        await act.mutateAsync({ act: 'handling', body })
        why.drop()
      }}
      onClose={onClose}
    >
      <Choice
        label={t('partners.tlp')}
        values={['', ...tlpCodes]}
        value={tlp}
        says={(code) => (code === '' ? t('partners.noCode') : t(`partners.tlp-${code}`))}
        onChange={setTlp}
      />
      <Choice
        label={t('partners.pap')}
        values={['', ...papCodes]}
        value={pap}
        says={(code) => (code === '' ? t('partners.noCode') : t(`partners.pap-${code}`))}
        onChange={setPap}
      />
      <Field label={t('partners.why')} value={why.text} onChange={why.change} rows={2} most={2_000} required />
    </CaseForm>
  )
}
