import { Quiet } from '../../interface'
import { t } from '../../words'
import { link_to } from '../address'
import { STAGES, type Stage } from '../answers'
import type { Filters } from './order_filters'

type OrdersQuietProps = { filters: Filters; counts: Partial<Record<Stage, number>> }

/** Nothing to list: why, and what to do next. */
export function OrdersQuiet({ filters, counts }: OrdersQuietProps) {
  const whole = STAGES.reduce((sum, stage) => sum + (counts[stage] ?? 0), 0)
  const narrowed = filters.q !== '' || filters.shop !== '' || filters.carrier !== ''
  if (whole === 0 && !narrowed) {
    return (
      <Quiet icon="file" title={t('orders.none.title')}>
        <p>{t('orders.none.words')}</p>
        <a class="button button-primary" href={link_to('/imports')}>
          {t('orders.none.go')}
        </a>
      </Quiet>
    )
  }
  if (narrowed) {
    return (
      <Quiet icon="search" title={t('orders.not_found.title')}>
        <p>{t('orders.not_found.words')}</p>
        <a class="button button-plain" href={link_to('/orders', { stage: filters.stage })}>
          {t('orders.not_found.go')}
        </a>
      </Quiet>
    )
  }
  return (
    <Quiet icon="check" title={t('orders.stage_empty.title')}>
      <p>
        {filters.stage === 'reserved'
          ? t('orders.stage_empty.reserved')
          : t('orders.stage_empty.words')}
      </p>
    </Quiet>
  )
}
