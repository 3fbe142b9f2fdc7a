/** Every route of the interface, as one list. */
import type { Route } from '../route.ts'
import { custodyRoutes } from './evidence/custody.ts'
import { replayRoutes } from './evidence/replay.ts'
import { advertRoutes, operationRoutes, requestRoutes, signalRoutes } from './desk/desk.ts'
import { deconflictionRoutes } from './desk/deconfliction.ts'
import { factRoutes } from './desk/facts.ts'
import { graveRoutes } from './desk/grave.ts'
import { homeRoutes } from './desk/home.ts'
import { networkRoutes } from './desk/links.ts'
import { listRoutes } from './desk/lists.ts'
import { reportFileRoutes } from './desk/report-files.ts'
import { reportRoutes } from './desk/reports.ts'
import { secondLookRoutes } from './desk/second-looks.ts'
import { searchRoutes } from './desk/search.ts'
import { sourceRoutes } from './desk/sources.ts'
import { caseRoutes } from './cases/cases.ts'
import { exerciseRoutes } from './training/exercises.ts'
import { practiceRoutes } from './training/practice.ts'
import { calibrationRoutes } from './figures/calibration.ts'
import { weighRulesRoutes } from './figures/weigh-rules.ts'
import { chainRoutes } from './figures/chain.ts'
import { figureRoutes } from './figures/figures.ts'
import { figureTableRoutes } from './figures/figure-tables.ts'
import { expertRoutes } from './minors/experts.ts'
import { minorRoutes } from './minors/minors.ts'
import { barrierRoutes } from './partners/barriers.ts'
import { peerRoutes } from './partners/peers.ts'
import { conferenceRoutes } from './partners/conferences.ts'
import { handlingRoutes } from './partners/handling.ts'
import { obstacleRoutes } from './minors/obstacles.ts'
import { phenomenonRoutes } from './phenomena/phenomena.ts'
import { partnerRoutes } from './partners/partners.ts'
import { referralRoutes } from './cases/referrals.ts'
import { caseWorkRoutes } from './cases/work.ts'
import { dossierRoutes } from './cases/dossiers.ts'
import { coordinationRoutes } from './desk/coordination.ts'
import { proposalRoutes } from './desk/proposals.ts'
import { triageRoutes } from './desk/triage.ts'
import { accountRoutes } from './oversight/accounts.ts'
import { auditRoutes } from './oversight/audit.ts'
import { rightsRoutes } from './oversight/rights.ts'
import { researchRoutes } from './research/research.ts'
import { factorRoutes } from './sign-in/factor.ts'
import { identityRoutes } from './sign-in/identity.ts'
import { passkeyRoutes } from './sign-in/passkeys.ts'
import { sessionRoutes } from './sign-in/session.ts'

/** Every route of the interface but the events and the document, which are no JSON answers of the desk. */
export const routes: readonly Route[] = [
  ...sessionRoutes,
  ...factorRoutes,
  ...passkeyRoutes,
  ...identityRoutes,
  ...homeRoutes,
  ...signalRoutes,
  ...triageRoutes,
  ...secondLookRoutes,
  ...proposalRoutes,
  ...coordinationRoutes,
  ...deconflictionRoutes,
  ...caseRoutes,
  ...caseWorkRoutes,
  ...dossierRoutes,
  ...referralRoutes,
  ...minorRoutes,
  ...partnerRoutes,
  ...barrierRoutes,
  ...handlingRoutes,
  ...conferenceRoutes,
  ...peerRoutes,
  ...expertRoutes,
  ...obstacleRoutes,
  ...exerciseRoutes,
  ...practiceRoutes,
  ...calibrationRoutes,
  ...weighRulesRoutes,
  ...chainRoutes,
  ...figureRoutes,
  ...figureTableRoutes,
  ...researchRoutes,
  ...phenomenonRoutes,
  ...advertRoutes,
  ...custodyRoutes,
  ...replayRoutes,
  ...factRoutes,
  ...searchRoutes,
  ...listRoutes,
  ...networkRoutes,
  ...requestRoutes,
  ...graveRoutes,
  ...reportRoutes,
  ...reportFileRoutes,
  ...operationRoutes,
  ...sourceRoutes,
  ...accountRoutes,
  ...auditRoutes,
  ...rightsRoutes
]
