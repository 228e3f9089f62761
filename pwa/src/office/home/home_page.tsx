import './home.css'
import { useState } from 'preact/hooks'
import { ExceptionSheet, type FloorException } from '../../exceptions'
import { Icon, Spinner, seconds_now } from '../../interface'
import { t } from '../../words'
import { Age } from '../age'
import type { FloorNow } from '../answers'
import { ask_floor, ask_handovers, ask_imports } from '../asks'
import { Page } from '../page'
import { Trouble } from '../trouble'
import { use_answer } from '../use_answer'
import { type Attention, attention_of } from './attention'
import { AttentionList } from './attention_list'
import { CarriersToday } from './carriers_today'
import { ExceptionList } from './exception_list'
import { FirstSteps } from './first_steps'
import { FlowToday } from './flow_today'

/** The first page of the office: what needs somebody now, and how the day goes. */
export function HomePage() {
  const { floor, attention, is_new } = use_today()
  const [open, open_exception] = useState<FloorException | null>(null)
  const now = floor.value
  return (
    <Page title={t('home.title')} actions={<Age of={floor} />} long>
      {floor.refusal !== null && <Trouble refusal={floor.refusal} again={floor.again} />}
      {now === null && floor.refusal === null && <Spinner label={t('common.wait')} />}
      {now !== null && is_new && <FirstSteps devices={now.devices.length} />}
      {now !== null && !is_new && (
        <Today now={now} attention={attention} on_open={open_exception} />
      )}
      {open !== null && (
        <ExceptionSheet
          exception={now?.exceptions.find(({ id }) => id === open.id) ?? open}
          on_close={() => {
            open_exception(null)
            floor.again()
          }}
        />
      )}
    </Page>
  )
}

function use_today() {
  const floor = use_answer('floor', ask_floor, () => true)
  const handovers = use_answer('handovers', ask_handovers, ({ topic }) =>
    topic.startsWith('shipment:'),
  )
  const imports = use_answer('imports', ask_imports, ({ topic }) => topic.startsWith('import:'))
  const orders = (floor.value?.flow ?? []).reduce((sum, step) => sum + step.orders, 0)
  const attention = attention_of({
    floor: floor.value,
    handovers: handovers.value?.carriers ?? [],
    imports: imports.value?.imports ?? [],
    now_ms: seconds_now.value,
  })
  return { floor, attention, is_new: imports.value?.imports.length === 0 && orders === 0 }
}

type TodayProps = {
  now: FloorNow
  attention: readonly Attention[]
  on_open: (exception: FloorException) => void
}

function Today({ now, attention, on_open }: TodayProps) {
  const { exceptions } = now
  return (
    <div class="home-columns">
      <div class="home-main">
        {exceptions.length > 0 && <ExceptionList exceptions={exceptions} on_open={on_open} />}
        {attention.length > 0 && <AttentionList attention={attention} />}
        {exceptions.length + attention.length === 0 && <AllCalm />}
      </div>
      <div class="home-side">
        <CarriersToday carriers={now.carriers} />
        <FlowToday flow={now.flow} />
      </div>
    </div>
  )
}

function AllCalm() {
  return (
    <section class="panel calm">
      <span class="calm-icon">
        <Icon name="check" size_px={30} weight={2.6} />
      </span>
      <h2>{t('home.calm')}</h2>
      <p class="faint">{t('home.calm.words')}</p>
    </section>
  )
}
