import { useState } from 'preact/hooks'
import { Button, Quiet } from '../../interface'
import { ChoiceField, Sheet, TextField } from '../../sheets'
import { t } from '../../words'
import type { Refusal } from '../ask'
import { carrier_name, carriers } from '../names'
import { Trouble } from '../trouble'
import { use_answer } from '../use_answer'
import { ask_limits, type ServiceLimit, write_limit } from './asks'
import { Answered, RowDeed, TermsPart } from './terms_part'
import { WholeNumber } from './whole_number'

const NEVER = () => false

/** 配送サービスの上限: how thick and heavy a parcel of a service may be (ネコポス). */
export function LimitsTable() {
  const answer = use_answer('service limits', ask_limits, NEVER)
  const [open, change] = useState<ServiceLimit | null>(null)
  const nothing = { carrier: '', service: '', thickness_mm_max: null, weight_grams_max: null }
  return (
    <TermsPart
      id="terms-limits"
      title={t('terms.limits')}
      hint={t('terms.limits.hint')}
      deed={
        <Button icon="plus" on_press={() => change(nothing)}>
          {t('terms.limits.add')}
        </Button>
      }
    >
      <Answered by={answer}>
        {({ limits }) =>
          limits.length === 0 ? (
            <Quiet icon="truck" title={t('terms.limits.none')} />
          ) : (
            <Limits limits={limits} on_change={change} />
          )
        }
      </Answered>
      {open !== null && (
        <LimitSheet
          limit={open}
          on_close={() => {
            change(null)
            answer.again()
          }}
        />
      )}
    </TermsPart>
  )
}

type LimitsProps = { limits: readonly ServiceLimit[]; on_change: (limit: ServiceLimit) => void }

function Limits({ limits, on_change }: LimitsProps) {
  return (
    <div class="rows-frame">
      <table class="rows">
        <thead>
          <tr>
            <th>{t('terms.limits.carrier')}</th>
            <th>{t('terms.limits.service')}</th>
            <th class="col-number">{t('terms.measures.mm')}</th>
            <th class="col-number">{t('terms.measures.grams')}</th>
            <th class="col-deeds">
              <span class="unseen">{t('terms.measures.change')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {limits.map((limit) => (
            <tr key={`${limit.carrier} ${limit.service}`}>
              <td>{carrier_name(limit.carrier)}</td>
              <td>{limit.service}</td>
              <td class="col-number">{limit.thickness_mm_max ?? t('terms.limits.no')}</td>
              <td class="col-number">{limit.weight_grams_max ?? t('terms.limits.no')}</td>
              <td class="col-deeds">
                <RowDeed
                  icon="pencil"
                  label={t('terms.measures.change.of', { sku: limit.service })}
                  on_press={() => on_change(limit)}
                >
                  {t('terms.measures.change')}
                </RowDeed>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** What one service takes from today on; with neither figure it has no limit any more. */
function LimitSheet({ limit, on_close }: { limit: ServiceLimit; on_close: () => void }) {
  const [said, say] = useState(limit)
  const [refusal, refuse] = useState<Refusal | null>(null)
  const codes = carriers.value.map(({ code }) => code)
  const carrier = said.carrier === '' ? (codes[0] ?? '') : said.carrier
  const service = said.service.trim()
  const keep = async () => {
    const done = await write_limit({ ...said, carrier, service })
    refuse(done.refusal)
    if (done.refusal === null) on_close()
  }
  return (
    <Sheet title={t('terms.limits')} close_label={t('common.close')} on_close={on_close}>
      {refusal !== null && <Trouble refusal={refusal} />}
      <ChoiceField
        label={t('terms.limits.carrier')}
        value={carrier}
        choices={codes.map((code) => ({ value: code, label: carrier_name(code) }))}
        on_choose={(chosen) => say({ ...said, carrier: chosen })}
      />
      <TextField
        label={t('terms.limits.service')}
        value={said.service}
        hint={t('terms.limits.service.hint')}
        on_input={(typed) => say({ ...said, service: typed })}
      />
      <WholeNumber
        label={t('terms.measures.mm')}
        value={said.thickness_mm_max}
        on_change={(thickness_mm_max) => say({ ...said, thickness_mm_max })}
      />
      <WholeNumber
        label={t('terms.measures.grams')}
        value={said.weight_grams_max}
        hint={t('terms.limits.end.hint')}
        on_change={(weight_grams_max) => say({ ...said, weight_grams_max })}
      />
      <div class="sheet-actions">
        <Button kind="primary" icon="check" disabled={service === ''} on_press={() => void keep()}>
          {t('terms.keep')}
        </Button>
      </div>
    </Sheet>
  )
}
