/** Which roles need a second factor, and how many of their accounts have one; each change takes a reason. */
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { RoleRules } from '../../../../src/contract/oversight/accounts.ts'
import { useRoleRules, useSetRoleRule } from '../../api/factor.ts'
import { announce } from '../../frame/announce.tsx'
import { useFormat } from '../../frame/format.ts'
import { Loading, ProblemNote } from '../../frame/Notice.tsx'
import { ReasonDialog } from '../../frame/ReasonDialog.tsx'
import { Panel } from '../../parts/Panel.tsx'
import { TableBox } from '../../parts/table/TableBox.tsx'

type Rule = RoleRules['roles'][number]

export function SignInPanel() {
  const { t } = useTranslation()
  const rules = useRoleRules()
  const set = useSetRoleRule()
  const [chosen, setChosen] = useState<Rule | null>(null)
  return (
    <div className="grid">
      <Panel columns={12} title={t('admin.sign-in')} bare foot={t('admin.ruleAbout')}>
        {rules.isPending && <Loading what={t('admin.sign-in')} lines={8} />}
        {rules.isError && <ProblemNote error={rules.error} retry={() => void rules.refetch()} />}
        {rules.isSuccess && <Table rules={rules.data.roles} onChoose={setChosen} />}
      </Panel>
      {chosen !== null && (
        <ReasonDialog
          title={t(chosen.secondFactor ? 'admin.ruleOffTitle' : 'admin.ruleOnTitle', {
            role: t(`role.${chosen.role}`)
          })}
          explain={t(chosen.secondFactor ? 'admin.ruleOffExplain' : 'admin.ruleOnExplain')}
          action={t(chosen.secondFactor ? 'admin.ruleOff' : 'admin.ruleOn')}
          draft={`role-rule:${chosen.role}`}
          onSubmit={async (reason) => {
            await set.mutateAsync({ role: chosen.role, secondFactor: !chosen.secondFactor, reason })
            announce(t('admin.done'))
          }}
          onClose={() => setChosen(null)}
        />
      )}
    </div>
  )
}

interface TableProps {
  readonly rules: readonly Rule[]
  readonly onChoose: (rule: Rule) => void
}

function Table({ rules, onChoose }: TableProps) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <TableBox label={t('admin.sign-in')}>
      <table>
        <thead>
          <tr>
            {['role', 'ruleNow', 'ruleWith', 'ruleChange'].map((name) => (
              <th key={name} scope="col">
                {t(`admin.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rules.map((rule) => {
            const action = t(rule.secondFactor ? 'admin.ruleOff' : 'admin.ruleOn')
            return (
              <tr key={rule.role}>
                <th scope="row">{t(`role.${rule.role}`)}</th>
                <td>
                  <span className={rule.secondFactor ? 'tag' : 'tag tag-warn'}>
                    {t(rule.secondFactor ? 'admin.ruleFactor' : 'admin.rulePassword')}
                  </span>
                </td>
                <td>
                  {t('admin.ruleCount', { with: format.number(rule.withFactor), of: format.number(rule.accounts) })}
                </td>
                <td>
                  <Button
                    className="button-small"
                    aria-label={`${action}: ${t(`role.${rule.role}`)}`}
                    onPress={() => onChoose(rule)}
                  >
                    {action}
                  </Button>
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </TableBox>
  )
}
