import './door.css'
import { useState } from 'preact/hooks'
import { Button, Icon, Mark } from '../../interface'
import { t } from '../../words'
import { link_to } from '../address'
import type { Order } from '../answers'
import type { Refusal } from '../ask'
import { may } from '../may'
import { Trouble } from '../trouble'
import { use_answer } from '../use_answer'
import { ask_checks, type Checks, type Finding, let_in, take_proposal } from './asks'
import { found_words, proposal_words } from './found_words'

const BEFORE_RELEASE = ['waiting', 'reserved', 'held']

/** 受付チェック on an order that is not on the floor: what was found, and one click for each. */
export function DoorChecks({ order, on_done }: { order: Order; on_done: () => void }) {
  if (!BEFORE_RELEASE.includes(order.stage) || order.shipment !== null) return null
  if (!may(['supervisor', 'administrator'])) return null
  return <Found order={order} on_done={on_done} />
}

function Found({ order, on_done }: { order: Order; on_done: () => void }) {
  const [refusal, refuse] = useState<Refusal | null>(null)
  const [is_busy, set_busy] = useState(false)
  const answer = use_answer(
    `checks ${order.id}`,
    () => ask_checks(order.id),
    (notice) => notice.topic.startsWith('order:'),
  )
  const checks = answer.value
  if (checks === null) return null
  const done = async (call: ReturnType<typeof let_in>) => {
    set_busy(true)
    const said = await call
    refuse(said.refusal)
    set_busy(false)
    answer.again()
    on_done()
  }
  const open = checks.findings.filter((one) => !one.is_let_in)
  if (checks.findings.length === 0) return <GoesWith checks={checks} />
  return (
    <section
      class={`panel door${open.length > 0 ? ' door-open' : ''}`}
      aria-label={t('door.title')}
    >
      <header class="door-head">
        <Icon name={open.length > 0 ? 'alert' : 'check'} />
        <h2>{t('door.title')}</h2>
        {open.length > 0 && <p>{t(checks.is_held ? 'door.held' : 'door.not_held')}</p>}
      </header>
      {refusal !== null && <Trouble refusal={refusal} />}
      <ul class="door-found">
        {checks.findings.map((one) => (
          <FindingRow
            key={one.key}
            found={one}
            is_held={checks.is_held}
            is_busy={is_busy}
            on_take={() => void done(take_proposal(order.id, one.key))}
            on_let_in={() => void done(let_in(order.id, [one.key]))}
          />
        ))}
      </ul>
      {checks.is_held && open.length > 1 && (
        <div class="door-all">
          <Button
            kind="quiet"
            busy={is_busy}
            on_press={() =>
              void done(
                let_in(
                  order.id,
                  open.map((one) => one.key),
                ),
              )
            }
          >
            {t('door.let_in_all')}
          </Button>
        </div>
      )}
      <GoesWith checks={checks} />
    </section>
  )
}

type FindingRowProps = {
  found: Finding
  is_held: boolean
  is_busy: boolean
  on_take: () => void
  on_let_in: () => void
}

function FindingRow({ found, is_held, is_busy, on_take, on_let_in }: FindingRowProps) {
  const proposal = proposal_words(found)
  return (
    <li class="door-finding">
      <div class="door-words">
        <span>{found_words(found)}</span>
        {found.other !== null && (
          <a class="row-link" href={link_to(`/orders/${found.other}`)}>
            {t('door.other', { order: found.text })}
          </a>
        )}
      </div>
      {found.is_let_in ? (
        <Mark tone="ok" icon="check">
          {t('door.is_let_in')}
        </Mark>
      ) : (
        <div class="door-ways">
          {proposal !== null && (
            <Button kind="primary" icon="check" busy={is_busy} on_press={on_take}>
              {proposal}
            </Button>
          )}
          {is_held && (
            <Button kind="plain" busy={is_busy} on_press={on_let_in}>
              {t('door.let_in')}
            </Button>
          )}
        </div>
      )}
    </li>
  )
}

/** 同梱候補: nothing hinders, somebody may want to know. */
function GoesWith({ checks }: { checks: Checks }) {
  if (checks.goes_with.length === 0) return null
  return (
    <p class="door-goes-with">
      <Icon name="info" size_px={16} />
      <span>{t('door.goes_with')}</span>
      {checks.goes_with.map((one) => (
        <a key={one.id} class="row-link" href={link_to(`/orders/${one.id}`)}>
          {one.external}
        </a>
      ))}
    </p>
  )
}
