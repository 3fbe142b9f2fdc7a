/** The `?` overlay: every key, and the switch that turns keys of one character off. */
import { useState } from 'react'
import { Switch } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { shortcutsOn, switchShortcuts } from '../keys/useShortcuts.ts'
import { Box } from './Box.tsx'

/** Key and the word that explains it, by screen. */
const table: readonly { readonly screen: string; readonly keys: readonly (readonly [string, string])[] }[] = [
  {
    screen: 'keys.everywhere',
    keys: [
      ['?', 'keys.help'],
      ['/', 'keys.search'],
      ['Esc', 'keys.close']
    ]
  },
  {
    screen: 'nav.queue',
    keys: [
      ['j ↓', 'keys.next'],
      ['k ↑', 'keys.previous'],
      ['Enter', 'keys.open'],
      ['x', 'keys.pick'],
      ['Shift+j Shift+k', 'keys.pickOn'],
      ['m', 'keys.merge'],
      ['g', 'keys.news'],
      ['t', 'keys.take'],
      ['r', 'keys.release'],
      ['w', 'keys.assign'],
      ['u', 'keys.raise'],
      ['d', 'keys.dismiss'],
      ['e', 'keys.propose'],
      ['c', 'keys.confirm'],
      ['b', 'keys.reject'],
      ['o', 'keys.reopen'],
      ['1 – 4', 'keys.ready'],
      ['z', 'keys.undo'],
      ['n', 'keys.nextReason'],
      ['p', 'keys.previousReason'],
      ['a', 'keys.advert']
    ]
  },
  {
    screen: 'nav.search',
    keys: [
      ['j', 'keys.next'],
      ['k', 'keys.previous'],
      ['Space', 'keys.preview'],
      ['Enter', 'keys.open']
    ]
  },
  {
    screen: 'nav.network',
    keys: [
      ['1 – 5', 'keys.panel'],
      ['← → ↑ ↓', 'keys.neighbour'],
      ['Space', 'keys.pickThing'],
      ['f', 'keys.fold'],
      ['p', 'keys.pin'],
      ['w', 'keys.why'],
      ['x', 'keys.cut'],
      ['z', 'keys.stepBack'],
      ['d', 'duel.title']
    ]
  },
  {
    screen: 'duel.title',
    keys: [
      ['y', 'duel.yes'],
      ['h', 'duel.hold'],
      ['n', 'duel.no'],
      ['z', 'keys.undo']
    ]
  }
]

export function KeysOverlay({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation()
  const [on, setOn] = useState(shortcutsOn)
  return (
    <Box title={t('keys.title')} onClose={onClose}>
      <div className="keys">
        {table.map(({ screen, keys }) => (
          <section key={screen}>
            <h3>{t(screen)}</h3>
            <dl>
              {keys.map(([key, word]) => (
                <div key={key}>
                  <dt>
                    {key.split(' ').map((one) => (
                      <kbd key={one}>{one}</kbd>
                    ))}
                  </dt>
                  <dd>{t(word)}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <Switch
        className="switch"
        isSelected={on}
        onChange={(next) => {
          switchShortcuts(next)
          setOn(next)
        }}
      >
        <span className="switch-track" aria-hidden="true" /> {t('keys.switch')}
      </Switch>
      <p className="quiet">{t('keys.typing')}</p>
    </Box>
  )
}
