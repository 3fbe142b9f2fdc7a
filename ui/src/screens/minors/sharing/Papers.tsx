/** Assessment, plan and closure of the file of a child: written by one person, approved or sent back by another. */
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { MinorFile, Paper, PaperBody } from '../../../../../src/contract/minors/minors.ts'
import { useMinorAct } from '../../../api/cases/minors.ts'
import { useDraft } from '../../../frame/drafts.ts'
import { useFormat } from '../../../frame/format.ts'
import { Empty } from '../../../frame/Notice.tsx'
import { useNames } from '../../../names/useNames.ts'
import { Choice } from '../../../parts/Choice.tsx'
import { Panel } from '../../../parts/Panel.tsx'
import { CaseForm, Field } from '../../case-work/CaseForm.tsx'
import { ActDialog, type Doing } from '../ActDialog.tsx'
import { lessons, type Lesson } from '../lessons.ts'
import { mayWork } from '../mayWork.ts'

const kinds: readonly PaperBody['kind'][] = ['assessment', 'plan', 'closure']

interface PapersProps {
  readonly one: MinorFile
  readonly me: string
}

export function Papers({ one, me }: PapersProps) {
  const { t } = useTranslation()
  const [doing, setDoing] = useState<Doing | null>(null)
  const [writing, setWriting] = useState(false)
  const works = mayWork(one)
  // What waits for somebody stands above what was decided, the newest first.
  const papers = one.papers.toSorted((a, b) => Number(b.state === 'asked') - Number(a.state === 'asked') || b.no - a.no)
  return (
    <div className="stack">
      {works && (
        <div className="row row-wrap">
          <Button className="button-primary" onPress={() => setWriting(true)}>
            {t('minors.paperAdd')}
          </Button>
          <span className="quiet">{t('minors.papersNote')}</span>
        </div>
      )}
      {papers.length === 0 ? (
        <Empty title={t('minors.noPapers')}>
          <p>{t('minors.noPapersNext')}</p>
        </Empty>
      ) : (
        <Panel columns={12} title={t('minors.papers')}>
          <ul className="divide case-plain minor-list">
            {papers.map((paper) => (
              <PaperRow key={paper.no} one={one} me={me} paper={paper} onDo={setDoing} />
            ))}
          </ul>
        </Panel>
      )}
      {writing && <PaperDialog id={one.id} onClose={() => setWriting(false)} />}
      {doing !== null && <ActDialog id={one.id} doing={doing} onClose={() => setDoing(null)} />}
    </div>
  )
}

interface RowProps extends PapersProps {
  readonly paper: Paper
  readonly onDo: (doing: Doing) => void
}

function PaperRow({ one, me, paper, onDo }: RowProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const { no, kind, state, by, at, reason, decidedBy, because } = paper
  const decides = state === 'asked' && by !== me && one.mine.includes('approve') && one.state === 'open'
  const title = t(`minors.paper-${kind}`)
  return (
    <li>
      <div className="row row-wrap">
        <b>{title}</b>
        <span className={state === 'asked' ? 'tag tag-warn' : state === 'approved' ? 'tag tag-good' : 'tag tag-bad'}>
          {t(`minors.paperState-${state}`)}
        </span>
        {decides && (
          <span className="push row">
            {(['approve', 'reject'] as const).map((verb) => (
              <Button
                key={verb}
                className={verb === 'approve' ? 'button-primary' : 'button'}
                aria-label={t(`minors.paperOf-${verb}`, { title })}
                onPress={() =>
                  onDo({
                    where: `papers/${no}/${verb}`,
                    title: t(`minors.paperDo-${verb}`),
                    explain: t(kind === 'closure' && verb === 'approve' ? 'minors.closeExplain' : 'minors.paperExplain')
                  })
                }
              >
                {t(`minors.paperDo-${verb}`)}
              </Button>
            ))}
          </span>
        )}
      </div>
      <p className="said">{reason}</p>
      <p className="small quiet">{t('minors.signed', { by: names.person(by), at: format.moment(at) })}</p>
      {state === 'asked' && by === me && <p className="small quiet">{t('minors.ownPaper')}</p>}
      {decidedBy !== null && (
        <div className="minor-answer">
          <p className="small quiet">{t('minors.paperBy', { who: names.person(decidedBy) })}</p>
          <p className="said">{because}</p>
        </div>
      )}
    </li>
  )
}

function PaperDialog({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const act = useMinorAct(id)
  const [kind, setKind] = useState<PaperBody['kind']>('assessment')
  const [lesson, setLesson] = useState<Lesson | ''>('')
  const text = useDraft(`minor-paper:${id}`)
  return (
    <CaseForm
      title={t('minors.paperAdd')}
      explain={t('minors.papersNote')}
      action={t('minors.ask')}
      onSend={async () => {
        const more = kind === 'closure' && lesson !== '' ? { lesson } : {}
        await act.mutateAsync({ act: 'papers', body: { kind, reason: text.text, ...more } })
        text.drop()
      }}
      onClose={onClose}
    >
      <Choice
        label={t('minors.paperKind')}
        values={kinds}
        value={kind}
        says={(each) => t(`minors.paper-${each}`)}
        onChange={setKind}
      />
      {kind === 'closure' && (
        <Choice<Lesson | ''>
          label={t('minors.lesson')}
          values={['', ...lessons]}
          value={lesson}
          says={(each) => (each === '' ? t('minors.noLesson') : t(`minors.lesson-${each}`))}
          onChange={setLesson}
        />
      )}
      <Field label={t('minors.paperText')} value={text.text} onChange={text.change} rows={6} most={2_000} required />
    </CaseForm>
  )
}
