import './waves.css'
import { useState } from 'preact/hooks'
import { Notice, seconds_now } from '../../interface'
import { t } from '../../words'
import { Age } from '../age'
import type { ReleasedWave } from '../answers'
import type { Refusal } from '../ask'
import { ask_orders, ask_waves, type OrderQuery, preview_wave, release_wave } from '../asks'
import { concerns_orders } from '../orders'
import { Page } from '../page'
import { Trouble } from '../trouble'
import { use_answer } from '../use_answer'
import { FloorTasks } from './floor_tasks'
import { FIRST_CHOICE, is_meant } from './wave_choice'
import { WaveForm } from './wave_form'
import { WaveList } from './wave_list'
import { WavePreview } from './wave_preview'

/** The orders that wait for stock, as the list of orders asks for them. */
const WAITING: OrderQuery = {
  stage: 'waiting',
  shop: '',
  carrier: '',
  q: '',
  page: 1,
  page_size: 100,
}

/** ウェーブ: orders go to the floor, as carts with totes that pickers take. */
export function WavesPage() {
  const [choice, choose] = useState(FIRST_CHOICE)
  const [busy, set_busy] = useState(false)
  const [released, tell] = useState<ReleasedWave | null>(null)
  const [refusal, refuse] = useState<Refusal | null>(null)
  const preview = use_answer(JSON.stringify(choice), () => preview_wave(choice), concerns_orders)
  const waiting = use_answer('waiting', () => ask_orders(WAITING), concerns_orders)
  const waves = use_answer('waves', ask_waves, concerns_orders)

  const release = async () => {
    set_busy(true)
    const reply = await release_wave(choice)
    set_busy(false)
    refuse(reply.refusal)
    tell(reply.value)
    preview.again()
    waves.again()
  }

  return (
    <Page title={t('waves.title')} actions={<Age of={preview} />} long>
      {released !== null && (
        <Notice tone="ok" icon="check">
          {t('waves.released', { number: released.number, carts: released.carts })}
        </Notice>
      )}
      {refusal !== null && <Trouble refusal={refusal} />}
      <div class="wave-columns">
        <WaveForm
          choice={choice}
          now_ms={seconds_now.peek()}
          on_change={(next) => {
            choose(next)
            tell(null)
          }}
        />
        <WavePreview
          answer={preview}
          without_stock={(waiting.value?.orders ?? []).filter((order) => is_meant(choice, order))}
          busy={busy}
          on_release={() => void release()}
        />
      </div>
      <FloorTasks />
      <WaveList answer={waves} />
    </Page>
  )
}
