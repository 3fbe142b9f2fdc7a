/** What a case holds: confirmed and unconfirmed apart, each with who pinned it, why, and whether it is kept from erasing. */
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Case, CaseItem } from '../../../../src/contract/cases/cases.ts'
import { useCaseAct } from '../../api/cases/cases.ts'
import { useFormat } from '../../frame/format.ts'
import { Empty } from '../../frame/Notice.tsx'
import { ReasonDialog } from '../../frame/ReasonDialog.tsx'
import { useNames, type Names } from '../../names/useNames.ts'
import { kindByForm } from '../../names/value.ts'
import { Panel } from '../../parts/Panel.tsx'
import { refine, usePlace } from '../../place/place.tsx'
import { ItemSheet } from './ItemSheet.tsx'
import { PinDialog } from './PinDialog.tsx'
import { Watch } from './Watch.tsx'

export function Items({ one }: { readonly one: Case }) {
  const { t } = useTranslation()
  const { query } = usePlace()
  const [pinning, setPinning] = useState(false)
  const [turning, setTurning] = useState<CaseItem | null>(null)
  const open = one.list.find((item) => String(item.no) === query['item'])
  const adds = one.mine.includes('add') && one.state !== 'closed'
  const tools = adds && (
    <Button className="button-primary" onPress={() => setPinning(true)}>
      {t('case.pin')}
    </Button>
  )
  const parts = [
    { name: 'confirmed', items: one.list.filter((item) => item.confirmed) },
    { name: 'unconfirmed', items: one.list.filter((item) => !item.confirmed) }
  ] as const
  return (
    <div className="stack">
      <div className="row row-wrap">
        {tools}
        <span className="quiet">{t('case.pinnedAsTheyWere')}</span>
      </div>
      {one.list.length === 0 && (
        <Empty title={t('case.noItems')}>
          <p>{t('case.noItemsNext')}</p>
        </Empty>
      )}
      {one.list.length > 0 &&
        parts.map(({ name, items }) => (
          <Panel key={name} columns={12} title={t(`case.${name}`, { count: items.length })}>
            <ul className="divide case-plain">
              {items.map((item) => (
                <ItemRow
                  key={item.no}
                  item={item}
                  changes={one.mine.includes('change')}
                  onTurn={() => setTurning(item)}
                />
              ))}
            </ul>
          </Panel>
        ))}
      {one.list.length > 0 && <Watch one={one} />}
      {pinning && <PinDialog cases={[one]} onClose={() => setPinning(false)} />}
      {turning !== null && <TurnDialog id={one.id} item={turning} onClose={() => setTurning(null)} />}
      {open !== undefined && <ItemSheet id={one.id} item={open} onClose={() => refine({ item: null })} />}
    </div>
  )
}

interface RowProps {
  readonly item: CaseItem
  readonly changes: boolean
  readonly onTurn: () => void
}

function ItemRow({ item, changes, onTurn }: RowProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const title = item.title === '' ? t(`case.kind-${item.kind}`) : titleAsWritten(item.title, names)
  const gone = item.state === 'whole' ? null : t(item.state === 'erased' ? 'case.itemErased' : 'case.itemWithheld')
  return (
    <li className="case-item">
      <div className="row row-wrap">
        <span className="quiet number">{item.no}</span>
        {gone === null ? (
          <Button className="link-button" onPress={() => refine({ item: item.no })}>
            {title}
          </Button>
        ) : (
          <span>{title}</span>
        )}
        <span className="quiet">
          {item.kind === 'report'
            ? t('case.kindNo', { kind: t(`case.kind-${item.kind}`), ref: item.ref })
            : t(`case.kind-${item.kind}`)}
        </span>
        {item.held && <span className="tag">{t('case.held')}</span>}
        {changes && gone === null && (
          <Button
            className="button-small push"
            onPress={onTurn}
            aria-label={t(item.confirmed ? 'case.doubtNo' : 'case.confirmNo', { no: item.no })}
          >
            {t(item.confirmed ? 'case.doubt' : 'case.confirm')}
          </Button>
        )}
      </div>
      <p className="said">{gone ?? item.why}</p>
      <p className="quiet small">
        {t('case.by', { by: names.person(item.by), at: format.moment(item.at) })}
        {item.confirmedAt !== null && item.confirmedBy !== null && (
          <>
            {' · '}
            {t('case.confirmedBy', { by: names.person(item.confirmedBy), at: format.moment(item.confirmedAt) })}
          </>
        )}
        {item.keptAt !== null && ` · ${t('case.keptAt', { at: format.moment(item.keptAt) })}`}
      </p>
    </li>
  )
}

/** A title that begins with the value that identifies the item, as people write that value. */
function titleAsWritten(title: string, names: Names): string {
  const [first = '', ...rest] = title.split(', ')
  return [names.value(kindByForm(first), first), ...rest].join(', ')
}

function TurnDialog({
  id,
  item,
  onClose
}: {
  readonly id: string
  readonly item: CaseItem
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const send = useCaseAct(id)
  const act = item.confirmed ? 'doubt' : 'confirm'
  return (
    <ReasonDialog
      title={t(`case.${act}No`, { no: item.no })}
      explain={t(`case.${act}Explain`)}
      action={t(`case.${act}`)}
      draft={`case-${act}:${id}:${item.no}`}
      onSubmit={async (reason) => {
        await send.mutateAsync({ act: `items/${item.no}/confirm`, body: { confirmed: !item.confirmed, reason } })
      }}
      onClose={onClose}
    />
  )
}
