/** Where each thing to do is done; null where the person waits for another. */
import type { Home } from '../../../../src/contract/desk/home.ts'

export const todoPlaces: Readonly<Record<Home['todo'][number]['code'], string | null>> = {
  'choose-mandate': null,
  'mandate-ends-soon': null,
  'confirm-proposals': '/signals?state=proposed',
  'answer-questions': '/deconfliction',
  'read-answers': '/deconfliction',
  'weigh-proposals': '/proposals?show=offered',
  'decide-requests': '/requests',
  'go-on-with-mine': '/signals?mine=1&state=taken',
  'look-at-new': '/signals?state=new',
  'weigh-open': '/signals',
  search: '/search',
  'look-at-alarms': '/sources',
  'read-failures': '/sources',
  'add-source': '/sources',
  'answer-late-requests': '/audit?part=rights',
  'answer-requests': '/audit?part=rights',
  'check-refusals': '/ledger?act=access.refused',
  'check-reading-at-night': '/audit',
  'read-ledger': '/ledger',
  'erasures-due': '/ledger?act=retention.erase',
  'accounts-without-mandate': '/admin',
  'mandates-ending': '/admin?part=mandates',
  'make-accounts': '/admin',
  'recognise-signs': '/signs',
  'check-a-number': '/?check=1',
  'report-what-you-saw': '/reports/new',
  'wait-for-a-task': null,
  'wait-for-a-referral': null,
  'wait-for-a-question': null
}
