import '../interface/more_icons'
import './look_up.css'
import { useEffect, useState } from 'preact/hooks'
import { Button, day_and_time, Notice, Quiet, Spinner } from '../interface'
import { type Found, reach, server } from '../server_api'
import { Sheet } from '../sheets'
import { bring_words, t, t_fault } from '../words'
import { look_up_en } from '../words/look_up.en'
import { look_up_ja } from '../words/look_up.ja'
import { asked, give_cue, job, pass_down, stop_asking, use_scans } from '../work'
import { Badge, HeldForList, LastTouch, Lot, TaskNow } from './concerned'
import { Contents, Head, More, Parcel, Stock, Totes } from './found'
import { known_here } from './known_here'

bring_words(look_up_ja, look_up_en)

type State = Found | { refused: string } | null

/** What was scanned, and what the house knows of it. The next scan is for the screen below again. */
export function LookUpPage() {
  const raw = asked.value
  use_scans((reading) => {
    stop_asking()
    pass_down(reading)
  })
  return raw === null ? null : <Asked key={raw} raw={raw} />
}

function Asked({ raw }: { raw: string }) {
  const [state, tell] = useState<State>(null)
  useEffect(() => {
    let is_shown = true
    ask(raw)
      .then((answer) => {
        if (!is_shown) return
        if ('kind' in answer && answer.kind === 'unknown') give_cue('wait')
        tell(answer)
      })
      .catch(() => undefined)
    return () => {
      is_shown = false
    }
  }, [raw])
  return (
    <Sheet title={t('look_up.title')} close_label={t('common.close')} on_close={stop_asking}>
      <div class="look-up">
        {state === null && <Spinner label={t('common.wait')} />}
        {state !== null &&
          ('refused' in state ? <Alone raw={raw} code={state.refused} /> : <Whole found={state} />)}
      </div>
      <div class="look-up-foot">
        <Button kind="primary" wide on_press={stop_asking}>
          {t(job.value === null ? 'common.close' : 'look_up.back_to_work')}
        </Button>
      </div>
    </Sheet>
  )
}

async function ask(raw: string): Promise<Found | { refused: string }> {
  const query = { code: raw.slice(0, 500) }
  const answer = await reach(server.GET('/api/v1/look-up', { params: { query } }))
  return answer.ok ? answer.data : { refused: answer.code }
}

function Whole({ found }: { found: Found }) {
  if (found.kind === 'unknown' || found.kind === 'misread') {
    return (
      <Quiet
        icon="question"
        title={t(found.kind === 'misread' ? 'look_up.misread' : 'look_up.unknown')}
      >
        <span class="look-up-code">{found.code}</span>
      </Quiet>
    )
  }
  if (found.kind === 'badge') return <Badge of={found.person} />
  return found.kind === 'serial' ? <Piece of={found} /> : <Thing found={found} />
}

/** Goods, a place, a parcel: what it is, and what is there. */
function Thing({ found }: { found: Found }) {
  const is_product = found.kind === 'item' || found.kind === 'lot'
  return (
    <>
      <Head
        kind={found.kind}
        code={found.code}
        zone={found.zone}
        products={is_product ? found.products : []}
      />
      <More n={found.products_more} />
      <Lot of={found.lot} />
      {found.shipment !== null && (
        <Parcel shipment={found.shipment} is_tote={found.kind === 'tote'} />
      )}
      {found.task !== null && <TaskNow of={found.task} />}
      {found.totes.length > 0 && <Totes codes={found.totes} />}
      {is_product ? (
        <Stock lines={found.stock} />
      ) : (
        <Contents lines={found.stock} products={found.products} />
      )}
      <More n={found.stock_more} />
      <HeldForList of={found.held_for} more={found.held_for_more} />
      {found.last_touch !== null && <LastTouch of={found.last_touch} />}
    </>
  )
}

/** One piece by its serial number: what it is, with which parcel it left, and whether it came back. */
function Piece({ of }: { of: Found }) {
  return (
    <>
      <p class="look-up-lot">{t('look_up.serial', { serial: of.code })}</p>
      <Head kind="item" code={of.code} zone={null} products={of.products} />
      {of.came_back_at !== null && (
        <Notice tone="wait" icon="box">
          {t('look_up.came_back', { at: day_and_time(of.came_back_at) })}
        </Notice>
      )}
      {of.shipment !== null && <Parcel shipment={of.shipment} is_tote={false} />}
    </>
  )
}

/** The server cannot be asked: what the job in hand knows by itself. */
function Alone({ raw, code }: { raw: string; code: string }) {
  const here = known_here(job.value, raw)
  const is_alone = code === 'offline'
  return (
    <>
      <Notice tone="wait" icon="wifi_off">
        {is_alone ? t('look_up.offline') : t_fault(code)}
      </Notice>
      {here.products.length === 0 ? (
        <p class="look-up-code">{here.code}</p>
      ) : (
        <Head kind="item" code={here.code} zone={null} products={here.products} />
      )}
      {here.lines.length > 0 && (
        <ul class="look-up-lines">
          {here.lines.map((line) => (
            <li key={`${line.place}-${line.product}`}>
              <strong>{line.place}</strong>
              <span>{t('look_up.in_this_job', { done: line.done, all: line.wanted })}</span>
            </li>
          ))}
        </ul>
      )}
      {here.products.length === 0 && <p>{t('look_up.offline.nothing')}</p>}
    </>
  )
}
