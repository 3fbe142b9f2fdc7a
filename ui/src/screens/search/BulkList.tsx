/** A list of facts looked up at once: pasted or from a file, with how far it is, and what is known, unknown or no fact. */
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { BulkList as Answered, ListTab } from '../../../../src/contract/desk/lists.ts'
import { useList, useMakeList } from '../../api/lists.ts'
import { useFormat } from '../../frame/format.ts'
import { Loading, ProblemNote } from '../../frame/Notice.tsx'
import { useNames } from '../../names/useNames.ts'
import { factAddress } from '../../place/address.ts'
import { FileField } from '../../parts/FileField.tsx'
import { Go, go } from '../../place/place.tsx'

const most = 10_000
const tabs = ['known', 'unknown', 'unreadable'] as const

export function BulkList({ list }: { readonly list: string }) {
  const { t } = useTranslation()
  const id = /^\d+$/.test(list) ? Number(list) : null
  return (
    <div className="page stack">
      <h1 tabIndex={-1}>{t('list.title')}</h1>
      {id === null ? <NewList /> : <Answers key={id} id={id} />}
    </div>
  )
}

function NewList() {
  const { t } = useTranslation()
  const make = useMakeList()
  const [text, setText] = useState('')
  const [reason, setReason] = useState('')
  const lines = text.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '')
  const tooMany = lines.length > most
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        if (lines.length === 0 || tooMany) return
        make.mutate({ lines, reason }, { onSuccess: ({ id }) => go(`/search?list=${id}`) })
      }}
    >
      <p>{t('list.explain')}</p>
      <label className="field">
        <span>{t('list.lines')}</span>
        <textarea rows={10} value={text} onChange={(event) => setText(event.target.value)} />
      </label>
      <FileField
        label={t('list.file')}
        accept=".txt,.csv,text/plain,text/csv"
        onFiles={([file]) => void file?.text().then(setText)}
      />
      <p role="status">{t(tooMany ? 'list.tooMany' : 'list.count', { count: lines.length })}</p>
      <label className="field">
        <span>{t('list.reason')}</span>
        <input required value={reason} maxLength={2000} onChange={(event) => setReason(event.target.value)} />
      </label>
      {make.isError && <ProblemNote error={make.error} />}
      <p>
        <Button type="submit" className="button-primary" isDisabled={make.isPending}>
          {t('list.start')}
        </Button>
      </p>
    </form>
  )
}

function Answers({ id }: { readonly id: number }) {
  const { t } = useTranslation()
  const format = useFormat()
  const [tab, setTab] = useState<ListTab>('known')
  const [from, setFrom] = useState(0)
  const list = useList(id, tab, from)
  if (list.isPending) return <Loading what={t('list.title')} />
  if (list.isError) return <ProblemNote error={list.error} retry={() => void list.refetch()} />
  const { done, total, finishedAt, answers, next } = list.data
  const words = t('list.progress', { done: format.number(done), total: format.number(total) })
  return (
    <>
      <p role="status" className="row-wrap">
        <progress value={done} max={total} aria-label={words} /> {words}
        <Go className="push" to="/search?list=new">
          {t('list.another')}
        </Go>
      </p>
      <p className="row-wrap">
        {tabs.map((one) => (
          <Button
            key={one}
            className={one === tab ? 'button-primary' : 'react-aria-Button'}
            aria-pressed={one === tab}
            onPress={() => {
              setTab(one)
              setFrom(0)
            }}
          >
            {t(`list.tab.${one}`, { count: list.data[one] })}
          </Button>
        ))}
        {finishedAt !== null && (
          <a className="push" href={`/api/lists/${id}/${tab}`} download>
            {t('list.csv')}
          </a>
        )}
      </p>
      {answers.length === 0 ? <p className="quiet">{t('list.none')}</p> : <Rows answers={answers} />}
      {next !== null && <Button onPress={() => setFrom(next)}>{t('notice.more')}</Button>}
    </>
  )
}

function Rows({ answers }: { readonly answers: Answered['answers'] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  return (
    <div className="table-box" role="region" aria-label={t('list.title')} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('list.line')}</th>
            <th scope="col">{t('list.understood')}</th>
            <th scope="col">{t('list.adverts')}</th>
          </tr>
        </thead>
        <tbody>
          {answers.map((one) => (
            <tr key={one.line}>
              <th scope="row">{one.line}</th>
              <td>
                {one.kind !== null && one.value !== null && (
                  <Go to={factAddress(one.kind, one.value)}>{names.value(one.kind, one.value)}</Go>
                )}
              </td>
              <td>{t('list.answer', { open: format.number(one.open), sealed: format.number(one.sealed) })}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
