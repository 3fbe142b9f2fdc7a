/** Vandaag: what is new since yesterday, mine, due and wrong, by role; and what to do first, so that it is never empty. */
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import type { Home } from '../../../../src/contract/desk/home.ts'
import type { Session } from '../../../../src/contract/session.ts'
import { useHome, useMinorCounts } from '../../api/home.ts'
import { useFormat } from '../../frame/format.ts'
import { Loading, ProblemNote } from '../../frame/Notice.tsx'
import { worksInCases } from '../../frame/roles.ts'
import { termOf } from '../../frame/term.ts'
import { Panel } from '../../parts/Panel.tsx'
import { Go } from '../../place/place.tsx'
import { ContentAside, ContentPanels } from './ContentPanels.tsx'
import { GuidePanel } from './GuidePanel.tsx'
import { AccountsPanels, OperationPanels } from './OtherRoles.tsx'
import { loadWords } from '../../words/words.ts'
import { todoPlaces } from './todo.ts'
import './home.css'

// What only auditors, officers and partners see is not sent to the others.
const AskBox = lazy(async () => {
  const [box] = await Promise.all([import('../ledger/AskBox.tsx'), loadWords('did')])
  return { default: box.AskBox }
})
const AuditPanels = lazy(async () => ({ default: (await import('./AuditPanels.tsx')).AuditPanels }))
const AuditAside = lazy(async () => {
  const [panels] = await Promise.all([import('./AuditPanels.tsx'), loadWords('did')])
  return { default: panels.AuditAside }
})
const FieldPanels = lazy(async () => ({ default: (await import('./FieldPanels.tsx')).FieldPanels }))

const GroundPanel = lazy(async () => ({ default: (await import('./FieldPanels.tsx')).GroundPanel }))
const SignsPanel = lazy(async () => ({ default: (await import('./FieldPanels.tsx')).SignsPanel }))
const CasesPanel = lazy(async () => ({ default: (await import('./CasesPanel.tsx')).CasesPanel }))

export function HomeScreen({ session }: { readonly session: Session }) {
  const { t } = useTranslation()
  const format = useFormat()
  const home = useHome()
  return (
    <div className="page home">
      <header className="title">
        <div>
          <h1 tabIndex={-1}>{format.today()}</h1>
          <p>{home.isSuccess ? <Since home={home.data} /> : t('home.hello', { name: session.user.name })}</p>
        </div>
        {home.data?.todo[0] !== undefined && <MainAct todo={home.data.todo[0]} />}
      </header>
      {home.isPending && <Loading what={t('nav.home')} lines={9} />}
      {home.isError && <ProblemNote error={home.error} retry={() => void home.refetch()} />}
      {home.isSuccess && (
        <Suspense fallback={<Loading what={t('nav.home')} lines={9} />}>
          <Columns home={home.data} session={session} />
        </Suspense>
      )}
    </div>
  )
}

/** Two columns that each go on where their own panel ended: beside a long panel a short one leaves no hole. */
function Columns({ home, session }: { readonly home: Home; readonly session: Session }) {
  const { content, operation, audit, field, accounts } = home
  return (
    <>
      {(audit !== null || home.guide !== null) && (
        <div className="home-top">
          {audit !== null && <AskBox />}
          {home.guide !== null && <GuidePanel steps={home.guide} />}
        </div>
      )}
      <div className="home-columns">
        <TodoPanel home={home} session={session} />
        <div className="home-wide">
          {hasCases(home) && <CasesPanel of={home.cases} />}
          {home.role === 'expert' && <SignsPanel />}
          {content !== null && <ContentPanels content={content} since={home.since} />}
          {operation !== null && <OperationPanels operation={operation} />}
          {audit !== null && <AuditPanels audit={audit} />}
          {field !== null && <FieldPanels field={field} session={session} />}
          {accounts !== null && <AccountsPanels accounts={accounts} />}
        </div>
        <div className="home-side">
          {content !== null && <ContentAside content={content} />}
          {audit !== null && <AuditAside audit={audit} />}
          {field !== null && <GroundPanel session={session} />}
        </div>
      </div>
    </>
  )
}

/** Whoever reads content sees the part about cases when there are any; to a prosecutor or an expert it is the screen. */
function hasCases(home: Home): home is Home & { readonly cases: NonNullable<Home['cases']> } {
  const { cases, content } = home
  return cases !== null && (content === null || cases.cases.length + cases.referrals.length > 0)
}

/** What came since yesterday, in one sentence. */
function Since({ home }: { readonly home: Home }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { content, operation, audit, accounts } = home
  if (content !== null) {
    return t('home.sinceContent', {
      signals: t('home.signals', { count: content.newSignals }),
      adverts: t('home.adverts', { count: content.newAdverts }),
      open: format.number(content.open)
    })
  }
  if (operation !== null)
    return t('home.sinceOperation', {
      due: format.number(operation.due),
      failed: format.number(operation.failedSinceYesterday)
    })
  if (audit !== null)
    return t('home.sinceAudit', {
      acts: format.number(audit.acts),
      people: format.number(audit.people),
      refusals: format.number(audit.refusals)
    })
  if (accounts !== null) return t('home.sinceAccounts', { count: accounts.active, without: accounts.withoutMandate })
  if (home.role === 'officer') return t('home.sinceOfficer')
  return t(home.role === 'partner' ? 'home.sincePartner' : 'home.sinceCases')
}

type Todo = Home['todo'][number]

function MainAct({ todo }: { readonly todo: Todo }) {
  const { t } = useTranslation()
  const to = todoPlaces[todo.code]
  if (to === null) return null
  return (
    <Go className="button-primary home-main" to={to}>
      {t(`todo.${todo.code}`, { count: todo.count })}
    </Go>
  )
}

/** Files of minors of which this person is a member, and those that wait too long for an answer on safety; who is of none reads nothing of them. */
function MinorsTodo({ session }: { readonly session: Session }) {
  const { t } = useTranslation()
  const counts = useMinorCounts(worksInCases(session.user.role) && session.mandate !== null).data
  if (counts === undefined || counts.files === 0) return null
  const late = counts.late > 0
  return (
    <li className="item">
      <Go className="item-title" to="/minors">
        {t(late ? 'home.minorsLate' : 'home.minors', { count: late ? counts.late : counts.files })}
      </Go>
    </li>
  )
}

function TodoPanel({ home, session }: { readonly home: Home; readonly session: Session }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <Panel
      columns={4}
      title={t('home.first')}
      bare
      {...(session.mandate !== null && { foot: t('home.mandateEnds', { term: termOf(session.mandate, t, format) }) })}
    >
      <ol className="divide">
        <MinorsTodo session={session} />
        {home.todo.map((todo) => {
          const to = todoPlaces[todo.code]
          const words = t(`todo.${todo.code}`, { count: todo.count })
          return (
            <li key={todo.code} className="item">
              {to === null ? (
                <span>{words}</span>
              ) : (
                <Go className="item-title" to={to}>
                  {words}
                </Go>
              )}
              {todo.count > 0 && <span className="count">{format.number(todo.count)}</span>}
            </li>
          )
        })}
      </ol>
    </Panel>
  )
}
