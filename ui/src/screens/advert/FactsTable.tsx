/** The facts of one version as a table: value, words it came from, method, confidence, how common, and the say of a person. */
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { FactRow } from '../../../../src/contract/desk/adverts.ts'
import { useFormat } from '../../frame/format.ts'
import { Empty } from '../../frame/Notice.tsx'
import { useNames } from '../../names/useNames.ts'
import { TableBox } from '../../parts/table/TableBox.tsx'
import { factAddress } from '../../place/address.ts'
import { Go } from '../../place/place.tsx'

/** Facts that lead to other adverts when searched for. */
const searchable = new Set(['phone', 'email', 'handle', 'url'])
/** More of a quotation than this says no more. */
const longestQuote = 120

interface FactsTableProps {
  readonly facts: readonly FactRow[]
  readonly chosen: number | null
  readonly onChoose: (ordinal: number) => void
  readonly onDecide: (fact: FactRow) => void
}

export function FactsTable({ facts, chosen, onChoose, onDecide }: FactsTableProps) {
  const { t } = useTranslation()
  if (facts.length === 0) return <Empty title={t('facts.none')} />
  return (
    <TableBox label={t('facts.title')} whole>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('facts.kind')}</th>
            <th scope="col">{t('facts.value')}</th>
            <th scope="col">{t('facts.sure')}</th>
            <th scope="col">{t('facts.adverts')}</th>
            <th scope="col">{t('facts.say')}</th>
          </tr>
        </thead>
        <tbody>
          {facts.map((fact) => (
            <Row
              key={fact.ordinal}
              fact={fact}
              chosen={fact.ordinal === chosen}
              onChoose={onChoose}
              onDecide={onDecide}
            />
          ))}
        </tbody>
      </table>
    </TableBox>
  )
}

interface RowProps {
  readonly fact: FactRow
  readonly chosen: boolean
  readonly onChoose: (ordinal: number) => void
  readonly onDecide: (fact: FactRow) => void
}

function Row({ fact, chosen, onChoose, onDecide }: RowProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const rejected = fact.state === 'rejected'
  return (
    <tr className={`${chosen ? 'row-chosen' : ''} ${rejected ? 'row-rejected' : ''}`}>
      <td>
        <span className={`tag kind kind-${fact.kind}`}>{names.kind(fact.kind)}</span>
      </td>
      <td>
        <button type="button" className="link-button" aria-pressed={chosen} onClick={() => onChoose(fact.ordinal)}>
          {names.value(fact.kind, fact.value)}
        </button>
        <span className="quiet small raw">
          {fact.raw.length <= longestQuote && <>“{fact.raw}” · </>}
          {names.method(fact.method)}
        </span>
      </td>
      <td className="number">
        <meter min={0} max={1} low={0.5} high={0.8} optimum={1} value={fact.confidence} aria-label={t('facts.sure')} />{' '}
        {format.percent(fact.confidence)}
      </td>
      <td className="number">
        {searchable.has(fact.kind) ? (
          <Go
            to={factAddress(fact.kind, fact.value)}
            aria-label={t('facts.searchFor', { value: names.value(fact.kind, fact.value), count: fact.adverts })}
          >
            {format.number(fact.adverts)}
          </Go>
        ) : (
          <span title={t('facts.notCounted')}>–</span>
        )}
      </td>
      <td>
        {rejected && (
          <span className="quiet small">
            {t('facts.rejectedBy', { name: fact.decidedBy === null ? '–' : names.person(fact.decidedBy) })}{' '}
          </span>
        )}
        <Button
          className="button-small"
          onPress={() => onDecide(fact)}
          aria-label={t(rejected ? 'facts.restoreFor' : 'facts.wrongFor', {
            value: names.value(fact.kind, fact.value)
          })}
        >
          {t(rejected ? 'facts.restore' : 'facts.wrong')}
        </Button>
      </td>
    </tr>
  )
}
