import { clock_time, Icon, type IconName } from '../../interface'
import { has_words, t, t_code } from '../../words'
import type { HistoryEntry } from '../answers'
import { type Chapter, type ChapterName, sentence_key } from './history_story'

const ICON_OF_CHAPTER: Record<ChapterName, IconName> = {
  order: 'file',
  stock: 'shelf',
  pick: 'cart',
  pack: 'box',
  ship: 'truck',
  other: 'list',
}

const day_of = new Intl.DateTimeFormat('ja-JP', {
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  timeZone: 'Asia/Tokyo',
})

const second_of = new Intl.DateTimeFormat('ja-JP', { second: '2-digit', timeZone: 'Asia/Tokyo' })

/** One part of the work on an order: its scans and deeds on one line down the page. */
export function HistoryList({ chapter }: { chapter: Chapter }) {
  const first = chapter.entries[0]
  const who = [
    ...new Set(chapter.entries.map(({ person }) => person).filter((name) => name !== null)),
  ]
  return (
    <section class={`chapter chapter-${chapter.name}`}>
      <h2 class="chapter-head">
        <span class="chapter-icon">
          <Icon name={ICON_OF_CHAPTER[chapter.name]} size_px={18} />
        </span>
        {t(`history.chapter.${chapter.name}`)}
        <span class="chapter-when">
          {first === undefined
            ? ''
            : `${day_of.format(new Date(first.at))} ${clock_time(first.at)}`}
        </span>
        {who.length > 0 && <span class="chapter-who">{who.join(t('history.and'))}</span>}
      </h2>
      <ol class="entries">
        {chapter.entries.map((entry, number) => (
          <Entry key={number} entry={entry} />
        ))}
      </ol>
    </section>
  )
}

type Look = { tone: 'ok' | 'ng' | 'wait' | 'deed'; icon: IconName }

function look_of({ kind, verdict }: HistoryEntry): Look {
  if (kind === 'exception_raised') return { tone: 'ng', icon: 'alert' }
  if (verdict === 'refuse') return { tone: 'ng', icon: 'close' }
  if (verdict === 'ask_server') return { tone: 'wait', icon: 'question' }
  return verdict === 'accept' ? { tone: 'ok', icon: 'circle' } : { tone: 'deed', icon: 'check' }
}

function Entry({ entry }: { entry: HistoryEntry }) {
  const { tone, icon } = look_of(entry)
  return (
    <li class={`entry entry-${tone}`}>
      <time class="entry-time" dateTime={entry.at}>
        {clock_time(entry.at)}
        <span class="entry-second">:{second_of.format(new Date(entry.at)).padStart(2, '0')}</span>
      </time>
      <span class="entry-bead">
        <Icon name={icon} size_px={tone === 'deed' ? 10 : 11} weight={4} />
      </span>
      <div class="entry-words">
        <p class="entry-sentence">
          {entry_sentence(entry)}
          {entry.verdict === 'refuse' && (
            <strong class="entry-verdict">{t('history.refused')}</strong>
          )}
        </p>
        {entry.because !== null && <p class="entry-because">{because_words(entry)}</p>}
        <EntrySource entry={entry} />
      </div>
      {entry.row !== null && <EntryRow entry={entry} row={entry.row} />}
    </li>
  )
}

/** The row of the table that decided, to be told by telephone. */
function EntryRow({ entry, row }: { entry: HistoryEntry; row: string }) {
  return (
    <span class="entry-row" title={t('history.row.hint')}>
      <b>{row}</b>
      {entry.table !== null && (
        <span>
          {entry.table} v{entry.table_revision ?? 0}
        </span>
      )}
    </span>
  )
}

function EntrySource({ entry }: { entry: HistoryEntry }) {
  const source = [entry.person, entry.device].filter((name) => name !== null)
  if (source.length === 0 && entry.raw === null) return null
  return (
    <p class="entry-source">
      {source.length > 0 && <span>{source.join(' · ')}</span>}
      {entry.raw !== null && (
        <span class="raw">
          <Icon name="scan" size_px={13} />
          {entry.raw}
        </span>
      )}
    </p>
  )
}

function values_of({ text_params }: HistoryEntry): Record<string, string | number> {
  return Object.fromEntries(Object.entries(text_params).map(([name, value]) => [name, value ?? '']))
}

function entry_sentence(entry: HistoryEntry): string {
  const key = sentence_key(entry)
  const values = values_of(entry)
  const kind = entry.text_params['kind']
  if (typeof kind === 'string') values['kind'] = t_code('exception', kind)
  const stage = entry.text_params['stage']
  if (typeof stage === 'string') values['stage'] = t_code('stage', stage)
  return has_words(key) ? t(key, values) : t('history.other', { kind: entry.kind })
}

function because_words(entry: HistoryEntry): string {
  const { read, expected } = entry.text_params
  const why = t_code('because', entry.because ?? '')
  if (read == null || expected == null) return why
  return `${why} ${t('history.read_expected', { read, expected })}`
}
