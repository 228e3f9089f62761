import { CountUp, Goods, Instruction } from '../goods'
import type { Job } from '../server_api'
import { t } from '../words'
import { kit_of, loose_in_hand, loose_parts } from './assemble_view'
import { Name, Rows } from './rows'

/** At the bench: what came out of kits is counted, article by article, then laid on a shelf. */
export function SortParts({ job }: { job: Job }) {
  const hand = loose_in_hand(job)
  const others = loose_parts(job).filter(({ product }) => product !== hand?.product)
  return (
    <div class="now">
      <div class="now-top">
        <Instruction
          icon={hand === null ? 'scan' : 'shelf'}
          words={t(hand === null ? 'apart.step.sort_parts' : 'apart.step.lay_down')}
        />
        <p class="assemble-kit">
          <span>{kit_of(job)?.name}</span>
        </p>
      </div>
      {hand === null ? (
        <p class="now-lead">{t('apart.lead.sort_parts')}</p>
      ) : (
        <>
          <Goods product={hand.product} lot={hand.lot} />
          <CountUp done={hand.hand} of={hand.of - hand.laid} />
        </>
      )}
      <Rows
        of={others.map(({ product, laid, of }) => (
          <li key={product?.id}>
            <Name product={product} />
            <strong>{`${laid} / ${of}`}</strong>
          </li>
        ))}
      />
    </div>
  )
}
