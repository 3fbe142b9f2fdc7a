/** The file of one child: first whether it is safe now, then what waits for the reader, then steps, sharing, papers, names, advice and who may see it. No picture, no score, no place in a list. */
import { useState } from 'react'
import { Button, Tab, TabList, TabPanel, Tabs } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { AgeBody, MinorFile } from '../../../../src/contract/minors/minors.ts'
import type { Session } from '../../../../src/contract/session.ts'
import { useMinor, useMinorAct } from '../../api/cases/minors.ts'
import { useFormat } from '../../frame/format.ts'
import { Loading, ProblemNote } from '../../frame/Notice.tsx'
import { ReasonDialog } from '../../frame/ReasonDialog.tsx'
import { useNames } from '../../names/useNames.ts'
import { Choice } from '../../parts/Choice.tsx'
import { Go, refine, usePlace } from '../../place/place.tsx'
import { Questions } from './experts/Questions.tsx'
import { AgeTag } from './Clock.tsx'
import { Safe } from './Safe.tsx'
import { Contacts } from './sharing/Contacts.tsx'
import { Identities } from './sharing/Identities.tsx'
import { Log } from './sharing/Log.tsx'
import { Members } from './sharing/Members.tsx'
import { Papers } from './sharing/Papers.tsx'
import { Sharing } from './sharing/Sharing.tsx'
import { Steps } from './Steps.tsx'
import { Tasks } from './Tasks.tsx'
import { Waits } from './Waits.tsx'
import '../cases/cases.css'
import './minors.css'

const tabs = ['steps', 'sharing', 'papers', 'names', 'questions', 'members', 'log'] as const
const ages: readonly AgeBody['age'][] = ['minor', 'doubt', 'adult']

interface MinorScreenProps {
  readonly id: string
  readonly session: Session
}

export function MinorScreen({ id, session }: MinorScreenProps) {
  const { t } = useTranslation()
  const found = useMinor(id)
  return (
    <div className="page">
      <p>
        <Go to="/minors">{t('minors.back')}</Go>
      </p>
      {found.isPending && <Loading what={t('nav.minors')} lines={6} />}
      {found.isError && (
        <>
          <h1 tabIndex={-1}>{t('nav.minors')}</h1>
          <ProblemNote error={found.error} retry={() => void found.refetch()} />
        </>
      )}
      {found.data !== undefined && <File one={found.data} me={session.user.id} />}
    </div>
  )
}

interface FileProps {
  readonly one: MinorFile
  readonly me: string
}

function File({ one, me }: FileProps) {
  const { t } = useTranslation()
  const { query } = usePlace()
  return (
    <>
      <Head one={one} me={me} />
      <Safe one={one} />
      <Waits one={one} me={me} />
      <Tabs
        selectedKey={tabs.find((tab) => tab === query['tab']) ?? 'steps'}
        onSelectionChange={(tab) => refine({ tab: tab === 'steps' ? null : String(tab) })}
      >
        <TabList className="tab-list" aria-label={t('minors.parts')}>
          {tabs.map((tab) => (
            <Tab key={tab} id={tab}>
              {t(`minors.tab-${tab}`)}
            </Tab>
          ))}
        </TabList>
        <TabPanel id="steps">
          <div className="minor-columns">
            <div className="stack">
              <Steps one={one} me={me} />
              <Tasks one={one} />
            </div>
            <div>
              <Contacts one={one} me={me} />
            </div>
          </div>
        </TabPanel>
        <TabPanel id="sharing">
          <Sharing one={one} me={me} />
        </TabPanel>
        <TabPanel id="papers">
          <Papers one={one} me={me} />
        </TabPanel>
        <TabPanel id="names">
          <Identities one={one} />
        </TabPanel>
        <TabPanel id="questions">
          <Questions one={one} />
        </TabPanel>
        <TabPanel id="members">
          <Members one={one} me={me} />
        </TabPanel>
        <TabPanel id="log">
          <Log one={one} />
        </TabPanel>
      </Tabs>
      <p className="small quiet minor-foot">{t('minors.foot')}</p>
    </>
  )
}

function Head({ one, me }: FileProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const [deciding, setDeciding] = useState(false)
  const decides = one.mine.includes('approve') && one.openedBy !== me && one.state === 'open'
  return (
    <header className="title">
      <div>
        <div className="row row-wrap">
          <h1 tabIndex={-1}>{one.code}</h1>
          <AgeTag age={one.age} />
          {one.state === 'closed' && <span className="tag">{t('minors.closed')}</span>}
        </div>
        <p>
          {t('minors.head', {
            form: t(`minors.form-${one.form}`),
            by: names.person(one.openedBy),
            at: format.moment(one.openedAt)
          })}{' '}
          {t('minors.only', { count: one.members })}
        </p>
      </div>
      <div className="row row-wrap">
        {decides && <Button onPress={() => setDeciding(true)}>{t('minors.ageDecide')}</Button>}
        {one.mine.includes('names') && (
          <a className="button" href={`/api/minors/${one.id}/export`} download={`${one.code}.json`}>
            {t('minors.export')}
          </a>
        )}
      </div>
      {deciding && <AgeDialog one={one} onClose={() => setDeciding(false)} />}
    </header>
  )
}

function AgeDialog({ one, onClose }: { readonly one: MinorFile; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const act = useMinorAct(one.id)
  const [age, setAge] = useState<AgeBody['age']>(one.age)
  return (
    <ReasonDialog
      title={t('minors.ageDecide')}
      explain={t('minors.ageExplain')}
      action={t('minors.set')}
      draft={`minor-age:${one.id}`}
      onSubmit={async (reason) => void (await act.mutateAsync({ act: 'age', body: { age, reason } }))}
      onClose={onClose}
    >
      <Choice
        label={t('minors.age')}
        values={ages}
        value={age}
        says={(each) => t(`minors.age-${each}`)}
        onChange={setAge}
      />
    </ReasonDialog>
  )
}
