import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'
import { HandheldScreen, Icon, type IconName } from '../interface'
import { t, t_code } from '../words'
import { choose_work, give_cue, HandEntryButton, use_scans } from '../work'
import { stock_work } from './kinds'
import { follow_tasks, offered } from './queue'
import { look_up_or_refuse } from './scans_beside'

/** What there is to do on the floor, each with how much of it waits. */
export function Choice({ header }: { header: ComponentChildren }) {
  useEffect(follow_tasks, [])
  use_scans((reading) => {
    if (!look_up_or_refuse(reading)) give_cue('ng')
  })
  return (
    <HandheldScreen header={header} foot={<HandEntryButton />}>
      <h1 class="choice-title">{t('jobs.choice.title')}</h1>
      <div class="choice">
        <Tile
          icon="cart"
          name={t('jobs.kind.pick')}
          waiting={null}
          on_press={() => choose_work(null)}
        />
        {stock_work().map(({ kind, icon }) => (
          <Tile
            key={kind}
            icon={icon}
            name={t_code('jobs.kind', kind)}
            waiting={offered(kind).length}
            on_press={() => choose_work(kind)}
          />
        ))}
      </div>
    </HandheldScreen>
  )
}

type TileProps = { icon: IconName; name: string; waiting: number | null; on_press: () => void }

function Tile({ icon, name, waiting, on_press }: TileProps) {
  const has_some = waiting !== null && waiting > 0
  return (
    <button
      type="button"
      class={`choice-tile${has_some ? ' choice-tile-waits' : ''}`}
      onClick={on_press}
    >
      <Icon name={icon} size_px={34} weight={1.9} />
      <strong>{name}</strong>
      {has_some && <span class="choice-count">{t('jobs.waiting', { n: waiting })}</span>}
    </button>
  )
}
