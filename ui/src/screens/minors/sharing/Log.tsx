/** What was done in the file of a child, the newest first: who, when and why. */
import { useTranslation } from 'react-i18next'
import type { MinorFile } from '../../../../../src/contract/minors/minors.ts'
import { useFormat } from '../../../frame/format.ts'
import { useNames } from '../../../names/useNames.ts'
import { Panel } from '../../../parts/Panel.tsx'

export function Log({ one }: { readonly one: MinorFile }) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  return (
    <Panel columns={12} title={t('minors.log')} note={t('minors.logNote')}>
      <ol className="divide case-plain minor-list">
        {one.acts.toReversed().map((each) => (
          <li key={each.no}>
            <p>
              <b>{names.person(each.by)}</b> {t(`did.minor-${each.act}`, { what: one.code })}{' '}
              <span className="small quiet">{format.moment(each.at)}</span>
            </p>
            {each.reason !== '' && each.by !== 'pipeline' && <p className="said">{each.reason}</p>}
          </li>
        ))}
      </ol>
    </Panel>
  )
}
