/** What the child is called, one act away and with a reason, and the names it is known by: side by side until a person says that two are one's, and apart again as they were. */
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { MinorFile, MinorNames } from '../../../../../src/contract/minors/minors.ts'
import { useMinorAct, useMinorNames } from '../../../api/cases/minors.ts'
import { useDraft } from '../../../frame/drafts.ts'
import { useFormat } from '../../../frame/format.ts'
import { ReasonDialog } from '../../../frame/ReasonDialog.tsx'
import { useNames } from '../../../names/useNames.ts'
import { Choice } from '../../../parts/Choice.tsx'
import { Panel } from '../../../parts/Panel.tsx'
import { CaseForm, Field } from '../../case-work/CaseForm.tsx'

type Doing = 'show' | 'add' | 'same' | { readonly apart: number }

export function Identities({ one }: { readonly one: MinorFile }) {
  const { t } = useTranslation()
  const look = useMinorNames(one.id)
  const act = useMinorAct(one.id)
  const [doing, setDoing] = useState<Doing | null>(null)
  const [why, setWhy] = useState('')
  const shown = look.data
  const close = (): void => setDoing(null)
  const changes = one.state === 'open'
  if (!one.mine.includes('names')) return <p className="note note-info">{t('minors.namesNo')}</p>
  /** What was done changes what is shown: one more look, for the reason that was given. */
  const again = async (path: string, body: object): Promise<void> => {
    await act.mutateAsync({ act: path, body })
    await look.mutateAsync(why)
  }
  return (
    <div className="stack">
      {shown === undefined ? (
        <div className="row row-wrap">
          <Button className="button-primary" onPress={() => setDoing('show')}>
            {t('minors.namesShow')}
          </Button>
          <span className="quiet">{t('minors.namesCount', { count: one.identities })}</span>
        </div>
      ) : (
        <Shown names={shown} changes={changes} onDo={setDoing} onHide={() => look.reset()} />
      )}
      {doing === 'show' && (
        <ReasonDialog
          title={t('minors.namesShow')}
          explain={t('minors.namesExplain')}
          action={t('minors.namesDo')}
          draft={`minor-names:${one.id}`}
          onSubmit={async (reason) => {
            await look.mutateAsync(reason)
            setWhy(reason)
          }}
          onClose={close}
        />
      )}
      {doing === 'add' && <AddDialog id={one.id} onSend={again} onClose={close} />}
      {doing === 'same' && shown !== undefined && (
        <SameDialog id={one.id} names={shown} onSend={again} onClose={close} />
      )}
      {doing !== null && typeof doing === 'object' && (
        <ReasonDialog
          title={t('minors.apart')}
          explain={t('minors.apartExplain')}
          action={t('minors.set')}
          draft={`minor-apart-${doing.apart}:${one.id}`}
          onSubmit={(reason) => again(`same/${doing.apart}`, { reason })}
          onClose={close}
        />
      )}
    </div>
  )
}

interface ShownProps {
  readonly names: MinorNames
  readonly changes: boolean
  readonly onDo: (doing: Doing) => void
  readonly onHide: () => void
}

function Shown({ names: { name, identities, same, groups }, changes, onDo, onHide }: ShownProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const people = useNames()
  const called = (no: number): string => identities.find((one) => one.no === no)?.name ?? String(no)
  const groupOf = (no: number): number => groups.findIndex((group) => group.includes(no)) + 1
  return (
    <Panel
      columns={12}
      title={name}
      note={t('minors.namesNote')}
      tools={
        <>
          {changes && (
            <Button className="button-small" onPress={() => onDo('add')}>
              {t('minors.identityAdd')}
            </Button>
          )}
          {changes && identities.length > 1 && (
            <Button className="button-small" onPress={() => onDo('same')}>
              {t('minors.same')}
            </Button>
          )}
          <Button className="button-small" onPress={onHide}>
            {t('minors.namesHide')}
          </Button>
        </>
      }
    >
      {identities.length === 0 && <p className="quiet">{t('minors.noIdentities')}</p>}
      <ul className="divide case-plain minor-list">
        {identities.map((one) => (
          <li key={one.no}>
            <div className="row row-wrap">
              <b>{one.name}</b>
              <span className={groupOf(one.no) > 0 ? 'tag tag-good' : 'tag'}>
                {groupOf(one.no) > 0 ? t('minors.inGroup', { no: groupOf(one.no) }) : t('minors.unresolved')}
              </span>
            </div>
            {one.about !== '' && <p className="said">{one.about}</p>}
            <p className="small quiet">
              {t('minors.signed', { by: people.person(one.by), at: format.moment(one.at) })} · {one.reason}
            </p>
          </li>
        ))}
        {same.map((one) => (
          <li key={`same-${one.no}`}>
            <div className="row row-wrap">
              <span>{t('minors.sameOf', { a: called(one.a), b: called(one.b) })}</span>
              {changes && (
                <Button
                  className="button-small push"
                  aria-label={t('minors.apartOf', { a: called(one.a), b: called(one.b) })}
                  onPress={() => onDo({ apart: one.no })}
                >
                  {t('minors.apart')}
                </Button>
              )}
            </div>
            <p className="small quiet">
              {t('minors.signed', { by: people.person(one.by), at: format.moment(one.at) })} · {one.reason}
            </p>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

interface DialogProps {
  readonly id: string
  readonly onSend: (path: string, body: object) => Promise<void>
  readonly onClose: () => void
}

function AddDialog({ id, onSend, onClose }: DialogProps) {
  const { t } = useTranslation()
  const [name, setName] = useState('')
  const [about, setAbout] = useState('')
  const why = useDraft(`minor-identity:${id}`)
  return (
    <CaseForm
      title={t('minors.identityAdd')}
      explain={t('minors.identityExplain')}
      action={t('minors.set')}
      onSend={async () => {
        await onSend('identities', { name, reason: why.text, ...(about !== '' && { about }) })
        why.drop()
      }}
      onClose={onClose}
    >
      <Field label={t('minors.identityName')} value={name} onChange={setName} required />
      <Field label={t('minors.identityAbout')} value={about} onChange={setAbout} rows={2} most={4_000} />
      <Field label={t('minors.why')} value={why.text} onChange={why.change} rows={2} most={2_000} required />
    </CaseForm>
  )
}

function SameDialog({ id, names, onSend, onClose }: DialogProps & { readonly names: MinorNames }) {
  const { t } = useTranslation()
  const numbers = names.identities.map((one) => one.no)
  const [a, setA] = useState(numbers[0] ?? 0)
  const [b, setB] = useState(numbers[1] ?? 0)
  const why = useDraft(`minor-same:${id}`)
  const says = (no: number): string => names.identities.find((one) => one.no === no)?.name ?? ''
  return (
    <CaseForm
      title={t('minors.same')}
      explain={t('minors.sameExplain')}
      action={t('minors.set')}
      onSend={async () => {
        await onSend('same', { a, b, reason: why.text })
        why.drop()
      }}
      onClose={onClose}
    >
      <Choice label={t('minors.identityOne')} values={numbers} value={a} says={says} onChange={setA} />
      <Choice label={t('minors.identityOther')} values={numbers} value={b} says={says} onChange={setB} />
      <Field label={t('minors.why')} value={why.text} onChange={why.change} rows={2} most={2_000} required />
    </CaseForm>
  )
}
