/** Panel 4: the text that opened adverts share, with what varies in slots, and its members by likeness; sealed ones are counted only. */
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { PictureTemplate } from '../../../../../src/contract/desk/network-picture.ts'
import { useFormat } from '../../../frame/format.ts'
import { useNames } from '../../../names/useNames.ts'
import { advertNode } from '../model/ids.ts'
import type { Room } from '../room.ts'

const pageSize = 40

export function TemplatePanel({ room }: { readonly room: Room }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { template } = room.picture
  return (
    <section className="panel net-template" aria-labelledby="net-template-title">
      <div className="panel-head">
        <h2 id="net-template-title">{t('template.title')}</h2>
        {template !== null && (
          <span className="quiet">
            {t('queue.adverts', { count: template.open })}
            {template.sealed > 0 && (
              <> · {t('factPage.sealed', { count: template.sealed, shown: format.number(template.sealed) })}</>
            )}
          </span>
        )}
      </div>
      <div className="panel-body" id="net-panel-4" tabIndex={0} role="region" aria-labelledby="net-template-title">
        {template === null ? <p className="quiet">{t('room.noTemplate')}</p> : <Text room={room} template={template} />}
      </div>
    </section>
  )
}

function Text({ room, template }: { readonly room: Room; readonly template: PictureTemplate }) {
  const { t } = useTranslation()
  const names = useNames()
  const format = useFormat()
  const [shown, setShown] = useState(pageSize)
  const members = template.members.filter((one) => room.byAdvert.has(one.advert))
  return (
    <>
      <p className="net-template-text" lang="">
        {template.parts.map((part, at) =>
          part.slot ? (
            <span key={at} className={`slot ${part.kind === null ? '' : `kind-${part.kind}`}`}>
              {part.kind === null ? t('template.varies') : names.kind(part.kind)}
              {part.values !== null && <b> {part.values}</b>}
            </span>
          ) : (
            <span key={at}> {part.text} </span>
          )
        )}
      </p>
      <ol className="net-members" aria-label={t('room.alike')}>
        {members.slice(0, shown).map(({ advert, share, place, name }) => (
          <li key={advert} className={room.chosen.has(advert) ? 'net-member net-on' : 'net-member'}>
            <button
              type="button"
              aria-pressed={room.chosen.has(advert)}
              onClick={() => room.step({ kind: 'pick', id: advertNode(advert) })}
              onDoubleClick={() => room.open(advert)}
            >
              <span className="number">{format.percent(share)}</span>
              <span className="cut">
                {[place, name, room.byAdvert.get(advert)?.title].filter((one) => one != null && one !== '').join(' · ')}
              </span>
            </button>
          </li>
        ))}
      </ol>
      {members.length > shown && (
        <Button className="more" onPress={() => setShown(shown + pageSize)}>
          {t('members.showMore', { shown, count: members.length })}
        </Button>
      )}
    </>
  )
}
