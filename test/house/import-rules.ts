/** Which folder may import from which, as a table with the reason for each rule; types only where `types` says so. */

export interface ImportRule {
  /** Folder below src (or `pipeline.ts`, `ui`, `demo`, ...) that the rule is about. */
  readonly from: string
  /** Folders that it may import from, beside itself. */
  readonly may: readonly string[]
  /** Single files, or folders, of which it may import types only. */
  readonly types?: readonly string[]
  /** Single files of other folders that it may import, each a true exception that `because` explains. */
  readonly files?: readonly string[]
  readonly because: string
}

const step =
  'a step is pure: what it knows comes in as a record of model/, so that it can be run again and tested alone'

export const importRules: readonly ImportRule[] = [
  { from: 'src/model', may: [], because: 'the nouns mean the same everywhere only when they rest on nothing' },
  {
    from: 'src/contract',
    may: ['src/model'],
    because: 'what Baken says to the outside rests on the nouns only, so that every side can read it and none owns it'
  },
  { from: 'src/text', may: ['src/model'], because: 'what letters, words and times are must not depend on who asks' },
  {
    from: 'src/crawl',
    may: ['src/model'],
    files: ['src/text/calendar.ts'],
    because:
      'what is fetched must not depend on what is later made of it; a source names its time zone, which must exist'
  },
  {
    from: 'src/evidence',
    may: ['src/model'],
    files: ['src/text/calendar.ts'],
    because: 'evidence must be checkable without the rest of Baken; what a written time means is one thing for all'
  },
  {
    from: 'src/verify',
    may: [],
    files: [
      'src/evidence/archives/http/message.ts',
      'src/evidence/archives/labelled-digest.ts',
      'src/evidence/archives/warc-records.ts',
      'src/evidence/archives/zip-guard.ts',
      'src/evidence/holders/holder.ts',
      'src/evidence/holders/read-holders.ts'
    ],
    because:
      'the verifier shares no code with the writer, or both would make the same mistake; readers of files of other programs are no writer, and who holds keys is asked in one way'
  },
  { from: 'src/read', may: ['src/model', 'src/text'], because: step },
  { from: 'src/extract', may: ['src/model', 'src/text'], because: step },
  {
    from: 'src/link',
    may: ['src/model'],
    files: ['src/text/fold.ts', 'src/extract/contact/example.ts'],
    because: `${step}; a letter is folded in one way by every step, and what is an example to extraction joins nobody`
  },
  {
    from: 'src/weigh',
    may: ['src/model'],
    files: ['src/text/fold.ts', 'src/extract/extract.ts'],
    because: `${step}; a letter is folded in one way by every step, and whether a number was disguised is what only the extractor's methods tell`
  },
  {
    from: 'src/pipeline.ts',
    may: ['src/read', 'src/extract', 'src/link', 'src/weigh'],
    because: "the data's way says what follows what: the pure steps with their versions, and nothing else"
  },
  {
    from: 'src/store',
    may: ['src/model', 'src/text'],
    files: ['src/evidence/keys.ts', 'src/evidence/seal.ts'],
    types: ['src/crawl', 'src/link', 'src/weigh'],
    because:
      'the store keeps records of the steps and decides nothing; what it keeps of a text is sealed before it is written'
  },
  {
    from: 'src/accountability',
    may: ['src/model', 'src/store'],
    files: [
      'src/evidence/keys.ts',
      'src/evidence/seal.ts',
      'src/crawl/sources/budget.ts',
      'src/crawl/sources/opening-hours.ts'
    ],
    types: ['src/contract'],
    because:
      'ground, rights and ledger stand under the desk; erasing means destroying a key; what a person asks about their data is sealed before it is written; what they answer is in the contract; a mandate writes hours and budgets as a source does'
  },
  {
    from: 'src/desk',
    may: ['src/model', 'src/text', 'src/store', 'src/accountability', 'src/evidence', 'src/link', 'src/extract'],
    files: [
      'src/weigh/indicators.ts',
      'src/weigh/decide.ts',
      'src/weigh/rules/rule-set.ts',
      'src/weigh/grave/grave.ts',
      'src/weigh/member.ts',
      'src/weigh/points.ts',
      'src/weigh/weigh.ts',
      'src/weigh/wording.ts',
      'src/read/site/yield.ts',
      'src/read/bytes/charset.ts',
      'src/crawl/canonical.ts',
      'src/crawl/fetch/decode.ts',
      'src/crawl/sources/rest.ts'
    ],
    types: ['src/contract'],
    because:
      'the desk answers people from what the steps left, reading a question with the same extractor; its shapes are the contract; which form of exploitation an indicator speaks of is said by the table of indicators; grave signs of one advert are read out of its sealed reading when asked, so that they go with its key; what an indicator is called and for what it speaks, and by which version of the rules, is said by weighing, which also makes a priority of the past anew, and says what other weights would change; whether a source fell silent or rests by the rules of reading and of the crawl; and a page that is shown again is decoded, and its parts named, in the one way of both'
  },
  {
    from: 'src/web',
    may: ['src/model', 'src/contract', 'src/desk', 'src/accountability'],
    types: ['src/store', 'src/evidence'],
    because:
      'HTTP only translates what desk and accountability offer, in the shapes of the contract; nothing but run starts it'
  },
  {
    from: 'src/run',
    may: [
      'src/model',
      'src/pipeline.ts',
      'src/text',
      'src/crawl',
      'src/evidence',
      'src/read',
      'src/extract',
      'src/link',
      'src/weigh',
      'src/store',
      'src/accountability',
      'src/desk',
      'src/verify',
      'src/web'
    ],
    types: ['src/contract'],
    because: 'the only place where the parts are joined; the order of the steps comes from the pipeline'
  },
  {
    from: 'src/cli',
    may: [
      'src/model',
      'src/crawl',
      'src/evidence',
      'src/read',
      'src/extract',
      'src/store',
      'src/accountability',
      'src/desk',
      'src/verify',
      'src/run'
    ],
    files: ['src/contract/reports/reports.ts'],
    because:
      'commands explain single steps and start what run/ joins; nothing imports them; a report from a file is judged by the schema of one from a screen'
  },
  {
    from: 'ui',
    may: [],
    types: ['src/contract', 'src/model'],
    because: 'the browser part knows the server by its contract only, and types leave no code behind'
  },
  { from: 'demo', may: [], because: 'the practice web is a stranger to the product, as real sites are' },
  {
    from: 'bench',
    may: ['src', 'demo'],
    because: 'benches hold the product against the truth of the practice web, which only they and tests may read'
  },
  { from: 'test', may: ['src', 'demo', 'bench', 'ui', 'tools'], because: 'tests may look at everything' },
  { from: 'tools', may: [], because: 'tools look at source text, never run it' }
]
