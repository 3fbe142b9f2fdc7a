/** English words of captured pages that are shown again. */
import type { replayNl } from './replay-nl.ts'

export const replayEn: typeof replayNl = {
  replay: {
    tab: 'Page',
    title: 'The captured page',
    what: 'The page as it was captured, drawn again. Scripts, forms and links do nothing; nothing is asked of the site. Pictures are blurred and grey, and words of origin, religion and health are covered. Each time goes into the ledger with your reason.',
    show: 'Look at the page',
    showBoth: 'Look at both pages',
    beside: 'Beside it',
    alone: 'No second version',
    ask: 'Why do you look at this page?',
    askPictures: 'Why do the pictures have to be clear?',
    askWords: 'Why do the covered words have to be readable?',
    explain: 'Your reason goes into the ledger, with the version and how it was shown.',
    go: 'Look',
    why: {
      look: 'See what the advert looked like',
      change: 'Find out what changed on the page',
      evidence: 'Check whether this evidence can be used'
    },
    sharp: 'Show pictures clearly',
    blur: 'Blur pictures again',
    uncover: 'Show covered words ({{count}})',
    cover: 'Cover words again',
    capture: 'This is a capture of then, not the site of now.',
    frame: 'Captured page, version {{version}}',
    address: 'Address',
    at: 'Captured',
    'clock-own': 'clock of Baken',
    'clock-import': 'according to the imported file',
    'clock-site': 'The site itself said: {{at}}',
    'clock-none': 'The site did not say what time it was.',
    digest: 'SHA-256 of the answer',
    record: 'SHA-256 of the sealed capture',
    how: 'How captured',
    'how-crawl': 'By Baken itself, without running scripts; status {{status}}.',
    'how-import': 'Imported: others captured this; status {{status}}.',
    missing: 'What is missing',
    'nothing-missing': 'Nothing that the page names.',
    truncated: 'The page itself is cut off.',
    apart: 'Parts were captured up to {{minutes}} minutes before or after the page.',
    pictures: {
      missing_one: '{{count}} picture was not captured or cannot be read',
      missing_other: '{{count}} pictures were not captured or cannot be read',
      sealed_one: '{{count}} picture is sealed',
      sealed_other: '{{count}} pictures are sealed',
      withheld_one: '{{count}} picture is shown to nobody',
      withheld_other: '{{count}} pictures are shown to nobody',
      left_one: '{{count}} picture is one too many',
      left_other: '{{count}} pictures are too many'
    },
    sheets: {
      missing_one: '{{count}} style sheet was not captured',
      missing_other: '{{count}} style sheets were not captured',
      sealed_one: '{{count}} style sheet is sealed',
      sealed_other: '{{count}} style sheets are sealed',
      withheld_one: '{{count}} style sheet is not shown',
      withheld_other: '{{count}} style sheets are not shown',
      left_one: '{{count}} style sheet is one too many',
      left_other: '{{count}} style sheets are too many'
    },
    removed: {
      scripts_one: '{{count}} script was left out',
      scripts_other: '{{count}} scripts were left out',
      handlers_one: '{{count}} act of a script was left out',
      handlers_other: '{{count}} acts of scripts were left out',
      refreshes_one: '{{count}} redirect was left out',
      refreshes_other: '{{count}} redirects were left out',
      frames_one: '{{count}} embedded page was left out',
      frames_other: '{{count}} embedded pages were left out',
      forms_one: '{{count}} form or field does nothing',
      forms_other: '{{count}} forms and fields do nothing',
      links_one: '{{count}} link does nothing',
      links_other: '{{count}} links do nothing',
      media_one: '{{count}} film or sound was left out',
      media_other: '{{count}} films and sounds were left out',
      drawings_one: '{{count}} drawing was left out',
      drawings_other: '{{count}} drawings were left out',
      embedded_one: '{{count}} embedded part was left out',
      embedded_other: '{{count}} embedded parts were left out'
    },
    fields: {
      title: 'What changed',
      none: 'No field changed between these versions.',
      field: 'Field',
      before: 'Was',
      after: 'Is',
      heading: 'Title',
      account: 'Account',
      postedAt: 'Posted',
      language: 'Language'
    }
  },
  problem: {
    'sealed-beside': {
      what: 'Sealed adverts stand on this page too.',
      next: 'The page is therefore not shown. Read the text, or ask to open those as well.'
    },
    'no-page': {
      what: 'What was captured is no page that can be shown.',
      next: 'The text and the custody data are on the other tabs.'
    },
    'replay-off': {
      what: 'Pages are not shown here: there is no second address for them.',
      next: 'The operator can set one (--replay-name or --replay-port).'
    }
  }
}
