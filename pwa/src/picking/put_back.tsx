import { useEffect } from 'preact/hooks'
import { CountUp, Goods, Instruction, Shelf } from '../goods'
import { Icon } from '../interface'
import { bring_words, t } from '../words'
import { put_back_en } from '../words/put_back.en'
import { put_back_ja } from '../words/put_back.ja'
import { give_cue } from '../work'
import type { LineView } from './cart_view'

bring_words(put_back_ja, put_back_en)

/** The order was cancelled: what was picked for it goes back to where it came from, then the walk goes on. */
export function PutBack({ here }: { here: LineView }) {
  const { line } = here
  const is_counted = line.back > 0
  useEffect(() => give_cue('attention'), [])
  return (
    <div class="now">
      <Instruction
        icon={is_counted ? 'shelf' : 'scan'}
        words={t(is_counted ? 'pick.step.put_back.place' : 'pick.step.put_back')}
      />
      <p class="now-cancelled">
        <Icon name="alert" size_px={22} />
        {line.placed > 0
          ? t('pick.step.put_back.tote', { tote: here.tote ?? '' })
          : t('pick.step.put_back.hand')}
      </p>
      <Shelf place={here.place} zone={here.zone} />
      <div class="now-goods">
        <Goods product={here.product} lot={here.line.lot} />
        <CountUp done={line.back} of={line.picked} />
      </div>
    </div>
  )
}
