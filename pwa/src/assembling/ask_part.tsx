import { useState } from 'preact/hooks'
import { Goods, Instruction, UndoButton } from '../goods'
import { Button } from '../interface'
import { DayPad, LotEntry } from '../jobs'
import type { Job } from '../server_api'
import { t } from '../words'
import { HandEntryButton, scan_by_touch } from '../work'
import { loose_asked, step_of } from './assemble_view'
import { back_label } from './job_words'

/** At the bench: the lot or the day of a part that came out of a kit is not known yet. */
export function AskPart({ job }: { job: Job }) {
  const asked = loose_asked(job)
  const is_lot = step_of(job) === 'say_lot'
  return (
    <div class="now">
      <div class="now-top">
        <Instruction
          icon={is_lot ? 'scan' : 'keyboard'}
          words={t(is_lot ? 'apart.step.say_lot' : 'apart.step.say_day')}
        />
      </div>
      <Goods product={asked?.product ?? null} lot={asked?.lot ?? null} large />
      <p class="now-lead">{t(is_lot ? 'apart.lead.say_lot' : 'apart.lead.say_day')}</p>
    </div>
  )
}

export function AskFoot({ job }: { job: Job }) {
  const [is_typing, type] = useState(false)
  const is_lot = step_of(job) === 'say_lot'
  const words = t(is_lot ? 'apart.type_lot' : 'apart.type_day')
  const Entry = is_lot ? LotEntry : DayPad
  return (
    <>
      <Button kind="primary" wide icon="keyboard" on_press={() => type(true)}>
        {words}
      </Button>
      <div class="handheld-foot-row">
        <Button icon="close" wide on_press={() => scan_by_touch(back_label())}>
          {t('apart.back')}
        </Button>
        <UndoButton />
        <HandEntryButton />
      </div>
      {is_typing && <Entry title={words} on_close={() => type(false)} />}
    </>
  )
}
