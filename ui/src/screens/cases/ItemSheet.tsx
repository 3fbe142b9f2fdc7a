/** An item of a case at the side: what was pinned, as it was on that day, and whether its digest still holds. */
import { useTranslation } from 'react-i18next'
import type { CaseItem, CaseItemContent } from '../../../../src/contract/cases/cases.ts'
import type { Advert } from '../../../../src/contract/desk/adverts.ts'
import type { Network } from '../../../../src/contract/desk/networks.ts'
import type { Signal } from '../../../../src/contract/desk/signals.ts'
import type { Report } from '../../../../src/contract/reports/reports.ts'
import { useCaseItem } from '../../api/cases/cases.ts'
import { Box } from '../../frame/Box.tsx'
import { useFormat } from '../../frame/format.ts'
import { Loading, ProblemNote } from '../../frame/Notice.tsx'
import { Site } from '../../names/Named.tsx'
import { TableBox } from '../../parts/table/TableBox.tsx'

interface SheetProps {
  readonly id: string
  readonly item: CaseItem
  readonly onClose: () => void
}

export function ItemSheet({ id, item, onClose }: SheetProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const found = useCaseItem(id, item.no)
  return (
    <Box title={t('case.itemNo', { no: item.no })} shape="sheet" onClose={onClose}>
      {found.isPending && <Loading what={t('case.itemNo', { no: item.no })} lines={4} />}
      {found.isError && <ProblemNote error={found.error} retry={() => void found.refetch()} />}
      {found.data !== undefined && (
        <div className="stack">
          <p className={`note ${found.data.intact ? 'note-info' : 'note-warn'}`}>
            {t(found.data.intact ? 'case.intact' : 'case.notIntact', { at: format.moment(item.at) })}
          </p>
          {found.data.kind === 'network' && <Members network={found.data.content as unknown as Network} />}
          {paragraphs(found.data).map((text, at) => (
            <p key={`${at} ${text.slice(0, 20)}`} className="said">
              {text}
            </p>
          ))}
          <dl className="kv">
            <dt>{t('case.kept')}</dt>
            <dd>{t('case.adverts', { count: item.adverts })}</dd>
            <dt>{t('case.version')}</dt>
            <dd>{item.version}</dd>
            <dt>{t('case.digest')}</dt>
            <dd className="case-digest">{item.digest}</dd>
          </dl>
        </div>
      )}
    </Box>
  )
}

/** The words of what was pinned, as each kind has them. */
function paragraphs({ kind, content }: CaseItemContent): string[] {
  if (kind === 'advert') {
    const reading = (content as unknown as Advert).versions.at(-1)?.reading
    return reading == null ? [] : [reading.title ?? '', reading.text].filter((text) => text !== '')
  }
  if (kind === 'report') {
    const words = (content as unknown as Report).content
    return [words?.what, words?.place, words?.when].filter((text) => text != null)
  }
  if (kind === 'signal')
    return (content as unknown as Signal).reasons.map(({ sentence }) =>
      document.documentElement.lang === 'en' ? sentence.en : sentence.nl
    )
  return []
}

/** The adverts of a network that was pinned: what each was called, where and when, with sealed ones by their site. */
function Members({ network: { members } }: { readonly network: Network }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <TableBox label={t('case.adverts', { count: members.length })} whole>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('pinned.title')}</th>
            <th scope="col">{t('pinned.site')}</th>
            <th scope="col">{t('pinned.posted')}</th>
          </tr>
        </thead>
        <tbody>
          {members.map((one) => (
            <tr key={one.advert}>
              <td>{one.title ?? t('pinned.sealed')}</td>
              <td>
                <Site host={one.site} />
              </td>
              <td>{format.day(one.postedAt ?? one.firstSeen)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  )
}
