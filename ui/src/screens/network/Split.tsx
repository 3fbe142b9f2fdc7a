/** What a judgement did to the network on screen: how many adverts left it, and where they are now. */
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { NetworkPicture } from '../../../../src/contract/desk/network-picture.ts'
import { useNetwork } from '../../api/networks.ts'
import { useFormat } from '../../frame/format.ts'
import { NetworkLink } from '../../names/CalledLink.tsx'

interface SplitProps {
  readonly before: NetworkPicture
  readonly now: NetworkPicture
  readonly onClose: () => void
}

export function Split({ before, now, onClose }: SplitProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const events = useNetwork(now.id).data?.events ?? []
  const left = before.adverts - now.adverts
  if (left === 0) return null
  const others = events.find((event) => event.kind === 'split')?.networks.filter((id) => id !== now.id) ?? []
  return (
    <p className="note note-info net-split" role="status">
      {left > 0
        ? t('room.left', { count: left, shown: format.number(left), now: format.number(now.adverts) })
        : t('room.came', { count: -left, shown: format.number(-left), now: format.number(now.adverts) })}{' '}
      {left > 0 && others.map((id) => <NetworkLink key={id} id={id} />)}
      <Button className="button-small push" onPress={onClose}>
        {t('room.seen')}
      </Button>
    </p>
  )
}
