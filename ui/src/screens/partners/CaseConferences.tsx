/** Conferences of a case, in the tab of disclosures: minutes, decisions, and for each at the table what they see. */
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Case } from '../../../../src/contract/cases/cases.ts'
import type { Conference, ConferenceView } from '../../../../src/contract/partners/conferences.ts'
import { useCaseConferences, useMyConferences } from '../../api/cases/partners.ts'
import { useFormat } from '../../frame/format.ts'
import { Loading, ProblemNote } from '../../frame/Notice.tsx'
import { useNames } from '../../names/useNames.ts'
import { Panel } from '../../parts/Panel.tsx'
import { ConferenceDialog } from './ConferenceDialog.tsx'

export function CaseConferences({ one }: { readonly one: Case }) {
  const { t } = useTranslation()
  const format = useFormat()
  const found = useCaseConferences(one.id)
  const [writing, setWriting] = useState<Conference | 'new' | null>(null)
  const may = one.mine.includes('change') && one.state !== 'closed' && !one.ended
  return (
    <Panel
      columns={12}
      title={t('partners.conferences')}
      note={t('partners.conferencesNote')}
      tools={
        may && (
          <Button className="button-small" onPress={() => setWriting('new')}>
            {t('partners.addConference')}
          </Button>
        )
      }
    >
      {found.isPending && <Loading what={t('partners.conferences')} lines={3} />}
      {found.isError && <ProblemNote error={found.error} retry={() => void found.refetch()} />}
      {found.data?.length === 0 && <p className="quiet">{t('partners.conferencesNone')}</p>}
      <ul className="divide case-plain">
        {found.data?.toReversed().map((each) => (
          <li key={each.no} className="stack">
            <div className="row row-wrap">
              <b>{each.title}</b>
              <span className="quiet">
                {t('partners.conferenceRow', { day: format.day(each.heldOn), version: each.version })}
              </span>
              {may && (
                <span className="push">
                  <Button className="button-small" onPress={() => setWriting(each)}>
                    {t('partners.changeConference')}
                  </Button>
                </span>
              )}
            </div>
            <p className="case-note">{each.minutes}</p>
            <Decisions of={each.decisions} />
            <ul className="small">
              {each.seats.map((seat) => (
                <Sees key={seat.seat} seat={seat} />
              ))}
            </ul>
          </li>
        ))}
      </ul>
      {writing !== null && (
        <ConferenceDialog one={one} of={writing === 'new' ? null : writing} onClose={() => setWriting(null)} />
      )}
    </Panel>
  )
}

/** Names of accounts, and what kinds of partners are called. */
function useOwner(): (owner: string) => string {
  const { t, i18n } = useTranslation()
  const names = useNames()
  return (owner) => {
    if (owner === 'police') return t('partners.owner-police')
    return i18n.exists(`partners.kind-${owner}`) ? t(`partners.kind-${owner}`) : names.person(owner)
  }
}

interface DecisionsProps {
  readonly of: ConferenceView['decisions']
  /** Shown to who sat there: what they have to do says so. */
  readonly toMe?: boolean
}

function Decisions({ of, toMe = false }: DecisionsProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const owner = useOwner()
  return (
    <ul className="divide case-plain">
      {of.map(({ no, decision, owner: whose, mine, dueOn, state, late }) => (
        <li key={no} className="row row-wrap">
          <span>
            {t('partners.decisionRow', {
              no,
              decision,
              owner: mine && toMe ? t('partners.owner-me') : owner(whose),
              day: format.day(dueOn)
            })}
          </span>
          {state === 'done' && <span className="tag">{t('partners.isDone')}</span>}
          {late && <span className="tag tag-warn">{t('partners.late')}</span>}
        </li>
      ))}
    </ul>
  )
}

function Sees({ seat: { user, partner, view } }: { readonly seat: Conference['seats'][number] }) {
  const { t } = useTranslation()
  const owner = useOwner()
  const what =
    view === null
      ? []
      : [
          ...(view.minutes === null ? [] : [t('partners.minutes')]),
          ...view.decisions.map(({ no }) => t('partners.agreedOf', { no })),
          ...view.items.map(({ no }) => t('partners.thing-item', { ref: no }))
        ]
  const said = what.length === 0 ? t('partners.seesNothing') : what.join(', ')
  return <li>{t('partners.sees', { who: owner(user ?? partner ?? ''), what: said })}</li>
}

/** What I may see of conferences where I was; nothing where there is none. */
export function MyConferences({ partner, ready }: { readonly partner: boolean; readonly ready: boolean }) {
  const { t } = useTranslation()
  const format = useFormat()
  const found = useMyConferences(partner, ready)
  if (found.data === undefined || found.data.length === 0) return null
  return (
    <Panel columns={12} title={t('partners.myConferences')}>
      <ul className="divide case-plain">
        {found.data.map((one) => (
          <li key={one.key} className="stack">
            <div className="row row-wrap">
              <b>{one.title}</b>
              <span className="quiet">{format.day(one.heldOn)}</span>
            </div>
            {one.minutes !== null && <p className="case-note">{one.minutes}</p>}
            <Decisions of={one.decisions} toMe />
            {one.items.map(({ no, title }) => (
              <p key={no} className="small">
                {t('partners.thing-item', { ref: no })}: {title}
              </p>
            ))}
          </li>
        ))}
      </ul>
    </Panel>
  )
}
