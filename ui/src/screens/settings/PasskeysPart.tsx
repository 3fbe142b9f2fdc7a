/** The own passkeys under Settings: which there are, adding one of this device, forgetting one. */
import { useState } from 'react'
import { Button, Input, Label, TextField } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { SecondFactor } from '../../../../src/contract/session.ts'
import { factorDone } from '../../api/factor.ts'
import { isRefusal } from '../../api/http.ts'
import { passkeysWork, useAddPasskey, useRemovePasskey } from '../../api/sign-in-ways.ts'
import { announce } from '../../frame/announce.tsx'
import { Box } from '../../frame/Box.tsx'
import { useFormat } from '../../frame/format.ts'
import { PasskeyProblem } from '../sign-in/OtherWays.tsx'
import { AskPassword } from './AskPassword.tsx'
import { RecoveryList } from './RecoveryList.tsx'

type Passkey = SecondFactor['passkeys'][number]

export function PasskeysPart({ passkeys }: Pick<SecondFactor, 'passkeys'>) {
  const { t } = useTranslation()
  const format = useFormat()
  const [adding, setAdding] = useState(false)
  const [removing, setRemoving] = useState<Passkey | null>(null)
  return (
    <div className="stack">
      <p>{t('factor.passkeyAbout')}</p>
      <ul className="divide">
        {passkeys.map((one) => (
          <li key={one.id} className="item settings-passkey">
            <span>
              {one.name}{' '}
              <span className="quiet small">
                {one.usedAt === null
                  ? t('factor.passkeyMade', { at: format.day(one.madeAt) })
                  : t('factor.passkeyUsed', { at: format.moment(one.usedAt) })}
              </span>
            </span>
            <Button
              className="button-small"
              aria-label={`${t('factor.passkeyForget')}: ${one.name}`}
              onPress={() => setRemoving(one)}
            >
              {t('factor.passkeyForget')}
            </Button>
          </li>
        ))}
      </ul>
      {passkeysWork() ? (
        <div className="actions settings-acts">
          <Button onPress={() => setAdding(true)}>{t('factor.passkeyAdd')}</Button>
        </div>
      ) : (
        <p className="quiet small">{t('factor.passkeyNot')}</p>
      )}
      {adding && <Add onClose={() => setAdding(false)} />}
      {removing !== null && <Remove passkey={removing} onClose={() => setRemoving(null)} />}
    </div>
  )
}

function Add({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation()
  const add = useAddPasskey()
  const [name, setName] = useState('')
  const codes = add.data?.codes ?? []
  const done = (): void => (onClose(), void factorDone())
  return (
    <Box title={t('factor.passkeyAdd')} onClose={add.isSuccess ? done : onClose}>
      {codes.length > 0 ? (
        <RecoveryList codes={codes} onDone={done} />
      ) : (
        <>
          {add.isError && !isRefusal(add.error) && <PasskeyProblem error={add.error} />}
          <TextField value={name} onChange={setName} maxLength={60} autoComplete="off">
            <Label>{t('factor.passkeyName')}</Label>
            <Input />
          </TextField>
          <AskPassword
            explain={t('factor.passkeyExplain')}
            action={t('factor.passkeyAdd')}
            error={isRefusal(add.error) ? add.error : null}
            busy={add.isPending}
            onSubmit={(password) =>
              add.mutate(
                { password, name: name.trim() || t('factor.passkeyDevice') },
                { onSuccess: (made) => made.codes.length === 0 && (announce(t('admin.done')), done()) }
              )
            }
          />
        </>
      )}
    </Box>
  )
}

function Remove({ passkey, onClose }: { readonly passkey: Passkey; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const remove = useRemovePasskey()
  return (
    <Box title={`${t('factor.passkeyForget')}: ${passkey.name}`} onClose={onClose}>
      <AskPassword
        explain={t('factor.passkeyForgetExplain')}
        action={t('factor.passkeyForget')}
        error={remove.error}
        busy={remove.isPending}
        onSubmit={(password) =>
          remove.mutate(
            { id: passkey.id, password },
            { onSuccess: () => (onClose(), announce(t('admin.done')), void factorDone()) }
          )
        }
      />
    </Box>
  )
}
