/** All accounts in one table: who, which role, which mandates, last used; a row opens what can be changed. */
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { AccountRow, OneTimePassword } from '../../../../src/contract/oversight/accounts.ts'
import { useAccounts } from '../../api/accounts.ts'
import { useFormat } from '../../frame/format.ts'
import { Empty, Loading, ProblemNote } from '../../frame/Notice.tsx'
import { Panel } from '../../parts/Panel.tsx'
import { TableBox } from '../../parts/table/TableBox.tsx'
import { AccountSheet } from './AccountSheet.tsx'
import { NewAccountDialog } from './NewAccountDialog.tsx'
import { AccountState } from './AccountState.tsx'
import { PasswordOnce } from './PasswordOnce.tsx'

export function AccountsPanel({ me }: { readonly me: string }) {
  const { t } = useTranslation()
  const accounts = useAccounts()
  const [text, setText] = useState('')
  const [open, setOpen] = useState<string | null>(null)
  const [making, setMaking] = useState(false)
  const [once, setOnce] = useState<OneTimePassword | null>(null)
  const all = accounts.data?.accounts ?? []
  const shown = all.filter((one) => fits(one, text, t(`role.${one.role}`)))
  const chosen = all.find((one) => one.id === open)
  return (
    <div className="grid">
      <Panel
        columns={12}
        title={t('admin.accounts')}
        note={String(all.length)}
        bare
        tools={
          <>
            <input
              type="search"
              className="admin-find"
              aria-label={t('admin.find')}
              placeholder={t('admin.find')}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
            <Button className="button-primary" onPress={() => setMaking(true)}>
              {t('admin.new')}
            </Button>
          </>
        }
      >
        {accounts.isPending && <Loading what={t('admin.accounts')} lines={8} />}
        {accounts.isError && <ProblemNote error={accounts.error} retry={() => void accounts.refetch()} />}
        {accounts.isSuccess && shown.length === 0 && <Empty title={t('admin.noneFound', { text })} />}
        {shown.length > 0 && <Table rows={shown} onOpen={setOpen} />}
      </Panel>
      {chosen !== undefined && (
        <AccountSheet account={chosen} own={chosen.id === me} onOnce={setOnce} onClose={() => setOpen(null)} />
      )}
      {making && <NewAccountDialog onMade={setOnce} onClose={() => setMaking(false)} />}
      {once !== null && <PasswordOnce once={once} onClose={() => setOnce(null)} />}
    </div>
  )
}

interface TableProps {
  readonly rows: readonly AccountRow[]
  readonly onOpen: (id: string) => void
}

function Table({ rows, onOpen }: TableProps) {
  const { t } = useTranslation()
  return (
    <TableBox label={t('admin.accounts')}>
      <table>
        <thead>
          <tr>
            {['account', 'role', 'mandates', 'lastUse', 'state'].map((name) => (
              <th key={name} scope="col">
                {t(`admin.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.id} row={row} onOpen={onOpen} />
          ))}
        </tbody>
      </table>
    </TableBox>
  )
}

function Row({ row, onOpen }: { readonly row: AccountRow; readonly onOpen: (id: string) => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const needs = row.role !== 'administrator' && row.role !== 'auditor'
  return (
    <tr className={row.active ? undefined : 'admin-closed'}>
      <th scope="row">
        <Button
          className="link-button"
          aria-label={t('admin.change', { name: row.name })}
          onPress={() => onOpen(row.id)}
        >
          {row.name}
        </Button>{' '}
        <span className="quiet mono">{row.id}</span>
      </th>
      <td>{t(`role.${row.role}`)}</td>
      <td>
        {row.mandates.map((mandate) => (
          <span key={mandate} className="tag">
            {mandate}
          </span>
        ))}
        {row.mandates.length === 0 && (
          <span className={needs ? 'tag tag-warn' : 'quiet'}>{needs ? t('admin.noMandate') : '–'}</span>
        )}
      </td>
      <td>{row.lastActAt === null ? t('admin.never') : format.moment(row.lastActAt)}</td>
      <td>
        <AccountState row={row} />
      </td>
    </tr>
  )
}

/** Every word that was typed stands in the name, the role or a mandate. */
function fits(row: AccountRow, text: string, role: string): boolean {
  const held = [row.id, row.name, role, ...row.mandates].join(' ').toLowerCase()
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => held.includes(word))
}
