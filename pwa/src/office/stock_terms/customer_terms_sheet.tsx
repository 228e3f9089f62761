import { useState } from 'preact/hooks'
import { Button } from '../../interface'
import { ChoiceField, Sheet, TextField } from '../../sheets'
import { t } from '../../words'
import type { Refusal, Reply } from '../ask'
import { Stepper } from '../chips'
import { Trouble } from '../trouble'
import {
  add_customer_terms,
  type Customers,
  type CustomerTerms,
  change_customer_terms,
  end_customer_terms,
} from './asks'
import { Tick } from './tick'

type SheetProps = {
  /** The customer to change; null: another one. */
  of: CustomerTerms | null
  owners: Customers['owners']
  on_close: () => void
  on_done: () => void
}

const ASKS_NOTHING = { name: '', least_days_left: 0, never_older: false, keeps_one_lot: false }

/** What one customer asks beyond its shop. By mail or phone it is known; neither is kept. */
export function CustomerTermsSheet({ of, owners, on_close, on_done }: SheetProps) {
  const [terms, set_terms] = useState(of === null ? ASKS_NOTHING : asked_by(of))
  const [owner, choose] = useState(owners[0]?.code ?? '')
  const [contact, say_contact] = useState('')
  const [refusal, refuse] = useState<Refusal | null>(null)
  const change = (next: Partial<typeof terms>) => set_terms({ ...terms, ...next })
  const done_with = async (said: Promise<Reply<unknown>>) => {
    const reply = await said
    refuse(reply.refusal)
    if (reply.refusal === null) on_done()
  }
  const keep = () =>
    of === null
      ? add_customer_terms({ owner, contact: contact.trim(), ...terms })
      : change_customer_terms(of.id, terms)
  const is_whole = terms.name.trim() !== '' && (of !== null || contact.trim() !== '')
  return (
    <Sheet
      title={of?.name ?? t('terms.customers.add')}
      close_label={t('common.close')}
      on_close={on_close}
    >
      {refusal !== null && <Trouble refusal={refusal} />}
      <TextField
        label={t('terms.customer.name')}
        value={terms.name}
        on_input={(name) => change({ name })}
      />
      {of === null && (
        <>
          <ChoiceField
            label={t('terms.owner')}
            value={owner}
            choices={owners.map(({ code, name }) => ({ value: code, label: name }))}
            on_choose={choose}
          />
          <TextField label={t('terms.customer.contact')} value={contact} on_input={say_contact} />
          <p class="faint">{t('terms.customer.contact.hint')}</p>
        </>
      )}
      <div class="terms-numbers">
        <Stepper
          less_label={t('stepper.less')}
          more_label={t('stepper.more')}
          least={0}
          most={3650}
          label={t('terms.least_days_left')}
          value={terms.least_days_left}
          on_change={(least_days_left) => change({ least_days_left })}
        />
      </div>
      <Tick
        label={t('terms.never_older.long')}
        is_set={terms.never_older}
        on_change={(never_older) => change({ never_older })}
      />
      <Tick
        label={t('terms.keeps_one_lot.long')}
        is_set={terms.keeps_one_lot}
        on_change={(keeps_one_lot) => change({ keeps_one_lot })}
      />
      <p class="faint">{t('terms.from_now_on')}</p>
      <div class="sheet-actions">
        {of !== null && (
          <Button on_press={() => void done_with(end_customer_terms(of.id))}>
            {t('terms.customers.end')}
          </Button>
        )}
        <Button
          kind="primary"
          icon="check"
          disabled={!is_whole}
          on_press={() => void done_with(keep())}
        >
          {t('terms.keep')}
        </Button>
      </div>
    </Sheet>
  )
}

function asked_by({ name, least_days_left, never_older, keeps_one_lot }: CustomerTerms) {
  return { name, least_days_left, never_older, keeps_one_lot }
}
