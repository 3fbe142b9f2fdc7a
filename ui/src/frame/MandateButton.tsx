/** The ground in force, visible on every screen, which opens the dialog that changes it. */
import { lazy, Suspense, useEffect, useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Session } from '../../../src/contract/session.ts'
import { useFormat } from './format.ts'
import { worksUnderMandate } from './roles.ts'
import { termOf } from './term.ts'
import { onMandateAsked } from './mandate-request.ts'

const MandateDialog = lazy(async () => ({ default: (await import('./MandateDialog.tsx')).MandateDialog }))

export function MandateButton({ session }: { readonly session: Session }) {
  const { t } = useTranslation()
  const format = useFormat()
  const [open, setOpen] = useState(false)
  useEffect(() => onMandateAsked(() => setOpen(true)), [])
  const { mandate } = session
  return (
    <>
      <Button className="mandate-button" onPress={() => setOpen(true)}>
        <span className="mandate-label">{t('mandate.inForce')}</span>
        {mandate === null ? (
          <span className="mandate-purpose">
            {t(worksUnderMandate(session.user.role) ? 'mandate.none' : 'mandate.notNeeded')}
          </span>
        ) : (
          <>
            <span className="mandate-purpose">{mandate.purpose}</span>
            <span className="mandate-term">{termOf(mandate, t, format)}</span>
            <span className="mandate-basis">{mandate.legalBasis}</span>
          </>
        )}
        <span className="visually-hidden">. {t('mandate.change')}</span>
      </Button>
      {open && (
        <Suspense>
          <MandateDialog session={session} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
