import { useEffect, useState } from 'preact/hooks'
import { Button, Notice, Quiet, Spinner } from '../../interface'
import { t } from '../../words'
import { Age } from '../age'
import type { Refusal } from '../ask'
import { Page } from '../page'
import { Trouble } from '../trouble'
import { use_answer } from '../use_answer'
import { ask_connections, type Connection, change_connection, send_test } from './asks'
import { ConnectionSheet } from './connection_sheet'
import { ConnectionTable } from './connection_table'
import { RetentionBar } from './retention_bar'
import { SendingsList } from './sendings_list'
import { StockComparison } from './stock_comparison'

/** Sendings make no notices of their own, so the page looks by itself while it is open. */
const LOOK_MS = 3_000

/** 接続: the systems that are told, their health, and what became of everything they were told. */
export function ConnectionsPage() {
  const answer = use_answer('connections', ask_connections, ({ topic }) =>
    topic.startsWith('connection:'),
  )
  const { value, again } = answer
  const [chosen, choose] = useState<number | null>(null)
  const [making, make] = useState(false)
  const [refusal, refuse] = useState<Refusal | null>(null)
  const [turn, take_turn] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => {
      again()
      take_turn((last) => last + 1)
    }, LOOK_MS)
    return () => clearInterval(timer)
  }, [again])
  const shown = value?.connections.find(({ id }) => id === chosen) ?? value?.connections[0] ?? null
  const change = async (of: Connection, state: Connection['state']) => {
    refuse((await change_connection(of.id, { state })).refusal)
    again()
  }
  const test = async (of: Connection) => {
    choose(of.id)
    refuse((await send_test(of.id)).refusal)
    take_turn((last) => last + 1)
    again()
  }
  return (
    <Page
      title={t('connections.title')}
      long
      actions={
        <>
          <Age of={answer} />
          <Button kind="primary" icon="plus" disabled={value === null} on_press={() => make(true)}>
            {t('connections.make')}
          </Button>
        </>
      }
    >
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
      {shown !== null && <SendingsList key={shown.id} of={shown} turn={turn} />}
      {shown !== null && (
        <StockComparison key={`stock ${shown.id} ${shown.state}`} of={shown} turn={turn} />
      )}
      {value !== null && <RetentionBar of={value.retention} on_changed={again} />}
      {making && value !== null && (
        <ConnectionSheet owners={value.owners} on_made={again} on_close={() => make(false)} />
      )}
    </Page>
  )
}
