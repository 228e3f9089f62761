import { t, t_code, type Word } from '../../words'
import { number_said } from '../rules'
import type { CampaignReport } from './asks'
import { share_said } from './said'

/** What the flyers cost and brought; what nobody has told is left out. */
export function Money({ of }: { of: CampaignReport }) {
  const redeemed =
    of.redeemed_rate === null
      ? null
      : t('campaign.money.redeemed_of', {
          n: number_said(of.redeemed),
          rate: share_said(of.redeemed_rate),
        })
  const figures: (readonly [Word, string | null])[] = [
    ['campaign.money.codes', of.with_codes === 0 ? null : number_said(of.with_codes)],
    ['campaign.money.redeemed', redeemed],
    ['campaign.money.redeemed_yen', said(of.redeemed_yen)],
    ['campaign.money.cost_each', said(of.cost_yen_each)],
    ['campaign.money.cost', said(of.cost_yen)],
    ['campaign.money.cost_per_redemption', said(of.cost_yen_per_redemption)],
    ['campaign.money.lift_each', said(of.lift_yen_per_customer)],
    ['campaign.money.lift', said(of.lift_yen)],
    ['campaign.money.net_cost', of.net_verdict === 'too_few' ? null : said(of.net_cost_yen)],
    ['campaign.money.net', net_said(of)],
  ]
  const told = figures.filter(([, value]) => value !== null)
  if (told.length === 0) return null
  return (
    <>
      <dl class="campaign-money">
        {told.map(([word, value]) => (
          <div key={word}>
            <dt>{t(word)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p class="rule-hint">{t_code('campaign.money.net', of.net_verdict)}</p>
      {of.lift_yen !== null && <p class="rule-hint">{t('campaign.money.lift.hint')}</p>}
    </>
  )
}

const said = (value: number | null) => (value === null ? null : number_said(value))

/** What came in less what it cost, and between which yen it is 95 times of 100. */
function net_said({ net_yen, net_low_yen, net_high_yen }: CampaignReport): string | null {
  if (net_yen === null || net_low_yen === null || net_high_yen === null) return null
  return t('campaign.money.net_of', {
    yen: number_said(net_yen),
    low: number_said(net_low_yen),
    high: number_said(net_high_yen),
  })
}
