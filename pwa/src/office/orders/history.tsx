import './history.css'
import { useState } from 'preact/hooks'
import { Quiet, Spinner } from '../../interface'
import { t } from '../../words'
import type { Order } from '../answers'
import { ask_history } from '../asks'
import { Segments } from '../chips'
import { Trouble } from '../trouble'
import { use_answer } from '../use_answer'
import { concerns_order } from './concerns'
import { HistoryList } from './history_list'
import { chapters_of, is_shown, LENSES, type Lens, products_by_code } from './history_story'

/** 履歴: everything that ever happened to an order. The newest chapter is at the end, as in a diary. */
export function History({ order }: { order: Order }) {
  const { id } = order
  const [lens, look_through] = useState<Lens>('all')
  const answer = use_answer(
    `history ${id}`,
    () => ask_history(id),
    (notice) => concerns_order(id, notice),
  )
  if (answer.refusal !== null && answer.value === null) {
    return <Trouble refusal={answer.refusal} again={answer.again} />
  }
  if (answer.value === null) return <Spinner label={t('common.wait')} />
  const { entries } = answer.value
  const products = products_by_code(order)
  const refusals = entries.filter((entry) => is_shown(entry, 'refusals')).length
  const chapters = chapters_of(entries.filter((entry) => is_shown(entry, lens)))
  return (
    <section class="panel history" aria-label={t('order.view.history')}>
      <header class="history-head">
        <Segments
          label={t('history.lens')}
          value={lens}
          choices={LENSES.map((value) => ({ value, label: t(`history.lens.${value}`) }))}
          on_choose={(value) => look_through(value as Lens)}
        />
        <p class="faint">{t('history.sum', { n: entries.length, refusals })}</p>
      </header>
      {chapters.length === 0 ? (
        <Quiet icon="check" title={t(`history.none.${lens}`)} />
      ) : (
        chapters.map((chapter) => (
          <HistoryList key={chapter.key} chapter={chapter} products={products} />
        ))
      )}
    </section>
  )
}
