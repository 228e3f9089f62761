import { useEffect, useState } from 'preact/hooks'
import { Button, Spinner } from '../../interface'
import { ChoiceField, Sheet, TextField } from '../../sheets'
import { t } from '../../words'
import type { Refusal } from '../ask'
import { carrier_name, carriers } from '../names'
import { Trouble } from '../trouble'
import {
  ask_senders,
  type Contract,
  keep_sender,
  type Layout,
  type Sender,
  type Senders,
} from './asks'

const NOBODY: Sender = {
  name: '',
  postal_code: '',
  prefecture: '',
  address: '',
  building: '',
  phone: '',
  contents: '',
  contracts: [],
}

const NO_CONTRACT = { customer_code: '', customer_branch: '', freight_number: '' }

/** 差出人と契約: who stands on a shop's slips, and which program prints them for which contract. */
export function SendersSheet({ on_close }: { on_close: () => void }) {
  const [known, learn] = useState<Senders | null>(null)
  const [refusal, refuse] = useState<Refusal | null>(null)
  const [shop, choose] = useState('')
  useEffect(() => {
    ask_senders()
      .then((said) => {
        learn(said.value)
        refuse(said.refusal)
        choose(said.value?.shops[0]?.shop ?? '')
      })
      .catch(() => undefined)
  }, [])
  const chosen = known?.shops.find((one) => one.shop === shop) ?? null
  return (
    <Sheet title={t('slips.senders')} close_label={t('common.close')} on_close={on_close}>
      {refusal !== null && <Trouble refusal={refusal} />}
      {known === null && refusal === null && <Spinner label={t('common.wait')} />}
      {known !== null && (
        <ChoiceField
          label={t('slips.shop')}
          value={shop}
          on_choose={choose}
          choices={known.shops.map((one) => ({ value: one.shop, label: one.shop_name }))}
        />
      )}
      {known !== null && chosen !== null && (
        <SenderForm
          key={shop}
          shop={shop}
          sender={chosen.sender ?? NOBODY}
          layouts={known.layouts}
          on_done={on_close}
        />
      )}
    </Sheet>
  )
}

type SenderFormProps = {
  shop: string
  sender: Sender
  layouts: readonly Layout[]
  on_done: () => void
}

function SenderForm({ shop, sender, layouts, on_done }: SenderFormProps) {
  const [draft, write] = useState(sender)
  const [busy, set_busy] = useState(false)
  const [refusal, refuse] = useState<Refusal | null>(null)
  const field = (name: keyof Omit<Sender, 'contracts'>) => (
    <TextField
      label={t(`slips.sender.${name}`)}
      value={draft[name]}
      on_input={(value) => write({ ...draft, [name]: value })}
    />
  )
  const keep = async () => {
    set_busy(true)
    const said = await keep_sender(shop, draft)
    set_busy(false)
    refuse(said.refusal)
    if (said.refusal === null) on_done()
  }
  return (
    <>
      {refusal !== null && <Trouble refusal={refusal} />}
      <div class="sender-fields">
        {field('name')}
        {field('phone')}
        {field('postal_code')}
        {field('prefecture')}
        {field('address')}
        {field('building')}
        {field('contents')}
      </div>
      <h3>{t('slips.contracts')}</h3>
      {carriers.value.map(({ code }) => (
        <ContractFields
          key={code}
          carrier={code}
          contract={draft.contracts.find((one) => one.carrier === code) ?? null}
          layouts={layouts.filter((one) => one.carrier === code || one.carrier === '')}
          on_change={(changed) => {
            const others = draft.contracts.filter((one) => one.carrier !== code)
            write({ ...draft, contracts: changed === null ? others : [...others, changed] })
          }}
        />
      ))}
      <div class="sheet-actions">
        <Button kind="primary" icon="check" busy={busy} on_press={() => void keep()}>
          {t('slips.sender.keep')}
        </Button>
      </div>
    </>
  )
}

type ContractFieldsProps = {
  carrier: string
  contract: Contract | null
  layouts: readonly Layout[]
  on_change: (changed: Contract | null) => void
}

function ContractFields({ carrier, contract, layouts, on_change }: ContractFieldsProps) {
  const choices = [
    { value: '', label: t('slips.contract.none') },
    ...layouts.map(({ code, title }) => ({ value: code, label: title })),
  ]
  return (
    <div class="sender-fields sender-contract">
      <ChoiceField
        label={carrier_name(carrier)}
        value={contract?.layout ?? ''}
        choices={choices}
        on_choose={(code) => {
          const layout = layouts.find((one) => one.code === code)?.code
          if (layout === undefined) on_change(null)
          else on_change({ ...(contract ?? NO_CONTRACT), carrier, layout })
        }}
      />
      {contract !== null && (
        <>
          <TextField
            label={t('slips.contract.customer_code')}
            value={contract.customer_code}
            on_input={(customer_code) => on_change({ ...contract, customer_code })}
          />
          {carrier === 'yamato' && (
            <TextField
              label={t('slips.contract.freight_number')}
              value={contract.freight_number}
              on_input={(freight_number) => on_change({ ...contract, freight_number })}
            />
          )}
        </>
      )}
    </div>
  )
}
