import { t } from '../../words'
import { link_to } from '../address'
import { STAGES, type Stage } from '../answers'
import { StageRing } from '../stage_mark'

type StageTabsProps = {
  counts: Partial<Record<Stage, number>>
  chosen: string
  /** The other filters, kept when the stage changes. */
  query: Record<string, string | number>
}

/** The stages of an order as tabs, each with how many are there now. */
export function StageTabs({ counts, chosen, query }: StageTabsProps) {
  const whole = STAGES.reduce((sum, stage) => sum + (counts[stage] ?? 0), 0)
  return (
    <nav class="tabs" aria-label={t('orders.stages')}>
      <StageTab stage="" count={whole} chosen={chosen === ''} query={query} />
      {STAGES.map((stage) => (
        <StageTab
          key={stage}
          stage={stage}
          count={counts[stage] ?? 0}
          chosen={chosen === stage}
          query={query}
        />
      ))}
    </nav>
  )
}

function StageTab(props: {
  stage: Stage | ''
  count: number
  chosen: boolean
  query: Record<string, string | number>
}) {
  const { stage, count, chosen } = props
  return (
    <a
      class={`tab${count === 0 ? ' tab-empty' : ''}`}
      href={link_to('/orders', { ...props.query, stage, page: '' })}
      aria-current={chosen ? 'page' : undefined}
    >
      {stage !== '' && <StageRing stage={stage} />}
      {stage === '' ? t('orders.all') : t(`stage.${stage}`)}
      <span class="tab-count">{count}</span>
    </a>
  )
}
