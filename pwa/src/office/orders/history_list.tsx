import { clock_time, Icon, type IconName } from '../../interface'
import { has_words, t, t_code } from '../../words'
import type { HistoryEntry } from '../answers'
import { carrier_name } from '../names'
import { type Chapter, type ChapterName, type ProductNames, sentence_of } from './history_story'

const ICON_OF_CHAPTER: Record<ChapterName, IconName> = {
  order: 'file',
  stock: 'shelf',
  pick: 'cart',
  pack: 'box',
  ship: 'truck',
  back: 'refresh',
  other: 'list',
}

const day_of = new Intl.DateTimeFormat('ja-JP', {
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  timeZone: 'Asia/Tokyo',
})

const second_of = new Intl.DateTimeFormat('ja-JP', { second: '2-digit', timeZone: 'Asia/Tokyo' })

type HistoryListProps = { chapter: Chapter; products: ProductNames }

/** One part of the work on an order: its scans and deeds on one line down the page. */
export function HistoryList({ chapter, products }: HistoryListProps) {
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
          <Entry key={number} entry={entry} products={products} />
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

function Entry({ entry, products }: { entry: HistoryEntry; products: ProductNames }) {
  const { tone, icon } = look_of(entry)
  const reason = entry.kind === 'order_changed' ? change_words(entry) : reason_words(entry)
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
          {entry_sentence(entry, products)}
          {entry.verdict === 'refuse' && (
            <strong class="entry-verdict">{t('history.refused')}</strong>
          )}
          {entry.verdict === 'ask_server' && (
            <strong class="entry-verdict entry-asked">{t('history.asked')}</strong>
          )}
        </p>
        {reason !== '' && <p class="entry-because">{reason}</p>}
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

/** Codes among the values are put into words too: the stage, the exception, what was decided. */
const FAMILIES: Record<string, string> = {
  stage: 'stage',
  kind: 'exception',
  resolution: 'resolve',
}

function entry_sentence(entry: HistoryEntry, products: ProductNames): string {
  const { key, values } = sentence_of(entry, products)
  const worded = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, in_words(name, String(value))]),
  )
  return has_words(key) ? t(key, worded) : t('history.other', { kind: entry.kind })
}

function in_words(name: string, value: string): string {
  if (name === 'carrier') return carrier_name(value)
  const family = FAMILIES[name]
  return family === undefined ? value : t_code(family, value)
}

/** The families of words for reasons, by what happened. */
const REASONS: Record<string, string> = {
  order_cancelled: 'cancel_reason',
  goods_returned: 'returned',
  label_voided: 'label_voided',
}

/** What of an order was changed; of an address only which parts, never what they say. */
function change_words({ text_params: { fields, lines, system } }: HistoryEntry): string {
  const parts = Array.isArray(fields)
    ? fields.map((field) => t_code('address', String(field))).join(t('history.and'))
    : String(lines ?? '')
  return typeof system === 'string' ? t('history.changed_by', { parts, system }) : parts
}

/** What a supervisor wrote when deciding, or why a scan was refused. */
function reason_words({ kind, because, text_params }: HistoryEntry): string {
  if (because !== null) return t_code('because', because)
  const { note, reason } = text_params
  if (typeof note === 'string' && note !== '') return note
  if (typeof reason !== 'string' || reason === '') return ''
  return t_code(REASONS[kind] ?? 'hold', reason)
}
