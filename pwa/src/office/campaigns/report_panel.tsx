import { useState } from 'preact/hooks'
import { type MarkTone, Notice, Spinner } from '../../interface'
import { t, t_code } from '../../words'
import { number_said } from '../rules'
import { Trouble } from '../trouble'
import { use_answer } from '../use_answer'
import { Arms } from './arms_report'
import { ask_report, type CampaignReport } from './asks'
import { Money } from './money_report'
import { or_dash, points_said, share_said } from './said'

const DAYS = [30, 60, 90, 180] as const
const TONES: Record<string, MarkTone> = { more: 'ok', less: 'ng' }

/** 効果: who came back, of those who were meant to get the flyer and of those held out. */
export function ReportPanel({ owner, campaign_id }: { owner: string; campaign_id: number }) {
  const [days, choose] = useState(60)
  const answer = use_answer(
    `report ${campaign_id} ${days}`,
    () => ask_report(owner, campaign_id, days),
    () => false,
  )
  return (
    <section class="panel campaign-report" aria-label={t('campaign.report')}>
      <div class="rule-panel-head">
        <div>
          <h2>{t('campaign.report')}</h2>
          <p class="rule-hint">{t('campaign.report.hint')}</p>
        </div>
        <select
          class="rule-select"
          aria-label={t('campaign.report.days')}
          value={days}
          onChange={(event) => choose(Number(event.currentTarget.value))}
        >
          {DAYS.map((one) => (
            <option key={one} value={one}>
              {t('campaign.report.within', { n: one })}
            </option>
          ))}
        </select>
      </div>
      {answer.refusal !== null && <Trouble refusal={answer.refusal} />}
      {answer.value === null && answer.refusal === null && <Spinner label={t('common.wait')} />}
      {answer.value !== null && <Compared of={answer.value} />}
    </section>
  )
}

function Compared({ of }: { of: CampaignReport }) {
  return (
    <>
      <Notice tone={TONES[of.verdict] ?? 'calm'} icon="info">
        {verdict_said(of)}
      </Notice>
      <div class="rows-frame rows-frame-inside">
        <table class="rows">
          <thead>
            <tr>
              <th>{t('campaign.report.group')}</th>
              <th class="col-number">{t('campaign.report.customers')}</th>
              <th class="col-number">{t('campaign.report.came_back')}</th>
              <th class="col-number">{t('campaign.report.rate')}</th>
              <th class="col-number">{t('campaign.report.yen')}</th>
              <th class="col-number">{t('campaign.report.waiting')}</th>
            </tr>
          </thead>
          <tbody>
            {(['got', 'held_out'] as const).map((side) => (
              <tr key={side}>
                <td>{t(`campaign.report.${side}`)}</td>
                <td class="col-number">{number_said(of[side].customers)}</td>
                <td class="col-number">{number_said(of[side].came_back)}</td>
                <td class="col-number">{or_dash(of[side].rate, share_said)}</td>
                <td class="col-number">{or_dash(of[side].yen_per_customer, number_said)}</td>
                <td class="col-number">{number_said(of[side].waiting)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p class="rule-hint">
        {t('campaign.report.sent', {
          planned: number_said(of.planned),
          inserted: number_said(of.inserted),
          waived: number_said(of.waived),
        })}
      </p>
      <Money of={of} />
      {of.arms !== null && <Arms of={of.arms} least={of.customers_least} />}
    </>
  )
}

/** What the figures say, and how sure it is. */
function verdict_said({ verdict, difference, low, high, customers_least }: CampaignReport): string {
  if (difference === null || low === null || high === null || verdict === 'too_few') {
    return t('campaign.verdict.too_few', { n: customers_least })
  }
  return t_code('campaign.verdict', verdict, {
    difference: points_said(difference),
    low: points_said(low),
    high: points_said(high),
  })
}
