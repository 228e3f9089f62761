import { useEffect, useState } from 'preact/hooks'
import { Button, day_and_time, Icon, Notice } from '../../interface'
import { t, t_code } from '../../words'
import type { Refusal } from '../ask'
import { Trouble } from '../trouble'
import {
  ask_comparisons,
  type Comparisons,
  type Connection,
  compare_stock,
  tell_all_stock,
} from './asks'

/** 販売可能数の照合: what a connection believes, held against the book every night; each difference with its cause. */
export function StockComparison({ of, turn }: { of: Connection; turn: number }) {
  const [known, learn] = useState<Comparisons | null>(null)
  const [refusal, refuse] = useState<Refusal | null>(null)
  const [wanted_after, want_after] = useState<number | null>(null)
  const last = known?.comparisons[0]
  const busy = wanted_after !== null && (last?.ended_at == null || last.id <= wanted_after)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new turn is the wish to ask again
  useEffect(() => {
    let wanted = true
    void ask_comparisons(of.id).then((said) => {
      if (wanted && said.value !== null) learn(said.value)
    })
    return () => {
      wanted = false
    }
  }, [of.id, turn])
  const want = async (what: typeof compare_stock) => {
    const said = await what(of.id)
    refuse(said.refusal)
    if (said.refusal === null) want_after(last?.id ?? 0)
  }
  if (known === null || !known.hears_stock) return null
  return (
    <section class="sendings" aria-label={t('connections.stock')}>
      <header class="stock-head">
        <h2>{t('connections.stock')}</h2>
        <a class="button button-quiet" href={`/api/v1/connections/${of.id}/stock.csv`} download>
          <Icon name="download" size_px={16} />
          {t('connections.stock.file')}
        </a>
        <Button kind="quiet" busy={busy} on_press={() => void want(tell_all_stock)}>
          {t('connections.stock.all')}
        </Button>
        <Button icon="refresh" busy={busy} on_press={() => void want(compare_stock)}>
          {t('connections.stock.now')}
        </Button>
      </header>
      {refusal !== null && <Trouble refusal={refusal} />}
      <Outcome of={known} />
      {known.differences.length > 0 && <Differences of={known} />}
    </section>
  )
}

function Outcome({ of }: { of: Comparisons }) {
  const last = of.comparisons[0]
  if (last === undefined) return <p class="faint">{t('connections.stock.never')}</p>
  const values = {
    at: day_and_time(last.began_at),
    products: last.products,
    n: last.differences,
    again: last.told_again,
  }
  if (last.tells_all) {
    const is_done = last.ended_at !== null
    return (
      <Notice tone={is_done ? 'ok' : 'wait'} icon={is_done ? 'check' : 'clock'}>
        {t(is_done ? 'connections.stock.all_told' : 'connections.stock.all_going', values)}
      </Notice>
    )
  }
  return (
    <Notice
      tone={last.differences > 0 ? 'wait' : 'ok'}
      icon={last.differences > 0 ? 'alert' : 'check'}
    >
      {t(last.differences > 0 ? 'connections.stock.differs' : 'connections.stock.same', values)}
    </Notice>
  )
}

function Differences({ of }: { of: Comparisons }) {
  return (
    <div class="rows-frame rows-frame-inside">
      <table class="rows">
        <thead>
          <tr>
            <th>{t('connections.stock.sku')}</th>
            <th>{t('line.product')}</th>
            <th>{t('connections.shop')}</th>
            <th class="col-number">{t('connections.stock.told')}</th>
            <th class="col-number">{t('connections.stock.is')}</th>
            <th>{t('connections.stock.cause')}</th>
          </tr>
        </thead>
        <tbody>
          {of.differences.map((one) => (
            <tr key={`${one.sku} ${one.shop}`}>
              <td class="code">{one.sku}</td>
              <td>{one.name}</td>
              <td>{one.shop}</td>
              <td class="col-number">{one.told_pieces ?? '–'}</td>
              <td class="col-number">{one.now_pieces}</td>
              <td>{t_code('connections.stock.cause', one.cause)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
