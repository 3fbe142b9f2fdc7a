/** The addresses behind a number: which were refused or failed for this reason, and the detail of each. */
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { useAddresses } from '../../api/operations.ts'
import type { AddressFilter } from '../../api/operations.ts'
import { Box } from '../../frame/Box.tsx'
import { useFormat } from '../../frame/format.ts'
import { Empty, Loading, ProblemNote } from '../../frame/Notice.tsx'

export function AddressSheet({ filter, onClose }: { readonly filter: AddressFilter; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const addresses = useAddresses(filter)
  const rows = addresses.data?.pages.flatMap((page) => page.addresses) ?? []
  const reason = t([`because.${filter.reason}`, 'because.other'], { reason: filter.reason })
  return (
    <Box title={t(`sources.sheet-${filter.state}`, { source: filter.source, reason })} shape="sheet" onClose={onClose}>
      {addresses.isPending && <Loading what={t('sources.addresses')} />}
      {addresses.isError && <ProblemNote error={addresses.error} retry={() => void addresses.refetch()} />}
      {addresses.isSuccess && rows.length === 0 && <Empty title={t('sources.noAddresses')} />}
      <ul className="address-list">
        {rows.map((row) => (
          <li key={row.id}>
            <span className="mono wrap">{row.url}</span>
            <span className="quiet">
              {row.status !== null && <>HTTP {row.status} · </>}
              {row.detail ?? reason} · {format.moment(row.at)}
            </span>
          </li>
        ))}
      </ul>
      {addresses.hasNextPage && (
        <Button
          className="more"
          data-pending={addresses.isFetchingNextPage || undefined}
          onPress={() => void addresses.fetchNextPage()}
        >
          {t('notice.more')}
        </Button>
      )}
    </Box>
  )
}
