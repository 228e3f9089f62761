import { useState } from 'preact/hooks'
import { Button } from '../../interface'
import { ChoiceField, Sheet } from '../../sheets'
import { t } from '../../words'
import type { Refusal } from '../ask'
import { Stepper } from '../chips'
import { shop_name } from '../names'
import { Trouble } from '../trouble'
import { change_shop_terms, ON_SHORT, type OnShort, type ShopTerms } from './asks'
import { Tick } from './tick'

/** The terms of one shop. They count for what is promised from now on. */
export function ShopTermsSheet({ shop, on_close }: { shop: ShopTerms; on_close: () => void }) {
  const { shop: code, ...before } = shop
  const [terms, set_terms] = useState({ ...before, on_short: before.on_short as OnShort })
  const [refusal, refuse] = useState<Refusal | null>(null)
  const change = (next: Partial<typeof terms>) => set_terms({ ...terms, ...next })
  const keep = async () => {
    const said = await change_shop_terms(code, terms)
    refuse(said.refusal)
    if (said.refusal === null) on_close()
  }
  const steps = { less_label: t('stepper.less'), more_label: t('stepper.more'), least: 0 }
  return (
    <Sheet title={shop_name(code)} close_label={t('common.close')} on_close={on_close}>
      {refusal !== null && <Trouble refusal={refusal} />}
      <div class="terms-numbers">
        <Stepper
          {...steps}
          label={t('terms.least_days_left')}
          value={terms.least_days_left}
          most={3650}
          on_change={(least_days_left) => change({ least_days_left })}
        />
        <Stepper
          {...steps}
          label={t('terms.safety_pieces')}
          value={terms.safety_pieces}
          most={1_000_000}
          on_change={(safety_pieces) => change({ safety_pieces })}
        />
      </div>
      <Tick
        label={t('terms.keeps_one_lot.long')}
        is_set={terms.keeps_one_lot}
        on_change={(keeps_one_lot) => change({ keeps_one_lot })}
      />
      <Tick
        label={t('terms.takes_partial.long')}
        is_set={terms.takes_partial}
        on_change={(takes_partial) => change({ takes_partial })}
      />
      <ChoiceField
        label={t('terms.on_short')}
        value={terms.on_short}
        choices={ON_SHORT.map((one) => ({ value: one, label: t(`terms.on_short.${one}`) }))}
        on_choose={(on_short) => change({ on_short: on_short as OnShort })}
      />
      <p class="faint">{t('terms.from_now_on')}</p>
      <div class="sheet-actions">
        <Button kind="primary" icon="check" on_press={() => void keep()}>
          {t('terms.keep')}
        </Button>
      </div>
    </Sheet>
  )
}
