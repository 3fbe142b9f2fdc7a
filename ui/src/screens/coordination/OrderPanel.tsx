/** By which rules proposals stand in order, since when and why, and for coordinators a form that shows who moves before anything changes. */
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { OrderMoves, ProposalOrder } from '../../../../src/contract/cases/coordination.ts'
import { useOrderMoves, useProposalOrder, useSetOrder, type OrderRule } from '../../api/cases/coordination.ts'
import { announce } from '../../frame/announce.tsx'
import { useFormat } from '../../frame/format.ts'
import { ReasonDialog } from '../../frame/ReasonDialog.tsx'
import { useNames } from '../../names/useNames.ts'
import { Panel } from '../../parts/Panel.tsx'
import './coordination.css'

/** All rules, as they are offered. */
const orderRules = Object.keys({
  late: 1,
  due: 1,
  urgency: 1,
  back: 1,
  evidence: 1,
  oldest: 1
} satisfies Record<OrderRule, 1>) as OrderRule[]

export function OrderPanel({ decides }: { readonly decides: boolean }) {
  const { t } = useTranslation()
  const order = useProposalOrder().data
  const [changing, setChanging] = useState(false)
  if (order === undefined) return null
  const tools = decides && <Button onPress={() => setChanging(true)}>{t('coordination.change')}</Button>
  const [, ...older] = order.versions
  return (
    <Panel
      columns={12}
      title={t('coordination.order')}
      note={t('coordination.version', { version: order.version })}
      tools={tools}
    >
      <ol className="order-rules">
        {order.rules.map((rule) => (
          <li key={rule}>{t(`coordination.rule-${rule}`)}</li>
        ))}
      </ol>
      <p className="quiet">
        <Since one={order.versions[0]} />
      </p>
      {older.length > 0 && (
        <details>
          <summary>{t('coordination.older')}</summary>
          <ul className="divide case-plain">
            {older.map((one) => (
              <li key={one.version}>
                <b>{t('coordination.version', { version: one.version })}</b>{' '}
                {one.rules.map((rule) => t(`coordination.rule-${rule}`)).join(', ')}{' '}
                <span className="quiet">
                  <Since one={one} />
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
      {changing && <OrderDialog order={order} onClose={() => setChanging(false)} />}
    </Panel>
  )
}

function Since({ one }: { readonly one: ProposalOrder['versions'][number] | undefined }) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  if (one === undefined || one.by === null) return t('coordination.firstVersion')
  return t('coordination.since', { by: names.person(one.by), at: format.moment(one.at), reason: one.reason })
}

interface OrderDialogProps {
  readonly order: ProposalOrder
  readonly onClose: () => void
}

function OrderDialog({ order, onClose }: OrderDialogProps) {
  const { t } = useTranslation()
  const set = useSetOrder()
  const [rules, setRules] = useState<readonly OrderRule[]>(order.rules)
  const moves = useOrderMoves(rules).data ?? []
  return (
    <ReasonDialog
      title={t('coordination.change')}
      explain={t('coordination.changeExplain')}
      action={t('coordination.save')}
      draft="proposal-order"
      onSubmit={async (reason) => {
        await set.mutateAsync({ version: order.version, rules: [...rules], reason })
        announce(t('coordination.saved'))
      }}
      onClose={onClose}
    >
      <Rules rules={rules} onChange={setRules} />
      <Moves moves={moves} />
    </ReasonDialog>
  )
}

interface RulesProps {
  readonly rules: readonly OrderRule[]
  readonly onChange: (rules: readonly OrderRule[]) => void
}

function Rules({ rules, onChange }: RulesProps) {
  const { t } = useTranslation()
  const raise = (rule: OrderRule): void => {
    const at = rules.indexOf(rule)
    const others = rules.filter((one) => one !== rule)
    onChange([...others.slice(0, at - 1), rule, ...others.slice(at - 1)])
  }
  return (
    <div className="stack">
      <b id="order-rules">{t('coordination.rules')}</b>
      <ol className="order-rules" aria-labelledby="order-rules">
        {rules.map((rule, at) => {
          const says = t(`coordination.rule-${rule}`)
          return (
            <li key={rule}>
              <span className="row row-wrap">
                <span>{says}</span>
                <span className="push row">
                  {at > 0 && (
                    <Button
                      className="button-small"
                      aria-label={t('coordination.up', { rule: says })}
                      onPress={() => raise(rule)}
                    >
                      {t('coordination.upShort')}
                    </Button>
                  )}
                  {rules.length > 1 && (
                    <Button
                      className="button-small"
                      aria-label={t('coordination.drop', { rule: says })}
                      onPress={() => onChange(rules.filter((one) => one !== rule))}
                    >
                      {t('coordination.dropShort')}
                    </Button>
                  )}
                </span>
              </span>
            </li>
          )
        })}
      </ol>
      <span className="row row-wrap">
        {orderRules
          .filter((rule) => !rules.includes(rule))
          .map((rule) => (
            <Button key={rule} className="button-small" onPress={() => onChange([...rules, rule])}>
              {t('coordination.add', { rule: t(`coordination.rule-${rule}`) })}
            </Button>
          ))}
      </span>
    </div>
  )
}

/** Each proposal that waits, in the order that it would have. */
function Moves({ moves }: { readonly moves: OrderMoves['moves'] }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (moves.length === 0) return <p className="quiet">{t('coordination.movesNone')}</p>
  return (
    <div className="table-box order-moves" role="region" aria-label={t('coordination.moves')} tabIndex={0}>
      <table aria-label={t('coordination.moves')}>
        <thead>
          <tr>
            <th scope="col">{t('coordination.proposal')}</th>
            <th scope="col" className="right">
              {t('coordination.now')}
            </th>
            <th scope="col" className="right">
              {t('coordination.later')}
            </th>
          </tr>
        </thead>
        <tbody>
          {moves.map(({ id, title, now, later }) => (
            <tr key={id} className={now === later ? undefined : 'order-moved'}>
              <th scope="row">{title}</th>
              <td className="right number">{format.number(now)}</td>
              <td className="right number">{now === later ? t('coordination.same') : format.number(later)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
