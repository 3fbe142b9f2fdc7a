/** The tables of an identifier's page: what stands in the same adverts, names and ages through time, signals and networks that one may know of. */
import { useTranslation } from 'react-i18next'
import type { FactPage } from '../../../../src/contract/desk/facts.ts'
import { useFormat } from '../../frame/format.ts'
import { firstWords } from '../../names/naming.ts'
import { useNames } from '../../names/useNames.ts'
import { Panel } from '../../parts/Panel.tsx'
import { factAddress } from '../../place/address.ts'
import { Go } from '../../place/place.tsx'

/** Kinds with a page of their own. */
const paged = new Set(['phone', 'email', 'handle', 'url', 'name', 'place'])
const mostLinked = 12

export function LinkedPanel({ page }: { readonly page: FactPage }) {
  const { t } = useTranslation()
  const names = useNames()
  const format = useFormat()
  const linked = page.linked.slice(0, mostLinked)
  return (
    <Panel
      columns={7}
      title={t('linked.title')}
      note={t('linked.note')}
      bare
      foot={
        page.linked.length > mostLinked
          ? t('linked.more', { count: page.linked.length - mostLinked })
          : t('linked.foot')
      }
    >
      {linked.length === 0 ? (
        <p className="panel-body quiet">{t('linked.none')}</p>
      ) : (
        <div className="table-box">
          <table>
            <thead>
              <tr>
                <th scope="col">{t('factPage.what')}</th>
                <th scope="col">{t('linked.why')}</th>
                <th scope="col">{t('linked.rarity')}</th>
              </tr>
            </thead>
            <tbody>
              {linked.map((one) => (
                <tr key={`${one.kind} ${one.value}`}>
                  <th scope="row">
                    <span className="row">
                      <span className={`tag kind kind-${one.kind}`}>{names.kind(one.kind)}</span>
                      {paged.has(one.kind) ? (
                        <Go className="target wrap" to={factAddress(one.kind, one.value)}>
                          {names.value(one.kind, one.value)}
                        </Go>
                      ) : (
                        <span className="wrap">{names.value(one.kind, one.value)}</span>
                      )}
                    </span>
                  </th>
                  <td className="soft">{t('linked.together', { count: one.together, of: page.shown.length })}</td>
                  <td className="soft">
                    {one.adverts <= one.together
                      ? t('linked.onlyHere')
                      : t('linked.elsewhere', { count: one.adverts, shown: format.number(one.adverts) })}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  )
}

const mostNames = 10

/** From the first to the last advert that states a name: a band on the time of the whole page. */
export function StatedPanel({ page }: { readonly page: FactPage }) {
  const { t } = useTranslation()
  const names = useNames()
  const format = useFormat()
  const stated = page.stated.toSorted((a, b) => (a.kind === b.kind ? b.adverts - a.adverts : a.kind < b.kind ? 1 : -1))
  const times = stated.flatMap((one) => [Date.parse(one.from), Date.parse(one.to)])
  const first = Math.min(...times)
  const span = Math.max(1, Math.max(...times) - first)
  const share = (iso: string): number => (100 * (Date.parse(iso) - first)) / span
  return (
    <Panel columns={6} title={t('stated.title')} note={t('stated.note', { count: stated.length })}>
      <div className="bands" role="list">
        {stated.slice(0, mostNames).map((one) => (
          <div key={`${one.kind} ${one.value}`} className="band" role="listitem">
            <span className="cut">{names.value(one.kind, one.value)}</span>
            <span className="band-track" title={format.period(one.from, one.to)}>
              <i style={{ left: `${Math.min(97, share(one.from))}%`, width: `${share(one.to) - share(one.from)}%` }} />
              <span className="visually-hidden">{format.period(one.from, one.to)}</span>
            </span>
            <span className="quiet number">{t('stated.times', { count: one.adverts })}</span>
          </div>
        ))}
      </div>
    </Panel>
  )
}

export function KnownPanel({ page }: { readonly page: FactPage }) {
  const { t } = useTranslation()
  const signals = new Map(page.signals.map((signal) => [signal.network, signal]))
  return (
    <Panel columns={4} title={t('known.title')} bare foot={t('known.foot')}>
      {page.networks.length === 0 && <p className="panel-body quiet">{t('known.none')}</p>}
      <ul className="divide">
        {page.networks.map((network) => (
          <Known key={network.id} network={network} signal={signals.get(network.id)} page={page} />
        ))}
      </ul>
    </Panel>
  )
}

interface KnownProps {
  readonly network: FactPage['networks'][number]
  readonly signal: FactPage['signals'][number] | undefined
  readonly page: FactPage
}

/** A network by what identifies it, or by its words where that is the value of this page; with the signal that it is. */
function Known({ network, signal, page }: KnownProps) {
  const { t } = useTranslation()
  const names = useNames()
  const { identity, size, adverts } = network
  const title = network.title === null ? null : firstWords(network.title, 7)
  const itself = identity !== null && identity.kind === page.kind && identity.value === page.value
  const name = names.identity({ identity: itself ? null : identity, title, places: [] })
  return (
    <li className="item">
      <div>
        <Go className="item-title" to={`/networks/${network.id}`}>
          {itself && title === null ? t('known.network', { count: size }) : name}
        </Go>
        {!itself && identity !== null && title !== null && <p className="soft cut small">{title}</p>}
        <p className="quiet small">
          {t('known.network', { count: size })}, {t('known.of', { count: adverts })}
        </p>
      </div>
      {signal !== undefined && (
        <Go className={`state state-${signal.state}`} to={`/signals?signal=${signal.id}&state=all`}>
          {t('known.signal')}: {t(`state.${signal.state}`).toLowerCase()}
        </Go>
      )}
    </li>
  )
}
