import { useCallback, useEffect, useState } from 'preact/hooks'
import { Button, Notice, Quiet, Spinner } from '../../interface'
import { t } from '../../words'
import { Age } from '../age'
import type { Refusal } from '../ask'
import { Page } from '../page'
import { Trouble } from '../trouble'
import { use_answer } from '../use_answer'
import {
  ask_connections,
  type Connection,
  type Connections,
  change_connection,
  send_test,
} from './asks'
import { ConnectionSheet } from './connection_sheet'
import { ConnectionTable } from './connection_table'
import { RetentionBar } from './retention_bar'
import { SendingsList } from './sendings_list'
import { ask_shops, type ShopAccess } from './shop_asks'
import { LoginHeard } from './shop_login'
import { ShopPanel } from './shop_panel'
import { ShopSheet } from './shop_sheet'
import { StockComparison } from './stock_comparison'

/** Sendings make no notices of their own, so the page looks by itself while it is open. */
const LOOK_MS = 3_000

/** All connections, and the shops among them; asked again every few seconds. */
function use_connections() {
  const answer = use_answer('connections', ask_connections, of_connections)
  const shops = use_answer('shop-connections', ask_shops, of_connections)
  const [turn, take_turn] = useState(0)
  const again = answer.again
  const ask_shops_again = shops.again
  const look_again = useCallback(() => {
    again()
    ask_shops_again()
    take_turn((last) => last + 1)
  }, [again, ask_shops_again])
  useEffect(() => {
    const timer = setInterval(look_again, LOOK_MS)
    return () => clearInterval(timer)
  }, [look_again])
  return { answer, shops: shops.value?.shops ?? [], turn, look_again }
}

function of_connections({ topic }: { topic: string }): boolean {
  return topic.startsWith('connection:')
}

/** 接続: the systems that are told, their health, and what became of everything they were told. */
export function ConnectionsPage() {
  const { answer, shops, turn, look_again } = use_connections()
  const { value, again } = answer
  const [chosen, choose] = useState<number | null>(null)
  const [making, make] = useState<'webhook' | 'shop' | null>(null)
  const [refusal, refuse] = useState<Refusal | null>(null)
  const shown = value?.connections.find(({ id }) => id === chosen) ?? value?.connections[0] ?? null
  const access = shops.find(({ connection_id }) => connection_id === shown?.id)
  const change = async (of: Connection, state: Connection['state']) => {
    refuse((await change_connection(of.id, { state })).refusal)
    again()
  }
  const test = async (of: Connection) => {
    choose(of.id)
    refuse((await send_test(of.id)).refusal)
    look_again()
  }
  return (
    <Page
      title={t('connections.title')}
      long
      actions={
        <>
          <Age of={answer} />
          <Button icon="plus" disabled={value === null} on_press={() => make('shop')}>
            {t('shop.make')}
          </Button>
          <Button
            kind="primary"
            icon="plus"
            disabled={value === null}
            on_press={() => make('webhook')}
          >
            {t('connections.make')}
          </Button>
        </>
      }
    >
      <LoginHeard shops={shops} on_heard={choose} />
      {refusal !== null && <Trouble refusal={refusal} />}
      {answer.refusal !== null && <Trouble refusal={answer.refusal} again={again} />}
      {value?.sandbox === true && (
        <Notice tone="wait" icon="alert">
          {t('connections.house_sandbox')}
        </Notice>
      )}
      {value === null && answer.refusal === null && <Spinner label={t('common.wait')} />}
      {value !== null && value.connections.length === 0 && (
        <Quiet icon="wifi" title={t('connections.none')} />
      )}
      {value !== null && value.connections.length > 0 && (
        <ConnectionTable
          connections={value.connections}
          server_time={value.server_time}
          chosen={shown?.id ?? null}
          on_choose={choose}
          on_state={(of, state) => void change(of, state)}
          on_test={(of) => void test(of)}
          on_changed={again}
        />
      )}
      {value !== null && shown !== null && (
        <Chosen
          of={shown}
          all={value}
          access={access ?? null}
          turn={turn}
          on_changed={look_again}
        />
      )}
      {value !== null && <RetentionBar of={value.retention} on_changed={again} />}
      {value !== null && making !== null && (
        <Making
          what={making}
          owners={value.owners}
          on_made={look_again}
          on_close={() => make(null)}
        />
      )}
    </Page>
  )
}

type ChosenProps = {
  of: Connection
  all: Connections
  access: ShopAccess | null
  turn: number
  on_changed: () => void
}

function Chosen({ of, turn, ...more }: ChosenProps) {
  return (
    <>
      <Told of={of} turn={turn} {...more} />
      <StockComparison key={`stock ${of.id} ${of.state}`} of={of} turn={turn} />
    </>
  )
}

function Told({ of, all, access, turn, on_changed }: ChosenProps) {
  if (of.system === 'webhook') return <SendingsList key={of.id} of={of} turn={turn} />
  if (access === null) return <Spinner label={t('common.wait')} />
  return (
    <ShopPanel
      key={of.id}
      of={of}
      access={access}
      owners={all.owners}
      server_time={all.server_time}
      turn={turn}
      on_changed={on_changed}
    />
  )
}

type MakingProps = {
  what: 'webhook' | 'shop'
  owners: Connections['owners']
  on_made: () => void
  on_close: () => void
}

function Making({ what, ...props }: MakingProps) {
  if (what === 'webhook') return <ConnectionSheet {...props} />
  return <ShopSheet {...props} changed={null} />
}
