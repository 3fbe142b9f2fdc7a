/** The own second factor under Settings: what there is, and setting it up, new recovery codes, or taking it away. */
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { factorDone, useFactor, useRemoveFactor, useRenewCodes } from '../../api/factor.ts'
import { announce } from '../../frame/announce.tsx'
import { Box } from '../../frame/Box.tsx'
import { useFormat } from '../../frame/format.ts'
import { Loading, ProblemNote } from '../../frame/Notice.tsx'
import { AskPassword } from './AskPassword.tsx'
import { EnrolTotp } from './EnrolTotp.tsx'
import { PasskeysPart } from './PasskeysPart.tsx'
import { RecoveryList } from './RecoveryList.tsx'

type Doing = 'enrol' | 'renew' | 'remove'

export function FactorPart() {
  const { t } = useTranslation()
  const format = useFormat()
  const factor = useFactor()
  const [doing, setDoing] = useState<Doing | null>(null)
  const close = (): void => setDoing(null)
  if (factor.isPending) return <Loading what={t('factor.title')} lines={2} />
  if (factor.isError) return <ProblemNote error={factor.error} retry={() => void factor.refetch()} />
  const { totpSince, passkeys, recoveryCodes, required } = factor.data
  return (
    <div className="stack">
      <p>
        {totpSince === null
          ? t(passkeys.length > 0 ? 'factor.noApp' : 'factor.none')
          : t('factor.since', { at: format.day(totpSince) })}
      </p>
      {totpSince !== null || passkeys.length > 0 ? (
        <p className="quiet">{t('factor.codesLeft', { count: recoveryCodes })}</p>
      ) : null}
      {required && <p className="quiet">{t('factor.required')}</p>}
      <div className="actions settings-acts">
        {totpSince === null && (
          <Button className="button-primary" onPress={() => setDoing('enrol')}>
            {t('factor.enrol')}
          </Button>
        )}
        {(totpSince !== null || passkeys.length > 0) && (
          <Button onPress={() => setDoing('renew')}>{t('factor.renew')}</Button>
        )}
        {totpSince !== null && (!required || passkeys.length > 0) && (
          <Button className="button-danger" onPress={() => setDoing('remove')}>
            {t('factor.remove')}
          </Button>
        )}
      </div>
      <h3>{t('factor.passkeys')}</h3>
      <PasskeysPart passkeys={passkeys} />
      {doing === 'enrol' && (
        <Box title={t('factor.enrol')} onClose={close}>
          <EnrolTotp onDone={() => (close(), void factorDone())} />
        </Box>
      )}
      {doing === 'renew' && <Renew onClose={close} />}
      {doing === 'remove' && <Remove onClose={close} />}
    </div>
  )
}

function Renew({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation()
  const renew = useRenewCodes()
  return (
    <Box title={t('factor.renew')} onClose={onClose}>
      {renew.isSuccess ? (
        <RecoveryList codes={renew.data.codes} onDone={onClose} />
      ) : (
        <AskPassword
          explain={t('factor.renewExplain')}
          action={t('factor.renew')}
          error={renew.error}
          busy={renew.isPending}
          onSubmit={(password) => renew.mutate(password)}
        />
      )}
    </Box>
  )
}

function Remove({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation()
  const remove = useRemoveFactor()
  return (
    <Box title={t('factor.remove')} onClose={onClose}>
      <AskPassword
        explain={t('factor.removeExplain')}
        action={t('factor.remove')}
        error={remove.error}
        busy={remove.isPending}
        onSubmit={(password) =>
          remove.mutate(password, { onSuccess: () => (onClose(), announce(t('factor.removed')), void factorDone()) })
        }
      />
    </Box>
  )
}
