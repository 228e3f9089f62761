import { useState } from 'preact/hooks'
import { Button, day_and_time, Notice } from '../../interface'
import { has_words, t } from '../../words'
import type { Refusal } from '../ask'
import { Segments } from '../chips'
import { Trouble } from '../trouble'
import type { Connection, OwnerChoice } from './asks'
import { MessagesList } from './messages_list'
import { fault_words } from './news_words'
import { SendingsList } from './sendings_list'
import { fetch_orders, remove_shop, type ShopAccess } from './shop_asks'
import { LoginButton } from './shop_login'
import { ShopSheet } from './shop_sheet'

type ShopPanelProps = {
  of: Connection
  access: ShopAccess
  owners: readonly OwnerChoice[]
  server_time: string
  turn: number
  on_changed: () => void
}

/** A shop by its API: how it is and what to do about it, what it told, and what it was told. */
export function ShopPanel({ of, access, owners, server_time, turn, on_changed }: ShopPanelProps) {
  const [side, look_at] = useState<'in' | 'out'>('in')
  const [changing, change] = useState(false)
  const [removing, ask_to_remove] = useState(false)
  const [refusal, refuse] = useState<Refusal | null>(null)
  const done = (said: { refusal: Refusal | null }) => {
    refuse(said.refusal)
    on_changed()
  }
  return (
    <section class="shop-panel" aria-label={of.name}>
      <div class="shop-head">
        <h2>{of.name}</h2>
        <div class="shop-actions">
          <LoginButton of={access} is_due={of.trouble === 'login_needed'} />
          <Button kind="quiet" icon="refresh" on_press={() => void fetch_orders(of.id).then(done)}>
            {t('shop.fetch')}
          </Button>
          <Button kind="quiet" icon="pencil" on_press={() => change(true)}>
            {t('shop.change')}
          </Button>
          <Button kind="quiet" icon="close" on_press={() => ask_to_remove(true)}>
            {t('shop.remove')}
          </Button>
        </div>
      </div>
      {refusal !== null && <Trouble refusal={refusal} />}
      {removing && (
        <Notice tone="ng" icon="alert">
          <div class="trouble">
            <span>{t('shop.remove.sure', { name: of.name })}</span>
            <Button kind="quiet" on_press={() => ask_to_remove(false)}>
              {t('common.cancel')}
            </Button>
            <Button kind="danger" on_press={() => void remove_shop(of.id).then(done)}>
              {t('shop.remove.do')}
            </Button>
          </div>
        </Notice>
      )}
      <WhatToDo of={of} access={access} />
      <Figures access={access} server_time={server_time} />
      <Segments
        label={t('shop.side')}
        value={side}
        choices={[
          { value: 'in', label: t('shop.side.in') },
          { value: 'out', label: t('shop.side.out') },
        ]}
        on_choose={(value) => look_at(value as 'in' | 'out')}
      />
      {side === 'in' ? (
        <MessagesList connection_id={of.id} turn={turn} />
      ) : (
        <SendingsList of={of} turn={turn} />
      )}
      {changing && (
        <ShopSheet
          owners={owners}
          changed={{ connection: of, access }}
          on_made={on_changed}
          on_close={() => change(false)}
        />
      )}
    </section>
  )
}

function WhatToDo({ of, access }: { of: Connection; access: ShopAccess }) {
  const trouble = of.trouble === null ? '' : `shop.trouble.${of.trouble}`
  return (
    <>
      {has_words(trouble) && (
        <Notice tone="ng" icon="alert">
          {t(trouble)}
        </Notice>
      )}
      {access.refused_at !== null && (
        <Notice tone="wait" icon="lock">
          {t('shop.refused', { at: day_and_time(access.refused_at) })}
        </Notice>
      )}
      {of.state === 'sandbox' && (
        <Notice tone="wait" icon="info">
          {t('shop.sandbox')}
        </Notice>
      )}
    </>
  )
}

function Figures({ access, server_time }: { access: ShopAccess; server_time: string }) {
  const lag =
    access.waiting_since === null
      ? 0
      : Math.max(0, Math.round((Date.parse(server_time) - Date.parse(access.waiting_since)) / 1000))
  const figures: [string, string][] = [
    [t('shop.came_at'), access.came_at === null ? '–' : day_and_time(access.came_at)],
    [
      t('shop.waiting'),
      access.waiting === 0 ? '0' : t('connections.waiting', { n: access.waiting, seconds: lag }),
    ],
    [t('shop.went_wrong'), access.came === 0 ? '–' : `${access.went_wrong} / ${access.came}`],
    [
      t('shop.fetched_at'),
      access.fetched_at === null
        ? '–'
        : access.fetch_fault === null
          ? day_and_time(access.fetched_at)
          : `${day_and_time(access.fetched_at)} ${fault_words(access.fetch_fault)}`,
    ],
    [t('shop.fetch_due_at'), day_and_time(access.fetch_due_at)],
    [t(access.login_at === null ? 'shop.hears_at' : 'next_engine.redirect_uri'), access.hears_at],
  ]
  return (
    <dl class="shop-figures">
      {figures.map(([name, value]) => (
        <div key={name} class={value === access.hears_at ? 'shop-address' : undefined}>
          <dt>{name}</dt>
          <dd class={value === access.hears_at ? 'code' : undefined}>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
