/** The tables of an identifier's page: what stands in the same adverts, names and ages through time, signals and networks that one may know of. */
import { useTranslation } from 'react-i18next'
import type { FactPage } from '../../../../src/contract/facts.ts'
import { useFormat } from '../../frame/format.ts'
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
  return (
    <Panel columns={4} title={t('known.title')} bare foot={t('known.foot')}>
      {page.signals.length + page.networks.length === 0 && <p className="panel-body quiet">{t('known.none')}</p>}
      <ul className="divide">
        {page.signals.map((signal) => (
          <li key={signal.id} className="item">
            <Go className="item-title" to={`/signals?signal=${signal.id}&state=all`}>
              {t('known.signal')}
            </Go>
            <span className={`state state-${signal.state}`}>{t(`state.${signal.state}`)}</span>
          </li>
        ))}
        {page.networks.map((network) => (
          <li key={network.id} className="item">
            <Go className="item-title" to={`/networks/${network.id}`}>
              {t('known.network', { count: network.size })}
            </Go>
            <span className="quiet small">{t('known.of', { count: network.adverts })}</span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
