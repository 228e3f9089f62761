import { useState } from 'preact/hooks'
import { Button } from '../../interface'
import { t, t_code } from '../../words'
import { link_to } from '../address'
import type { Refusal } from '../ask'
import { number_said } from '../rules'
import { Trouble } from '../trouble'
import { type CampaignCard, type CampaignContent, type CampaignRun, try_campaign } from './asks'
import { day_said } from './said'
import { LAST_ORDERS } from './use_checked'

type DryRunPanelProps = {
  owner: string
  /** None while something must still be filled in. */
  content: CampaignContent | null
  card: CampaignCard | null
}

/** 試す: who of the last orders would have got the flyer. */
export function DryRunPanel({ owner, content, card }: DryRunPanelProps) {
  const [tried, tell] = useState<{ of: string; run: CampaignRun } | null>(null)
  const [refusal, refuse] = useState<Refusal | null>(null)
  const [busy, set_busy] = useState(false)
  const key = JSON.stringify(content)
  const run = async () => {
    if (content === null) return
    set_busy(true)
    const said = await try_campaign(owner, content, card?.id ?? null, LAST_ORDERS)
    set_busy(false)
    refuse(said.refusal)
    tell(said.value === null ? null : { of: key, run: said.value })
  }
  return (
    <section class="panel rule-try" aria-label={t('rule.try')}>
      <div class="rule-panel-head">
        <div>
          <h2>{t('rule.try')}</h2>
          <p class="rule-hint">{t('campaign.try.hint')}</p>
        </div>
        <Button icon="search" busy={busy} disabled={content === null} on_press={() => void run()}>
          {t('rule.try.run', { n: LAST_ORDERS })}
        </Button>
      </div>
      {refusal !== null && <Trouble refusal={refusal} />}
      {tried !== null && (
        <div class={tried.of === key ? '' : 'rule-counted-old'}>
          <Figures run={tried.run} holds_out={(content?.held_out_percent ?? 0) > 0} />
          <Examples run={tried.run} />
        </div>
      )}
    </section>
  )
}

type FigureOf = [name: string, orders: number]

/** How many get A, B or nothing. */
function Figures({ run, holds_out }: { run: CampaignRun; holds_out: boolean }) {
  const gets: FigureOf[] =
    run.gets_b === null
      ? [[t('campaign.outcome.gets'), run.gets]]
      : [
          [t('campaign.try.gets_a'), run.gets_a],
          [t('campaign.try.gets_b'), run.gets_b],
        ]
  const figures: FigureOf[] = [
    [t('rule.try.orders'), run.orders],
    [t('campaign.try.meant'), run.meant],
    ...gets,
    ...(holds_out ? [[t('campaign.try.held_out'), run.held_out] satisfies FigureOf] : []),
    ...run.kept_out.map(({ cap, orders }): FigureOf => [t_code('campaign.outcome', cap), orders]),
  ]
  return (
    <dl class="rule-figures">
      {figures.map(([name, figure]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{number_said(figure)}</dd>
        </div>
      ))}
    </dl>
  )
}

function outcome_said({ gets_b }: CampaignRun, { outcome, arm }: CampaignRun['examples'][number]) {
  if (outcome !== 'gets' || gets_b === null) return t_code('campaign.outcome', outcome)
  return t(arm === 'b' ? 'campaign.try.gets_b' : 'campaign.try.gets_a')
}

function Examples({ run }: { run: CampaignRun }) {
  if (run.examples.length === 0) return <p class="faint">{t('campaign.try.nobody')}</p>
  return (
    <div class="rows-frame rows-frame-inside">
      <table class="rows">
        <thead>
          <tr>
            <th>{t('rule.try.order')}</th>
            <th>{t('campaign.try.day')}</th>
            <th>{t('campaign.try.nth')}</th>
            <th>{t('campaign.try.outcome')}</th>
          </tr>
        </thead>
        <tbody>
          {run.examples.map((example) => (
            <tr key={example.order}>
              <td>
                <a class="row-link" href={link_to(`/orders/${example.order}`)}>
                  {example.external}
                </a>
              </td>
              <td>{day_said(example.ordered_on)}</td>
              <td>{t('campaign.try.nth_purchase', { n: example.nth })}</td>
              <td class={example.outcome === 'gets' ? 'rule-change' : 'faint'}>
                {outcome_said(run, example)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
