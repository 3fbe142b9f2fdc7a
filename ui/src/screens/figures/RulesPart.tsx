/** Weegregels: which signs count and for how much, the proposal that waits, all versions, and a form that computes what another set would change. */
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { RuleVersion, WeighRules } from '../../../../src/contract/oversight/weigh-rules.ts'
import type { Session } from '../../../../src/contract/session.ts'
import { rulesFile, useDecideRules, useWeighRules, type Decision } from '../../api/figures/weigh-rules.ts'
import { announce } from '../../frame/announce.tsx'
import { useFormat } from '../../frame/format.ts'
import { Loading, ProblemNote } from '../../frame/Notice.tsx'
import { ReasonDialog } from '../../frame/ReasonDialog.tsx'
import { useNames } from '../../names/useNames.ts'
import { useOwnWords } from '../../names/useOwnWords.ts'
import { Icon } from '../../parts/Icon.tsx'
import { Panel } from '../../parts/Panel.tsx'
import { TableBox } from '../../parts/table/TableBox.tsx'
import { RulesForm, type Start } from './RulesForm.tsx'
import { EffectWords, useWeightWords } from './rule-words.tsx'
import './rules.css'

export function RulesPart({ session }: { readonly session: Session }) {
  const { t } = useTranslation()
  const found = useWeighRules()
  const [start, setStart] = useState<Start | null>(null)
  if (found.isPending) return <Loading what={t('weighRules.title')} lines={8} />
  if (found.isError) return <ProblemNote error={found.error} retry={() => void found.refetch()} />
  const rules = found.data
  const waiting = rules.versions.find((one) => one.state === 'proposed')
  return (
    <div className="grid rules">
      <Panel
        columns={12}
        title={t('weighRules.title')}
        note={rules.holds === 0 ? t('weighRules.holds-shipped') : t('weighRules.holds', { version: rules.holds })}
        tools={
          <>
            <Files version={rules.holds} />
            {waiting === undefined && start === null && (
              <Button className="button-small" onPress={() => setStart({ signs: [], why: '' })}>
                {t('weighRules.propose')}
              </Button>
            )}
          </>
        }
        foot={t('weighRules.about')}
        bare={start === null}
      >
        {rules.newer && <Newer rules={rules} onBegin={waiting === undefined && start === null ? setStart : null} />}
        {start === null ? (
          <Signs rules={rules} />
        ) : (
          <RulesForm rules={rules} start={start} onClose={() => setStart(null)} />
        )}
      </Panel>
      {waiting !== undefined && (
        <Panel
          columns={12}
          title={t('weighRules.waiting')}
          note={t('weighRules.version', { version: waiting.version })}
          tools={<Decide session={session} version={waiting} />}
        >
          <Version one={waiting} />
        </Panel>
      )}
      <Versions rules={rules} onBegin={waiting === undefined ? setStart : null} />
    </div>
  )
}

interface VersionsProps {
  readonly rules: WeighRules
  /** Begins a proposal; null while one waits. */
  readonly onBegin: ((start: Start) => void) | null
}

/** The program has come with another set than the one that what holds started from. */
function Newer({ rules, onBegin }: VersionsProps) {
  const { t } = useTranslation()
  const signs = rules.signs.map((one) => ({ of: one.of, ...one.shipped }))
  return (
    <div className="note note-warn">
      <p>{t('weighRules.newer', { version: rules.holds })}</p>
      {onBegin !== null && (
        <Button onPress={() => onBegin({ signs, why: t('weighRules.backToShipped') })}>
          {t('weighRules.proposeShipped')}
        </Button>
      )}
    </div>
  )
}

function Versions({ rules, onBegin }: VersionsProps) {
  const { t } = useTranslation()
  return (
    <Panel columns={12} title={t('weighRules.versions')}>
      {rules.versions.length === 0 && <p className="quiet">{t('weighRules.none')}</p>}
      <div className="stack">
        {rules.versions.map((one) => (
          <details key={one.version}>
            <summary>
              <b>{t('weighRules.version', { version: one.version })}</b>{' '}
              <span className="tag">{t(`weighRules.state-${one.version === rules.holds ? 'holds' : one.state}`)}</span>
            </summary>
            <div className="stack rules-version">
              <Version one={one} />
              <p className="row-wrap">
                <Files version={one.version} />
                {onBegin !== null && one.version !== rules.holds && (
                  <Button
                    className="button-small"
                    onPress={() => onBegin({ signs: one.signs, why: t('weighRules.backTo', { version: one.version }) })}
                  >
                    {t('weighRules.proposeAgain')}
                  </Button>
                )}
              </p>
            </div>
          </details>
        ))}
      </div>
    </Panel>
  )
}

function Files({ version }: { readonly version: number }) {
  const { t } = useTranslation()
  return (['csv', 'json'] as const).map((form) => {
    const name = form.toUpperCase()
    return (
      <a
        key={form}
        className="button button-small"
        href={rulesFile(version, form)}
        aria-label={t(version === 0 ? 'weighRules.file-shipped' : 'weighRules.file', { form: name, version })}
        download
      >
        <Icon name="download" /> {name}
      </a>
    )
  })
}

function Signs({ rules }: { readonly rules: WeighRules }) {
  const { t } = useTranslation()
  const format = useFormat()
  const words = useOwnWords()
  const weight = useWeightWords()
  return (
    <TableBox label={t('weighRules.signs')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('weighRules.sign')}</th>
            <th scope="col">{t('weighRules.step')}</th>
            <th scope="col" className="right">
              {t('weighRules.points')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rules.signs.map(({ of, title, now, shipped }) => (
            <tr key={of}>
              <th scope="row">
                {words(title)}{' '}
                {(now.step !== shipped.step || now.points !== shipped.points) && (
                  <span className="tag">{t('weighRules.shipped', weight(shipped))}</span>
                )}
              </th>
              <td>{t(`weighRules.step-${now.step}`)}</td>
              <td className="right number">{now.step === 'off' ? '–' : format.number(now.points)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  )
}

/** Who proposed and decided it, when and why, what it would change, and what differs. */
function Version({ one }: { readonly one: RuleVersion }) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const words = useOwnWords()
  const weight = useWeightWords()
  const said = (by: Parameters<typeof weight>[0]): string =>
    by === null ? t('weighRules.nothing') : t('weighRules.weight', weight(by))
  return (
    <>
      <p>{t('weighRules.proposedBy', { by: names.person(one.by), at: format.moment(one.at), reason: one.reason })}</p>
      {one.decidedBy !== null && one.decidedAt !== null && (
        <p>
          {t(`weighRules.decided-${one.state}`, {
            by: names.person(one.decidedBy),
            at: format.moment(one.decidedAt),
            reason: one.decidedBecause
          })}
        </p>
      )}
      <EffectWords effects={one.effects} />
      <TableBox label={t('weighRules.changes')}>
        <table>
          <thead>
            <tr>
              {(['sign', 'from', 'to', 'why'] as const).map((name) => (
                <th key={name} scope="col">
                  {t(`weighRules.${name}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {one.changes.map(({ of, title, from, to, because }) => (
              <tr key={of}>
                <th scope="row">{words(title)}</th>
                <td>{said(from)}</td>
                <td>{said(to)}</td>
                <td>{because}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableBox>
    </>
  )
}

interface DecideProps {
  readonly session: Session
  readonly version: RuleVersion
}

function Decide({ session, version }: DecideProps) {
  const { t } = useTranslation()
  const decide = useDecideRules()
  const [asked, setAsked] = useState<Decision | null>(null)
  const own = version.by === session.user.id
  const may: readonly Decision[] = own ? ['withdraw'] : session.user.role === 'coordinator' ? ['adopt', 'refuse'] : []
  return (
    <>
      {may.map((one) => (
        <Button key={one} className="button-small" onPress={() => setAsked(one)}>
          {t(`weighRules.${one}`)}
        </Button>
      ))}
      {asked !== null && (
        <ReasonDialog
          title={`${t(`weighRules.${asked}`)}: ${t('weighRules.version', { version: version.version })}`}
          explain={t(`weighRules.explain-${asked}`)}
          action={t(`weighRules.${asked}`)}
          draft={`weigh-rules-${asked}-${version.version}`}
          onSubmit={async (reason) => {
            await decide.mutateAsync({ version: version.version, decision: asked, reason })
            announce(t(`weighRules.done-${asked}`))
          }}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  )
}
