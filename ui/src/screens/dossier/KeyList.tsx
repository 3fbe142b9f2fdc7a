/** Which name stands under which key in a dossier: for who may take it along, and each look is in the ledger. */
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { useDossierKeys } from '../../api/cases/dossiers.ts'
import { Box } from '../../frame/Box.tsx'
import { Loading, ProblemNote } from '../../frame/Notice.tsx'

interface KeyListProps {
  readonly of: string
  readonly no: number
}

export function KeyList({ of, no }: KeyListProps) {
  const { t } = useTranslation()
  const [shown, setShown] = useState(false)
  return (
    <>
      <Button className="button-small" onPress={() => setShown(true)}>
        {t('dossier.keys', { no })}
      </Button>
      {shown && (
        <Box title={t('dossier.keys', { no })} onClose={() => setShown(false)}>
          <Keys of={of} no={no} />
        </Box>
      )}
    </>
  )
}

function Keys({ of, no }: KeyListProps) {
  const { t } = useTranslation()
  const keys = useDossierKeys(of, no)
  if (keys.isPending) return <Loading what={t('dossier.keys', { no })} />
  if (keys.isError) return <ProblemNote error={keys.error} />
  return (
    <div className="stack">
      <p className="quiet">{t('dossier.keysAbout')}</p>
      <div className="table-box" role="region" aria-label={t('dossier.keys', { no })} tabIndex={0}>
        <table aria-label={t('dossier.keys', { no })}>
          <thead>
            <tr>
              <th scope="col">{t('dossier.keyOf')}</th>
              <th scope="col">{t('dossier.nameOf')}</th>
            </tr>
          </thead>
          <tbody>
            {keys.data.map(({ key, name }) => (
              <tr key={key}>
                <th scope="row">{key}</th>
                <td className="wrap">{name}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  )
}
