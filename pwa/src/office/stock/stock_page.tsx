import './stock.css'
import { Icon, Notice, Spinner } from '../../interface'
import { t } from '../../words'
import { link_to, use_address } from '../address'
import { Age } from '../age'
import { Page } from '../page'
import { Trouble } from '../trouble'
import { type Answer, use_answer } from '../use_answer'
import { changed, in_view, use_asked } from './address'
import { AgeBuckets } from './age_buckets'
import {
  type Asked,
  ask_movements,
  ask_stock,
  file_address,
  type Movements,
  type StockList,
  VIEWS,
} from './asks'
import { LotTable } from './lot_blocks'
import { MovementTable, Narrowed } from './movement_table'
import { StockFilters } from './stock_filters'
import { StockQuiet } from './stock_quiet'
import { StockTable } from './stock_table'

/** 在庫. Its question may go through the whole ledger, so no single scan asks it anew: `Age` says how old it is. */
export function StockPage() {
  const asked = use_asked()
  // Figures of one list or moment never stand, not even for a second, under the name of another.
  const key = `${asked.view} ${asked.at}`
  return asked.view === 'movements' ? (
    <MovementsPage key={key} asked={asked} />
  ) : (
    <StockListPage key={key} asked={asked} />
  )
}

function StockListPage({ asked }: { asked: Asked }) {
  const answer = use_answer(
    JSON.stringify(asked),
    () => ask_stock(asked),
    () => false,
  )
  return (
    <Frame asked={asked} answer={answer} owners={answer.value?.owners ?? []}>
      {answer.value !== null && <Found asked={asked} found={answer.value} busy={answer.busy} />}
    </Frame>
  )
}

function MovementsPage({ asked }: { asked: Asked }) {
  const answer = use_answer(
    JSON.stringify(asked),
    () => ask_movements(asked),
    () => false,
  )
  const found = answer.value
  return (
    <Frame asked={asked} answer={answer} owners={null}>
      <Narrowed asked={asked} />
      {found?.rows.length === 0 && <StockQuiet asked={asked} />}
      {found !== null && found.rows.length > 0 && (
        <>
          <div class={`rows-frame${answer.busy ? ' rows-busy' : ''}`}>
            <MovementTable asked={asked} rows={found.rows} />
          </div>
          <Foot asked={asked} next={found.next === null ? null : String(found.next)} />
        </>
      )}
    </Frame>
  )
}

type FrameProps = {
  asked: Asked
  answer: Answer<StockList> | Answer<Movements>
  /** Whose goods may be chosen; null where the list is not searched. */
  owners: StockList['owners'] | null
  children: preact.ComponentChildren
}

/** What stands around every list of stock. */
function Frame({ asked, answer, owners, children }: FrameProps) {
  const { ask_for } = use_address()
  return (
    <Page title={t('books.title')} actions={<Age of={answer} />}>
      <nav class="tabs" aria-label={t('books.views')}>
        {VIEWS.map((view) => (
          <a
            key={view}
            class="tab stock-tab"
            href={in_view(asked, view)}
            aria-current={view === asked.view ? 'page' : undefined}
          >
            {t(`books.view.${view}`)}
          </a>
        ))}
      </nav>
      <div class="bar">
        <StockFilters
          asked={asked}
          owners={owners}
          on_change={(change) => ask_for(changed(asked, change))}
        />
        <div class="bar-end">
          <a
            class="button button-plain"
            href={file_address(asked)}
            title={t('books.file.hint')}
            download
          >
            <Icon name="download" />
            {t('books.file')}
          </a>
        </div>
      </div>
      {asked.at !== '' && <Then at={asked.at} on_now={() => ask_for(changed(asked, { at: '' }))} />}
      {answer.refusal !== null && <Trouble refusal={answer.refusal} again={answer.again} />}
      {answer.value === null && answer.refusal === null && <Spinner label={t('common.wait')} />}
      {children}
    </Page>
  )
}

/** These are not the figures of now. */
function Then({ at, on_now }: { at: string; on_now: () => void }) {
  const moment = at.replaceAll('-', '/').replace('T', ' ')
  return (
    <Notice tone="wait" icon="clock">
      <div class="trouble">
        <span>{t('books.at.words', { moment })}</span>
        <button type="button" class="stock-now" onClick={on_now}>
          {t('books.at.now')}
        </button>
      </div>
    </Notice>
  )
}

function Found({ asked, found, busy }: { asked: Asked; found: StockList; busy: boolean }) {
  const { ask_for } = use_address()
  return (
    <>
      {found.buckets.length > 0 && (
        <AgeBuckets
          buckets={found.buckets}
          chosen={asked.bucket}
          on_choose={(bucket) => ask_for(changed(asked, { bucket }))}
        />
      )}
      {found.rows.length === 0 ? (
        <StockQuiet asked={asked} />
      ) : (
        <>
          <div class={`rows-frame${busy ? ' rows-busy' : ''}`}>
            {asked.view === 'lot' && asked.at === '' ? (
              <LotTable asked={asked} rows={found.rows} />
            ) : (
              <StockTable asked={asked} rows={found.rows} />
            )}
          </div>
          <Foot asked={asked} next={found.next}>
            <Sums of={found} />
          </Foot>
        </>
      )}
    </>
  )
}

function Sums({ of }: { of: StockList }) {
  const { on_hand_pieces, held_pieces, free_pieces } = of
  return (
    <span>
      {t('books.sums', { total: grouped(of.total), pieces: grouped(on_hand_pieces) })}
      {held_pieces !== null && free_pieces !== null && (
        <> ({t('books.sums.held', { held: grouped(held_pieces), free: grouped(free_pieces) })})</>
      )}
    </span>
  )
}

function grouped(count: number): string {
  return count.toLocaleString('ja-JP')
}

type FootProps = { asked: Asked; next: string | null; children?: preact.ComponentChildren }

/** The sums of the whole list, and the way to its other pages. */
function Foot({ asked, next, children = null }: FootProps) {
  return (
    <footer class="rows-foot">
      {children ?? <span />}
      <nav class="pager" aria-label={t('pager.label')}>
        {asked.after !== '' && (
          <a class="button button-plain" href={link_to('/stock', changed(asked, {}))}>
            {t('books.first')}
          </a>
        )}
        {next !== null && (
          <a
            class="button button-plain"
            href={link_to('/stock', { ...changed(asked, {}), after: next })}
          >
            {t('pager.after')}
            <Icon name="arrow_right" />
          </a>
        )}
      </nav>
    </footer>
  )
}
