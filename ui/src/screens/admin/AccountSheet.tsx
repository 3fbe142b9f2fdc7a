/** One account: its role, mandates, password and state, and what can be changed, each with a reason. */
import { useState } from 'react'
import { Button } from 'react-aria-components'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { AccountRow, OneTimePassword } from '../../../../src/contract/oversight/accounts.ts'
import type { Role } from '../../../../src/model/mandate.ts'
import { useChangeAccount, useMandates, type AccountChange } from '../../api/accounts.ts'
import { useSignInWays } from '../../api/sign-in-ways.ts'
import { announce } from '../../frame/announce.tsx'
import { Box } from '../../frame/Box.tsx'
import { ReasonDialog } from '../../frame/ReasonDialog.tsx'
import { Choice } from '../../parts/Choice.tsx'
import { AccountState } from './AccountState.tsx'
import { roleNames } from './role-names.ts'

interface SheetProps {
  readonly account: AccountRow
  readonly own: boolean
  readonly onOnce: (once: OneTimePassword) => void
  readonly onClose: () => void
}

type Planned = Omit<AccountChange, 'id' | 'reason'>

export function AccountSheet({ account, own, onOnce, onClose }: SheetProps) {
  const { t } = useTranslation()
  const change = useChangeAccount()
  const [planned, setPlanned] = useState<Planned | null>(null)
  return (
    <>
      <Box shape="sheet" title={account.name} onClose={onClose}>
        <div className="stack admin-sheet">
          <p className="row-wrap">
            <span className="mono">{account.id}</span> <AccountState row={account} />
          </p>
          {own ? (
            <p className="note note-info">{t('admin.own')}</p>
          ) : (
            <>
              <RolePart account={account} onPlan={setPlanned} />
              <MandatePart account={account} onPlan={setPlanned} />
              <IdentityPart account={account} onPlan={setPlanned} />
              <div className="actions admin-acts">
                {account.active && !account.demo && (
                  <Button onPress={() => setPlanned({ act: 'reset' })}>{t('admin.reset')}</Button>
                )}
                {account.factorSince !== null && (
                  <Button onPress={() => setPlanned({ act: 'factor-reset' })}>{t('admin.factor-reset')}</Button>
                )}
                <Button
                  className={account.active ? 'button-danger' : 'button-primary'}
                  onPress={() => setPlanned({ act: account.active ? 'deactivate' : 'activate' })}
                >
                  {t(account.active ? 'admin.deactivate' : 'admin.activate')}
                </Button>
              </div>
            </>
          )}
          <p className="quiet small">{t('admin.seeActs')}</p>
        </div>
      </Box>
      {planned !== null && (
        <ReasonDialog
          {...wordsOf(planned, account, t)}
          tone={planned.act === 'deactivate' || planned.act === 'revoke' ? 'danger' : 'primary'}
          draft={`account:${account.id}:${planned.act}`}
          onSubmit={async (reason) => {
            const once = await change.mutateAsync({ id: account.id, reason, ...planned })
            announce(t('admin.done'))
            if (once === null) return
            onClose()
            onOnce(once)
          }}
          onClose={() => setPlanned(null)}
        />
      )}
    </>
  )
}

const titles = { identity: 'identity', role: 'giveRole', grant: 'grant', revoke: 'revoke', reset: 'reset' } as const

/** Title, explanation and button of the dialog that asks for the reason. */
function wordsOf(planned: Planned, account: AccountRow, t: TFunction) {
  const key = planned.act in titles ? titles[planned.act as keyof typeof titles] : planned.act
  const values = {
    name: account.name,
    mandate: planned.mandate ?? '',
    role: planned.role === undefined ? '' : t(`role.${planned.role}`)
  }
  return { title: t(`admin.${key}Title`, values), explain: t(`admin.${key}Explain`, values), action: t(`admin.${key}`) }
}

interface PartProps {
  readonly account: AccountRow
  readonly onPlan: (planned: Planned) => void
}

function RolePart({ account, onPlan }: PartProps) {
  const { t } = useTranslation()
  const [role, setRole] = useState<Role>(account.role)
  return (
    <div className="field-row">
      <Choice
        label={t('admin.role')}
        values={roleNames}
        says={(one) => t(`role.${one}`)}
        value={role}
        onChange={setRole}
      />
      <Button isDisabled={role === account.role} onPress={() => onPlan({ act: 'role', role })}>
        {t('admin.giveRole')}
      </Button>
    </div>
  )
}

/** The identity at the provider of single sign-on; only where there is one. */
function IdentityPart({ account, onPlan }: PartProps) {
  const { t } = useTranslation()
  const provider = useSignInWays().data?.identity ?? null
  const [subject, setSubject] = useState(account.identity?.split(' ')[1] ?? '')
  if (provider === null) return null
  return (
    <div className="field-row">
      <label className="field">
        <span>{t('admin.identityAt', { name: provider })}</span>
        <input
          value={subject}
          maxLength={255}
          autoComplete="off"
          onChange={(event) => setSubject(event.target.value)}
        />
      </label>
      <Button onPress={() => onPlan({ act: 'identity', subject: subject.trim() })}>{t('admin.identity')}</Button>
    </div>
  )
}

function MandatePart({ account, onPlan }: PartProps) {
  const { t } = useTranslation()
  const mandates = useMandates().data?.mandates ?? []
  const free = mandates
    .filter((one) => one.state === 'in-force' || one.state === 'not-begun')
    .map((one) => one.id)
    .filter((id) => !account.mandates.includes(id))
  const [chosen, setChosen] = useState('')
  const mandate = free.includes(chosen) ? chosen : (free[0] ?? '')
  return (
    <section className="stack" aria-labelledby="held-mandates">
      <h3 id="held-mandates">{t('admin.under')}</h3>
      <ul className="divide">
        {account.mandates.map((id) => (
          <li key={id} className="item">
            <span>{id}</span>
            <Button
              className="button-small"
              aria-label={t('admin.revokeNamed', { mandate: id })}
              onPress={() => onPlan({ act: 'revoke', mandate: id })}
            >
              {t('admin.revoke')}
            </Button>
          </li>
        ))}
        {account.mandates.length === 0 && <li className="quiet">{t('admin.noMandate')}</li>}
      </ul>
      {free.length > 0 && (
        <div className="field-row">
          <label className="field">
            <span>{t('admin.grant')}</span>
            <select value={mandate} onChange={(event) => setChosen(event.target.value)}>
              {free.map((id) => (
                <option key={id} value={id}>
                  {id}
                </option>
              ))}
            </select>
          </label>
          <Button onPress={() => onPlan({ act: 'grant', mandate })}>{t('admin.grant')}</Button>
        </div>
      )}
    </section>
  )
}
