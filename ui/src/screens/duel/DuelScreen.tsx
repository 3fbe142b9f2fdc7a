/** Zelfde of niet?: two adverts just below the threshold of linking, side by side; y, h and n answer, z takes back. */
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Duels } from '../../../../src/contract/desk/duels.ts'
import { useDuels } from '../../api/duels.ts'
import type { Answer } from '../../api/duels.ts'
import { Empty, Loading, ProblemNote } from '../../frame/Notice.tsx'
import { useShortcuts } from '../../keys/useShortcuts.ts'
import { NetworkLink } from '../../names/CalledLink.tsx'
import { Icon } from '../../parts/Icon.tsx'
import { Go, refine, usePlace } from '../../place/place.tsx'
import { Pair } from './Pair.tsx'
import { useRounds } from './useRounds.ts'
import './duel.css'

export function DuelScreen() {
  const { t } = useTranslation()
  const { query } = usePlace()
  const network = /^[1-9]\d{0,8}$/.test(query['network'] ?? '') ? Number(query['network']) : null
  const held = query['held'] === '1'
  const duels = useDuels(network, held)
  return (
    <div className="page duel">
      <div>
        <h1 tabIndex={-1}>{t('duel.title')}</h1>
        <p className="quiet">{t('duel.lead')}</p>
      </div>
      {network !== null && (
        <p className="row-wrap small">
          <NetworkLink id={network} />
          <Button className="link-button" onPress={() => refine({ network: null })}>
            {t('duel.all')}
          </Button>
        </p>
      )}
      {duels.isPending && <Loading what={t('duel.what')} lines={8} />}
      {duels.isError && <ProblemNote error={duels.error} retry={() => void duels.refetch()} />}
      {duels.isSuccess && (
        <>
          <Contradictions duels={duels.data} />
          <Rounds key={`${network} ${held}`} duels={duels.data} again={() => void duels.refetch()} />
        </>
      )}
    </div>
  )
}

interface RoundsProps {
  readonly duels: Duels
  readonly again: () => void
}

function Rounds({ duels, again }: RoundsProps) {
  const { t } = useTranslation()
  const { pair, answered, left, reason, setReason, say, back, failed } = useRounds(duels, again)
  const acts: Readonly<Record<Answer, string>> = { same: 'y', unsure: 'h', different: 'n' }
  useShortcuts({
    y: () => say('same'),
    h: () => say('unsure'),
    n: () => say('different'),
    z: back
  })
  return (
    <>
      {failed !== null && <ProblemNote error={failed} />}
      {pair === undefined ? (
        <Empty title={t(answered.length > 0 ? 'duel.done' : 'duel.none')}>{t('duel.doneNext')}</Empty>
      ) : (
        <Pair
          pair={pair}
          at={answered.length + 1}
          of={answered.length + left.length + duels.count - duels.pairs.length}
        />
      )}
      <div className="duel-acts">
        {(['same', 'unsure', 'different'] as const).map((one) => (
          <Button key={one} isDisabled={pair === undefined} onPress={() => say(one)}>
            {t({ same: 'duel.yes', unsure: 'duel.hold', different: 'duel.no' }[one])}{' '}
            <kbd aria-hidden="true">{acts[one]}</kbd>
          </Button>
        ))}
        <Button className="button-quiet push" isDisabled={answered.length === 0} onPress={back}>
          <Icon name="undo" size={14} /> {t('duel.undo')} <kbd aria-hidden="true">z</kbd>
        </Button>
      </div>
      <Foot duels={duels} reason={reason} onReason={setReason} />
    </>
  )
}

interface FootProps {
  readonly duels: Duels
  readonly reason: string
  readonly onReason: (reason: string) => void
}

/** What is kept with each answer, and the pairs that are not shown. */
function Foot({ duels, reason, onReason }: FootProps) {
  const { t } = useTranslation()
  return (
    <div className="duel-foot">
      <label className="field">
        <span>{t('duel.reason')}</span>
        <input value={reason} maxLength={500} onChange={(event) => onReason(event.target.value)} />
      </label>
      {duels.held > 0 && (
        <label className="row small">
          <input
            type="checkbox"
            defaultChecked={usesHeld()}
            onChange={(event) => refine({ held: event.target.checked ? '1' : null })}
          />
          {t('duel.held', { count: duels.held })}: {t('duel.showHeld')}
        </label>
      )}
      {duels.sealed > 0 && <p className="quiet small">{t('duel.sealed', { count: duels.sealed })}</p>}
    </div>
  )
}

function usesHeld(): boolean {
  return new URLSearchParams(window.location.search).get('held') === '1'
}

/** Judgements that cannot all be so, each with the way that joins what it parts. */
function Contradictions({ duels }: { readonly duels: Duels }) {
  const { t } = useTranslation()
  if (duels.contradictions.length === 0) return null
  return (
    <div className="note note-warn" role="alert">
      <h2>{t('duel.contradictions')}</h2>
      <ul>
        {duels.contradictions.map(({ judgement, by, adverts }) => (
          <li key={judgement}>
            {t('duel.contradiction')}{' '}
            {adverts.map((advert, at) => (
              <span key={advert}>
                {at > 0 && ' = '}
                <Go to={`/adverts/${advert}`}>{t('advert.number', { id: advert })}</Go>
              </span>
            ))}{' '}
            <span className="quiet">
              {t('judge.undoNo', { id: judgement })} · {by}
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}
