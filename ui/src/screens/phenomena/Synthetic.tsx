/** A synthetic table for use outside: the rows that would be offered, with what the noise means, and the dialog that offers them. */
import { useState } from 'react'
import { Form } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { PhenomenonQuery } from '../../../../src/contract/phenomena/counts.ts'
import type { SyntheticTable } from '../../../../src/contract/phenomena/synthetic.ts'
import { useOffer, useSynthetic } from '../../api/figures/phenomena.ts'
import { announce } from '../../frame/announce.tsx'
import { Box } from '../../frame/Box.tsx'
import { useFormat } from '../../frame/format.ts'
import { Loading, ProblemNote } from '../../frame/Notice.tsx'
import { useSending } from '../../frame/useSending.ts'
import { DialogButtons } from '../../parts/DialogButtons.tsx'
import { TableBox } from '../../parts/table/TableBox.tsx'
import { useSaysValue } from './CountsTablePart.tsx'

type Rows = Pick<SyntheticTable, 'columns' | 'rows' | 'threshold' | 'epsilon' | 'delta' | 'least'>

const mostShown = 200

export function SyntheticRows({ table }: { readonly table: Rows }) {
  const { t } = useTranslation()
  const format = useFormat()
  const says = useSaysValue()
  const { columns, rows, least, threshold, epsilon, delta } = table
  return (
    <>
      <p className="quiet">{t('phenomena.syntheticExplain', { least, threshold, epsilon, delta: delta.toString() })}</p>
      {rows.length === 0 ? (
        <p>{t('phenomena.syntheticNone')}</p>
      ) : (
        <TableBox label={t('phenomena.syntheticTable')}>
          <table>
            <thead>
              <tr>
                {columns.map((name) => (
                  <th key={name} scope="col">
                    {t(`phenomena.by-${name}`)}
                  </th>
                ))}
                <th scope="col" className="right">
                  {t('phenomena.syntheticNetworks')}
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.slice(0, mostShown).map(({ values, networks }) => (
                <tr key={values.join('\t')}>
                  {values.map((value, at) => (
                    <td key={columns[at]}>{says(value)}</td>
                  ))}
                  <td className="right number">{format.number(networks)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableBox>
      )}
      {rows.length > mostShown && (
        <p className="quiet">{t('phenomena.syntheticMore', { count: rows.length - mostShown })}</p>
      )}
    </>
  )
}

export function SyntheticDialog({ asked, onClose }: { readonly asked: PhenomenonQuery; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const made = useSynthetic(asked)
  const offer = useOffer()
  const { busy, problem, send } = useSending()
  const [title, setTitle] = useState('')
  return (
    <Box title={t('phenomena.synthetic')} onClose={onClose}>
      <Form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          void send(async () => {
            await offer.mutateAsync({ title, asked, synthetic: true })
            announce(t('phenomena.offered'))
            onClose()
          })
        }}
      >
        {made.isPending && <Loading what={t('phenomena.synthetic')} lines={4} />}
        {made.isError && <ProblemNote error={made.error} />}
        {made.isSuccess && <SyntheticRows table={made.data} />}
        <p className="quiet">{t('phenomena.offerExplain')}</p>
        {problem !== null && <ProblemNote error={problem} />}
        <label className="field">
          <span>{t('phenomena.offerTitle')}</span>
          <input
            value={title}
            minLength={3}
            maxLength={200}
            required
            onChange={(event) => setTitle(event.target.value)}
          />
        </label>
        <DialogButtons
          action={t('phenomena.offer')}
          busy={busy}
          disabled={made.data === undefined || made.data.rows.length === 0}
          onClose={onClose}
        />
      </Form>
    </Box>
  )
}
