/** Hubs: values that many hands share and that therefore join nothing; why, and the way to say otherwise. */
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { HubRow, HubWord } from '../../../../src/contract/desk/links.ts'
import type { Saying } from '../../api/networks.ts'
import { useFormat } from '../../frame/format.ts'
import { formatPlace } from '../../place/address.ts'
import { Go } from '../../place/place.tsx'
import { Person, Value } from '../../names/Named.tsx'
import { useNames } from '../../names/useNames.ts'
import { TableBox } from '../../parts/table/TableBox.tsx'

interface HubListProps {
  readonly hubs: readonly HubRow[]
  readonly onSay: (saying: Saying) => void
}

export function HubList({ hubs, onSay }: HubListProps) {
  const { t } = useTranslation()
  return (
    <TableBox label={t('hub.title')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('facts.kind')}</th>
            <th scope="col">{t('hub.value')}</th>
            <th scope="col">{t('facts.adverts')}</th>
            <th scope="col">{t('hub.why')}</th>
            <th scope="col">{t('facts.say')}</th>
          </tr>
        </thead>
        <tbody>
          {hubs.map((hub) => (
            <Row key={`${hub.kind} ${hub.key}`} hub={hub} onSay={onSay} />
          ))}
        </tbody>
      </table>
    </TableBox>
  )
}

function Row({ hub, onSay }: { readonly hub: HubRow; readonly onSay: (saying: Saying) => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const shown = names.shown(hub.kind, hub.value)
  return (
    <tr>
      <td>
        <span className={`tag kind kind-${hub.kind}`}>{t([`kind.${hub.kind}`, 'kind.other'], { kind: hub.kind })}</span>
      </td>
      <td className="wrap">
        <Value kind={hub.kind} value={hub.value} />
      </td>
      <td className="number">
        {hub.value === null || hub.kind === 'account' ? (
          format.number(hub.adverts)
        ) : (
          <Go
            to={formatPlace('/search', { fact: hub.value })}
            aria-label={t('facts.searchFor', { value: shown, count: hub.adverts })}
          >
            {format.number(hub.adverts)}
          </Go>
        )}
      </td>
      <td className="wrap">
        {t(`hub.because-${hub.because}`, { count: hub.groups, shown: format.number(hub.groups) })}
      </td>
      <td>
        <Button
          className="button-small"
          onPress={() => onSay({ kind: 'own', valueKind: hub.kind, key: hub.key, value: hub.value })}
          aria-label={t('hub.ownFor', { value: shown })}
        >
          {t('hub.own')}
        </Button>
      </td>
    </tr>
  )
}

interface HubWordsProps {
  readonly words: readonly HubWord[]
  readonly onSay: (saying: Saying) => void
}

/** What people said of values, to be taken back. */
export function HubWords({ words, onSay }: HubWordsProps) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <ol className="timeline">
      {words.map((word) => (
        <li key={word.judgement}>
          <strong>{t(`judgement.${word.kind}`)}</strong>{' '}
          <span className={`tag kind kind-${word.valueKind}`}>
            {t([`kind.${word.valueKind}`, 'kind.other'], { kind: word.valueKind })}
          </span>{' '}
          <Value kind={word.valueKind} value={word.value} />{' '}
          <span className="quiet">
            <Person id={word.by} /> · {format.moment(word.at)}
          </span>
          <p className="said">{word.reason}</p>
          <Button
            className="button-small"
            onPress={() => onSay({ kind: 'undo', judgement: word.judgement })}
            aria-label={t('judge.undoNo', { id: word.judgement })}
          >
            {t('judge.undo')}
          </Button>
        </li>
      ))}
    </ol>
  )
}
