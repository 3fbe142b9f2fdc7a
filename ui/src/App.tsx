/** The application: who is signed in decides between sign-in, choice of mandate and the workbench. */
import { Suspense, useEffect } from 'react'
import { QueryClientProvider } from '@tanstack/react-query'
import { I18nProvider } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Session } from '../../src/contract/session.ts'
import { client } from './api/client.ts'
import { useEvents } from './api/events.ts'
import { useSession } from './api/session.ts'
import { Announcements } from './frame/announce.tsx'
import { Header } from './frame/Header.tsx'
import { Empty, Loading, ProblemNote } from './frame/Notice.tsx'
import { readsContent, screensOf, worksUnderMandate } from './frame/roles.ts'
import { screenAt } from './place/address.ts'
import { Go, usePlace } from './place/place.tsx'
import {
  AdminScreen,
  AdvertScreen,
  AuditScreen,
  CaseScreen,
  CasesScreen,
  DeconflictionScreen,
  Delivery,
  DueScreen,
  DuelScreen,
  ExercisesScreen,
  FactScreen,
  FiguresScreen,
  GraveScreen,
  HomeScreen,
  LedgerScreen,
  LinksScreen,
  MandateScreen,
  MinorsScreen,
  NetworkScreen,
  PartnersScreen,
  PhenomenaScreen,
  ProposalsScreen,
  QueueScreen,
  ReportsScreen,
  RequestsScreen,
  ResearchScreen,
  SearchScreen,
  SecondLooksScreen,
  SettingsScreen,
  SignsScreen,
  SourcesScreen,
  StatusScreen
} from './screens/all.ts'
import { SignInScreen } from './screens/sign-in/SignInScreen.tsx'

export function App() {
  const { i18n } = useTranslation()
  return (
    <QueryClientProvider client={client}>
      <I18nProvider locale={i18n.language === 'en' ? 'en-GB' : 'nl-NL'}>
        <Gate />
        <Announcements />
      </I18nProvider>
    </QueryClientProvider>
  )
}

function Gate() {
  const { t } = useTranslation()
  const session = useSession()
  const { path } = usePlace()
  if (session.isPending) return <Loading what="Baken" />
  if (session.isError) {
    return (
      <main className="alone">
        <h1>Baken</h1>
        <ProblemNote error={session.error} retry={() => void session.refetch()} />
        <p>{t('notice.serverHint')}</p>
      </main>
    )
  }
  if (session.data === null) return screenAt(path).name === 'report-status' ? <Outside /> : <SignInScreen />
  if (session.data.due !== null) {
    return (
      <Suspense fallback={<Loading what="Baken" />}>
        <DueScreen session={session.data} due={session.data.due} />
      </Suspense>
    )
  }
  const needsMandate = worksUnderMandate(session.data.user.role) && session.data.mandate === null
  if (needsMandate) {
    return (
      <Suspense fallback={<Loading what="Baken" />}>
        <MandateScreen session={session.data} />
      </Suspense>
    )
  }
  // Another mandate is another world: every screen starts anew under it.
  return <Workbench key={session.data.mandate?.id ?? 'none'} session={session.data} />
}

/** What is open to who has no account. */
function Outside() {
  return (
    <Suspense fallback={<Loading what="Baken" />}>
      <StatusScreen />
    </Suspense>
  )
}

function Workbench({ session }: { readonly session: Session }) {
  const { t } = useTranslation()
  const { path } = usePlace()
  useEvents()
  const full = atHome(screenAt(path), session).name === 'queue'
  return (
    <div className={full ? 'workbench workbench-full' : 'workbench'}>
      <a className="skip" href="#content">
        {t('frame.skip')}
      </a>
      <Header session={session} />
      {hasOutbox(session.user.id) && (
        <Suspense>
          <Delivery user={session.user.id} />
        </Suspense>
      )}
      <main id="content" tabIndex={-1}>
        <Suspense fallback={<Loading what="Baken" />}>
          <CurrentScreen session={session} />
        </Suspense>
      </main>
    </div>
  )
}

function CurrentScreen({ session }: { readonly session: Session }) {
  const { t, i18n } = useTranslation()
  const { path, query } = usePlace()
  const screen = atHome(screenAt(path), session)
  // The words of some screens come with them.
  const title = i18n.exists(`nav.${screen.name}`) ? `${t(`nav.${screen.name}`)} · Baken` : 'Baken'
  useEffect(() => {
    document.title = title
  }, [title])
  switch (screen.name) {
    case 'home':
      return <HomeScreen session={session} />
    case 'queue':
      return <QueueScreen session={session} />
    case 'search':
      return <SearchScreen owner={`${session.user.id} ${session.mandate?.id ?? ''}`} />
    case 'advert':
      return <AdvertScreen key={screen.id} id={screen.id} />
    case 'network':
      return <NetworkScreen key={screen.id} id={screen.id} />
    case 'fact':
      return <FactAt kind={query['kind'] ?? 'any'} value={query['value'] ?? ''} />
    case 'links':
      return <LinksScreen />
    case 'duel':
      return <DuelScreen />
    case 'sources':
      return <SourcesScreen session={session} />
    case 'cases':
      return screen.id === null ? <CasesScreen session={session} /> : <CaseScreen key={screen.id} id={screen.id} />
    case 'minors':
      return <MinorsScreen key={screen.id} id={screen.id} session={session} />
    case 'partners':
      return <PartnersScreen key={screen.id} id={screen.id} session={session} />
    case 'proposals':
      return <ProposalsScreen session={session} />
    case 'deconfliction':
      return <DeconflictionScreen session={session} />
    case 'second-looks':
      return <SecondLooksScreen session={session} />
    case 'grave':
      return <GraveScreen session={session} />
    case 'requests':
      return <RequestsScreen session={session} />
    case 'ledger':
      return <LedgerScreen session={session} />
    case 'audit':
      return <AuditScreen />
    case 'admin':
      return <AdminScreen session={session} />
    case 'reports':
      return <ReportsScreen key={screen.id} session={session} id={screen.id} />
    case 'report-status':
      return <StatusScreen />
    case 'signs':
      return <SignsScreen reports={screensOf(session.user.role).some((door) => door.name === 'reports')} />
    case 'exercises':
      return <ExercisesScreen queues={readsContent(session.user.role)} />
    case 'figures':
      return <FiguresScreen session={session} />
    case 'research':
      return <ResearchScreen />
    case 'phenomena':
      return <PhenomenaScreen session={session} />
    case 'settings':
      return <SettingsScreen session={session} />
    case 'unknown':
      return <UnknownScreen />
  }
}

function FactAt(fact: { readonly kind: string; readonly value: string }) {
  return <FactScreen key={`${fact.kind} ${fact.value}`} {...fact} />
}

function UnknownScreen() {
  const { t } = useTranslation()
  return (
    <div className="page">
      <h1 tabIndex={-1}>{t('nav.unknown')}</h1>
      <Empty title={t('notice.unknownPage')}>
        <Go to="/">{t('notice.home')}</Go>
      </Empty>
    </div>
  )
}

/** Whether reports were written on this device: only then is there something to deliver. */
function hasOutbox(user: string): boolean {
  try {
    return localStorage.getItem(`baken.reports.${user}`) !== null
  } catch {
    return false
  }
}

/** Roles without a queue begin at their own first screen. */
function atHome(screen: ReturnType<typeof screenAt>, session: Session): ReturnType<typeof screenAt> {
  if (screen.name !== 'queue' || readsContent(session.user.role)) return screen
  return { name: 'home' }
}
