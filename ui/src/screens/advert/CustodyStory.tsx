/** How an advert was kept, sentence by sentence, with what stands behind each: digests, the entry of the ledger, and its proof in the log. */
import { useState, type ReactNode } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Advert, CustodyClocks, CustodyLine, CustodyProof } from '../../../../src/contract/desk/adverts.ts'
import { useCustodyProof, useCustodyStory } from '../../api/adverts.ts'
import { useFormat } from '../../frame/format.ts'
import { Loading, ProblemNote } from '../../frame/Notice.tsx'
import { Mandate } from '../../names/Named.tsx'
import { useNames } from '../../names/useNames.ts'
import { CopyButton } from '../../parts/CopyButton.tsx'
import { useChecked } from './check-proof.ts'

export function CustodyStory({ advert }: { readonly advert: Pick<Advert, 'id' | 'firstSeen'> }) {
  const { t } = useTranslation()
  const format = useFormat()
  const story = useCustodyStory(advert.id)
  const lines = story.data?.lines ?? []
  const first = lines.filter((one) => one.act === 'capture.store').map((one) => Date.parse(one.at))
  return (
    <section className="custody" aria-label={t('custody.story')}>
      <h2>{t('custody.story')}</h2>
      {story.isPending && <Loading what={t('custody.story')} />}
      {story.isError && <ProblemNote error={story.error} retry={() => void story.refetch()} />}
      {story.isSuccess && (
        <>
          {story.data.more && <p className="quiet">{t('custody.olderLeftOut')}</p>}
          {Date.parse(advert.firstSeen) < Math.min(...first) && (
            <p className="quiet">{t('custody.seenBefore', { at: format.exact(advert.firstSeen) })}</p>
          )}
          <ol className="custody-lines">
            {lines.map((line, at) => (
              <Line
                key={`${line.no}-${line.capture}-${line.act}`}
                advert={advert.id}
                line={line}
                under={line.mandate === lines[at - 1]?.mandate ? null : line.mandate}
              />
            ))}
          </ol>
          <p>
            {t('custody.looks', {
              count: story.data.looks.times,
              by: t('custody.looksBy', { count: story.data.looks.people })
            })}
            {story.data.looks.first !== null &&
              ` ${t('custody.looksWhen', { first: format.moment(story.data.looks.first), last: format.moment(story.data.looks.last) })}`}
          </p>
          <p className="quiet">
            {story.data.log === null
              ? t('custody.noLog')
              : t('custody.log', { origin: story.data.log.origin, size: format.number(story.data.log.size) })}
          </p>
        </>
      )}
    </section>
  )
}

/** What the line of an entry on a capture is called on this page: one entry may be of several captures. */
export function entryId(no: number, capture: string | null): string {
  return `entry-${no}-${capture ?? ''}`
}

interface LineProps {
  readonly advert: number
  readonly line: CustodyLine
  /** The mandate, where it is another than that of the line before. */
  readonly under: string | null
}

function Line({ advert, line, under }: LineProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const [open, setOpen] = useState(false)
  const { no } = line
  return (
    <li {...(no !== null && { id: entryId(no, line.capture) })} tabIndex={-1}>
      <p>
        <time dateTime={line.at}>{format.exact(line.at)}</time> · <Sentence line={line} />
        {line.unchangedSince !== null && ` ${t('custody.unchanged', { at: format.exact(line.unchangedSince) })}`}
      </p>
      {line.clocks !== null && <ClocksOff clocks={line.clocks} />}
      <p className="quiet">
        {under !== null && (
          <>
            {t('custody.under')} <Mandate id={under} /> ·{' '}
          </>
        )}
        {no === null ? t('custody.noLedger') : t('custody.ledgerNo', { no: format.number(no) })}
        {no !== null && !line.proven && ` · ${t('custody.notInLog')}`}
      </p>
      <div className="custody-more">
        {line.clocks !== null && <Clocks clocks={line.clocks} />}
        <details>
          <summary>{t('custody.digests', { count: line.digests.length })}</summary>
          <dl className="pairs">
            {line.digests.map(({ of, sha256 }) => (
              <div key={of}>
                <dt>{t(`custody.digestOf.${of}`)}</dt>
                <dd>
                  <span className="mono wrap">{sha256}</span> <CopyButton text={sha256} small />
                </dd>
              </div>
            ))}
          </dl>
        </details>
        {no !== null && (
          <Button className="button-small" aria-expanded={open} onPress={() => setOpen(!open)}>
            {t('custody.proofOf', { no: format.number(no) })}
          </Button>
        )}
      </div>
      {no !== null && open && <Proof advert={advert} no={no} />}
    </li>
  )
}

/** A sentence for each clock that differs from the own one by more than an answer takes. */
function ClocksOff({ clocks: { off } }: { readonly clocks: CustodyClocks }) {
  const { t } = useTranslation()
  const format = useFormat()
  return off.map(({ clock, seconds }) => (
    <p key={clock} className="verdict verdict-missing">
      {t(`custody.clockOff.${clock}-${seconds > 0 ? 'ahead' : 'behind'}`, {
        seconds: format.number(Math.abs(seconds))
      })}
    </p>
  ))
}

/** The clocks that a capture bears, side by side, in UTC as they were noted. */
function Clocks({ clocks: { own, server, ledger, stamp } }: { readonly clocks: CustodyClocks }) {
  const { t } = useTranslation()
  const format = useFormat()
  const rows = [
    { clock: 'own', at: own },
    { clock: 'server', at: server },
    { clock: 'ledger', at: ledger },
    { clock: 'stamp', at: stamp?.at ?? null }
  ]
  return (
    <details>
      <summary>{t('custody.clocks')}</summary>
      <dl className="pairs">
        {rows.map(({ clock, at }) => (
          <div key={clock}>
            <dt>{t(`custody.clock.${clock}`)}</dt>
            <dd>
              {at === null ? (
                t(`custody.noClock.${clock}`)
              ) : (
                <>
                  <time dateTime={at}>{format.exact(at)}</time> <span className="quiet mono">{at}</span>
                </>
              )}
              {clock === 'stamp' && stamp !== null && <span className="mono wrap"> {stamp.by}</span>}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  )
}

/** Who did what on what, with what result, in one sentence. */
function Sentence({ line }: { readonly line: CustodyLine }): ReactNode {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const { act, by, how, version, status, bytes, count, verdict, because } = line
  const key = act === 'capture.store' ? `${act}-${how}` : act
  const said = (why: string): string => {
    const parts = why.split(', ').map((one) => rests.exec(one))
    const known = parts.flatMap((one) => (one === null ? [] : [t(`custody.rests.${one[1]}`, { no: one[2] })]))
    return known.length < parts.length
      ? t('custody.because', { why })
      : t('custody.restsOn', { what: known.join(', ') })
  }
  const values = {
    who: by === 'console' ? t('custody.console') : by === 'pipeline' ? t('custody.itself') : names.person(by),
    version,
    status,
    size: bytes === null ? '' : format.size(bytes),
    count: count ?? 0
  }
  return (
    <>
      {t([`custody.did.${key.replaceAll('.', '-')}`, 'custody.did.other'], { ...values, act })}
      {verdict !== null && ` ${t(`custody.${verdict}-now`)}`}
      {because !== null && ` ${said(because)}`}
    </>
  )
}

/** What an opening rests on, as the ledger names it: `signal:12`, `request:5`, several with commas between. */
const rests = /^(signal|request|watch|advert):([1-9]\d*)$/

/** The entry as it was hashed, what this browser itself computed of it, and the proof that others can check with programs of theirs. */
function Proof({ advert, no }: { readonly advert: number; readonly no: number }) {
  const { t } = useTranslation()
  const proof = useCustodyProof(advert, no)
  if (proof.isPending) return <Loading what={t('custody.proofOf', { no })} />
  if (proof.isError) return <ProblemNote error={proof.error} retry={() => void proof.refetch()} />
  return <Shown proof={proof.data} />
}

function Shown({ proof }: { readonly proof: CustodyProof }) {
  const { t } = useTranslation()
  const format = useFormat()
  const checked = useChecked(proof)
  const said = checked === null ? 'checking' : checked.kind
  return (
    <div className="custody-proof">
      <p
        role="status"
        className={`verdict verdict-${said === 'proven' ? 'intact' : said === 'wrong' ? 'damaged' : 'missing'}`}
      >
        {t(`custody.check.${said}`, { size: checked?.kind === 'proven' ? format.number(checked.size) : '' })}
      </p>
      <p>{t('custody.entryAsHashed')}</p>
      <pre className="mono wrap">{proof.entry}</pre>
      <p className="mono wrap">
        {t('custody.before')} {proof.prev}
      </p>
      {proof.proof !== null && (
        <>
          <p>
            {t('custody.proofText')} <CopyButton text={proof.proof} small />
          </p>
          <pre className="mono wrap">{proof.proof}</pre>
          <p>
            {t('custody.logKey')} <span className="mono wrap">{proof.vkey}</span>
          </p>
        </>
      )}
    </div>
  )
}
