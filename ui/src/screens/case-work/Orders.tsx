/** Orders of the prosecutor in a case: article, number, scope, whom they name, and whether they hold today. */
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Case } from '../../../../src/contract/cases/cases.ts'
import type { Order, OrderArticle } from '../../../../src/contract/cases/work.ts'
import { useCaseAct } from '../../api/cases/cases.ts'
import { useFormat } from '../../frame/format.ts'
import { ReasonDialog } from '../../frame/ReasonDialog.tsx'
import { Choice } from '../../parts/Choice.tsx'
import { DayField } from '../../parts/DayField.tsx'
import { Panel } from '../../parts/Panel.tsx'
import { CaseForm, Field, Ticks } from './CaseForm.tsx'
import { inDays } from './in-days.ts'

const articles: readonly OrderArticle[] = ['126g', '126j', '126i']

export function Orders({ one, orders }: { readonly one: Case; readonly orders: readonly Order[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const [adding, setAdding] = useState(false)
  const [ending, setEnding] = useState<Order | null>(null)
  const act = useCaseAct(one.id)
  const changes = one.mine.includes('change') && one.state !== 'closed'
  const tools = changes && <Button onPress={() => setAdding(true)}>{t('case.orderAdd')}</Button>
  const named = (order: Order): string =>
    order.subjects.length === 0
      ? t('case.everybody')
      : order.subjects.map((no) => one.subjects.find((each) => each.no === no)?.name ?? String(no)).join(', ')
  return (
    <Panel columns={12} title={t('case.orders')} tools={tools}>
      {orders.length === 0 ? (
        <p className="quiet">{t('case.noOrders')}</p>
      ) : (
        <ul className="divide case-plain">
          {orders.map((order) => (
            <li key={order.no}>
              <div className="row row-wrap">
                <b>
                  <span className="quiet number">{order.no}</span> {t(`case.article-${order.article}`)}
                </b>
                <span className={order.state === 'in-force' ? 'tag' : 'tag tag-warn'}>
                  {t(`case.orderState-${order.state}`)}
                </span>
                {changes && order.state !== 'ended' && (
                  <Button
                    className="button-small push"
                    aria-label={t('case.orderEndOf', { no: order.no })}
                    onPress={() => setEnding(order)}
                  >
                    {t('case.orderEnd')}
                  </Button>
                )}
              </div>
              <p>
                {t('case.orderRow', {
                  number: order.number,
                  from: format.day(order.from),
                  until: format.day(order.until),
                  who: named(order)
                })}
              </p>
              <p className="said">{order.scope}</p>
            </li>
          ))}
        </ul>
      )}
      {adding && <OrderDialog one={one} onClose={() => setAdding(false)} />}
      {ending !== null && (
        <ReasonDialog
          title={t('case.orderEndOf', { no: ending.no })}
          explain={t('case.orderEndExplain')}
          action={t('case.orderEnd')}
          draft={`case-order:${one.id}:${ending.no}`}
          onSubmit={async (reason) =>
            void (await act.mutateAsync({ act: `orders/${ending.no}/end`, body: { reason } }))
          }
          onClose={() => setEnding(null)}
        />
      )}
    </Panel>
  )
}

function OrderDialog({ one, onClose }: { readonly one: Case; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const act = useCaseAct(one.id)
  const [article, setArticle] = useState<OrderArticle>('126g')
  const [number, setNumber] = useState('')
  const [scope, setScope] = useState('')
  const [named, setNamed] = useState<readonly string[]>([])
  const [from, setFrom] = useState(inDays(0))
  const [until, setUntil] = useState('')
  return (
    <CaseForm
      title={t('case.orderAdd')}
      explain={t('case.orderExplain')}
      action={t('case.set')}
      onSend={async () => {
        const body = { article, number, scope, subjects: named.map(Number), from, until }
        await act.mutateAsync({ act: 'orders', body })
      }}
      onClose={onClose}
    >
      <Choice
        label={t('case.article')}
        values={articles}
        value={article}
        says={(each) => t(`case.article-${each}`)}
        onChange={setArticle}
      />
      <Field label={t('case.orderNumber')} value={number} onChange={setNumber} required />
      <Field label={t('case.orderScope')} value={scope} onChange={setScope} rows={3} most={4_000} required />
      {one.subjects.length > 0 && (
        <Ticks
          label={t('case.orderNames')}
          names={one.subjects.map((each) => String(each.no))}
          picked={named}
          says={(no) => one.subjects.find((each) => String(each.no) === no)?.name ?? no}
          onChange={setNamed}
        />
      )}
      <DayField label={t('case.orderFrom')} value={from} onChange={setFrom} />
      <DayField label={t('case.orderUntil')} value={until} onChange={setUntil} />
    </CaseForm>
  )
}
