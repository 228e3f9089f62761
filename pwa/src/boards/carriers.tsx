import { clock_time, seconds_now } from '../interface'
import { language, t } from '../words'
import { countdown_text, slack_text } from './board_times'
import { Dots } from './dots'
import { use_turning } from './pages'
import { Shape } from './shape'
import type { CarrierBoard } from './snapshot'

const ON_ONE_WALL = 4

/** Each carrier against its cut-off, the next cut-off first, those that are done last. */
export function Carriers({ carriers }: { carriers: readonly CarrierBoard[] }) {
  const in_order = [...carriers].sort(
    (a, b) =>
      Number(a.state === 'done') - Number(b.state === 'done') ||
      Date.parse(a.cutoff_at) - Date.parse(b.cutoff_at),
  )
  const { shown, page, pages } = use_turning(in_order, ON_ONE_WALL)
  return (
    <section class="carriers" aria-label={t('board.carriers')}>
      {shown.map((carrier) => (
        <CarrierTile key={carrier.code} of={carrier} />
      ))}
      <Dots page={page} pages={pages} />
    </section>
  )
}

function CarrierTile({ of }: { of: CarrierBoard }) {
  const left_seconds = Math.floor((Date.parse(of.cutoff_at) - seconds_now.value) / 1000)
  return (
    <article class={`tile carrier carrier-${of.state}`}>
      <header class="carrier-head">
        <h2>{of.name[language.value]}</h2>
        <p class={`state state-${of.state}`}>
          <Shape name={of.state} />
          {t(`board.state.${of.state}`)}
        </p>
      </header>
      <div class="carrier-times">
        <p class={left_seconds < 0 ? 'carrier-countdown carrier-over' : 'carrier-countdown'}>
          <span class="caption">
            {t(left_seconds < 0 ? 'board.over' : 'board.until', { time: clock_time(of.cutoff_at) })}
          </span>
          <b>{countdown_text(left_seconds)}</b>
        </p>
        <p class="carrier-slack">
          <span class="caption">
            {t('board.eta')} {of.eta === null ? t('board.eta.none') : clock_time(of.eta)}
          </span>
          <b>{slack_text(of.slack_minutes)}</b>
        </p>
      </div>
      <CarrierBar of={of} />
      <dl class="carrier-counts">
        <div class="carrier-left">
          <dt>{t('board.left')}</dt>
          <dd>
            {t('board.orders', { n: of.left_orders })}
            <span class="carrier-lines">{t('board.lines', { n: of.left_lines })}</span>
          </dd>
        </div>
        <div>
          <dt>{t('board.packed')}</dt>
          <dd>{of.packed_orders}</dd>
        </div>
        <div>
          <dt>{t('board.shipped')}</dt>
          <dd>{of.shipped_orders}</dd>
        </div>
      </dl>
    </article>
  )
}

function CarrierBar({ of }: { of: CarrierBoard }) {
  const whole = of.left_orders + of.packed_orders + of.shipped_orders
  const share = (n: number) => ({ transform: `scaleX(${whole === 0 ? 0 : n / whole})` })
  return (
    <div class="carrier-bar" aria-hidden="true">
      <span class="bar-packed" style={share(of.packed_orders + of.shipped_orders)} />
      <span class="bar-shipped" style={share(of.shipped_orders)} />
    </div>
  )
}
