/** Every screen, each loaded with its words when it is asked for: the first view stays under 250 kB. */
import { lazy, type ComponentType, type LazyExoticComponent } from 'react'
import { loadWords, type Part } from '../words/words.ts'

/** A screen that comes together with the words of `parts`. */
function screen<P>(load: () => Promise<ComponentType<P>>, ...parts: Part[]): LazyExoticComponent<ComponentType<P>> {
  return lazy(async () => {
    const [component] = await Promise.all([load(), ...parts.map(loadWords)])
    return { default: component }
  })
}

export const AdvertScreen = screen(
  async () => (await import('./advert/AdvertScreen.tsx')).AdvertScreen,
  'content',
  'custody',
  'replay'
)
export const QueueScreen = screen(async () => (await import('./queue/QueueScreen.tsx')).QueueScreen, 'content')
export const SearchScreen = screen(async () => (await import('./search/SearchScreen.tsx')).SearchScreen, 'content')
export const MandateScreen = screen(async () => (await import('./sign-in/MandateScreen.tsx')).MandateScreen)
export const HomeScreen = screen(async () => (await import('./home/HomeScreen.tsx')).HomeScreen)
export const AdminScreen = screen(async () => (await import('./admin/AdminScreen.tsx')).AdminScreen, 'admin')
export const AuditScreen = screen(
  async () => (await import('./audit/AuditScreen.tsx')).AuditScreen,
  'content',
  'admin',
  'audit',
  'did'
)
export const DueScreen = screen(async () => (await import('./sign-in/DueScreen.tsx')).DueScreen)
export const FactScreen = screen(async () => (await import('./fact/FactScreen.tsx')).FactScreen, 'content')
export const NetworkScreen = screen(async () => (await import('./network/NetworkScreen.tsx')).NetworkScreen, 'content')
export const SettingsScreen = screen(
  async () => (await import('./settings/SettingsScreen.tsx')).SettingsScreen,
  'admin'
)
export const LedgerScreen = screen(
  async () => (await import('./ledger/LedgerScreen.tsx')).LedgerScreen,
  'content',
  'did'
)
export const DuelScreen = screen(async () => (await import('./duel/DuelScreen.tsx')).DuelScreen, 'content')
export const LinksScreen = screen(async () => (await import('./links/LinksScreen.tsx')).LinksScreen, 'content')
export const CasesScreen = screen(async () => (await import('./cases/CasesScreen.tsx')).CasesScreen, 'content', 'case')
export const CaseScreen = screen(async () => (await import('./cases/CaseScreen.tsx')).CaseScreen, 'content', 'case')
export const MinorsScreen = screen(
  async () => (await import('./minors/MinorsScreen.tsx')).MinorsScreen,
  'content',
  'minors',
  'did'
)
export const PartnersScreen = screen(
  async () => (await import('./partners/PartnersScreen.tsx')).PartnersScreen,
  'content',
  'partners',
  'barriers'
)
export const ProposalsScreen = screen(
  async () => (await import('./proposals/ProposalsScreen.tsx')).ProposalsScreen,
  'content',
  'chain'
)
export const DeconflictionScreen = screen(
  async () => (await import('./deconfliction/DeconflictionScreen.tsx')).DeconflictionScreen,
  'content',
  'chain'
)
export const SecondLooksScreen = screen(
  async () => (await import('./second-looks/SecondLooksScreen.tsx')).SecondLooksScreen,
  'content',
  'chain'
)
export const GraveScreen = screen(async () => (await import('./grave/GraveScreen.tsx')).GraveScreen, 'content', 'chain')
export const RequestsScreen = screen(
  async () => (await import('./requests/RequestsScreen.tsx')).RequestsScreen,
  'content'
)
export const ReportsScreen = screen(async () => (await import('./reports/ReportsScreen.tsx')).ReportsScreen, 'reports')
export const StatusScreen = screen(async () => (await import('./reports/StatusScreen.tsx')).StatusScreen, 'reports')
export const Delivery = screen(async () => (await import('./reports/Delivery.tsx')).Delivery)
export const SignsScreen = screen(async () => (await import('./signs/SignsScreen.tsx')).SignsScreen)
export const ExercisesScreen = screen(
  async () => (await import('./exercises/ExercisesScreen.tsx')).ExercisesScreen,
  'content',
  'exercises'
)
export const FiguresScreen = screen(async () => (await import('./figures/FiguresScreen.tsx')).FiguresScreen, 'figures')
export const ResearchScreen = screen(
  async () => (await import('./research/ResearchScreen.tsx')).ResearchScreen,
  'research'
)
export const PhenomenaScreen = screen(
  async () => (await import('./phenomena/PhenomenaScreen.tsx')).PhenomenaScreen,
  'content',
  'phenomena'
)
export const SourcesScreen = screen(
  async () => (await import('./sources/SourcesScreen.tsx')).SourcesScreen,
  'content',
  'sources'
)
