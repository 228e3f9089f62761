import { type MarkTone, Notice } from '../../interface'
import { t, t_code } from '../../words'
import { number_said } from '../rules'
import type { CampaignReport } from './asks'
import { or_dash, points_said, share_said } from './said'

type TwoFlyers = NonNullable<CampaignReport['arms']>

const TONES: Record<string, MarkTone> = { more: 'ok', less: 'ok' }

/** The two flyers of a campaign against each other: who came back, and which codes were used. */
export function Arms({ of, least }: { of: TwoFlyers; least: number }) {
  const has_codes = of.a.with_codes > 0 && of.b.with_codes > 0
  return (
    <>
      <h3>{t('campaign.arms')}</h3>
      <Verdict family="campaign.arms.came_back" of={of.came_back} least={least} />
      {has_codes && <Verdict family="campaign.arms.redeemed" of={of.redeemed} least={least} />}
      <div class="rows-frame rows-frame-inside">
        <table class="rows">
          <thead>
            <tr>
              <th>{t('campaign.flyer')}</th>
              <th class="col-number">{t('campaign.report.customers')}</th>
              <th class="col-number">{t('campaign.report.came_back')}</th>
              <th class="col-number">{t('campaign.report.rate')}</th>
              <th class="col-number">{t('campaign.report.yen')}</th>
              <th class="col-number">{t('campaign.money.redeemed')}</th>
            </tr>
          </thead>
          <tbody>
            {(['a', 'b'] as const).map((arm) => (
              <tr key={arm}>
                <td>{t(`campaign.arms.${arm}`, { name: of[arm].flyer })}</td>
                <td class="col-number">{number_said(of[arm].customers)}</td>
                <td class="col-number">{number_said(of[arm].came_back)}</td>
                <td class="col-number">{or_dash(of[arm].rate, share_said)}</td>
                <td class="col-number">{or_dash(of[arm].yen_per_customer, number_said)}</td>
                <td class="col-number">
                  {or_dash(of[arm].redeemed_rate, (rate) =>
                    t('campaign.money.redeemed_of', {
                      n: number_said(of[arm].redeemed),
                      rate: share_said(rate),
                    }),
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

type VerdictProps = { family: string; of: TwoFlyers['came_back']; least: number }

function Verdict({ family, of, least }: VerdictProps) {
  const { difference, low, high } = of
  const is_known = difference !== null && low !== null && high !== null
  const verdict = is_known ? of.verdict : 'too_few'
  const values = is_known
    ? { difference: points_said(difference), low: points_said(low), high: points_said(high) }
    : {}
  return (
    <Notice tone={TONES[verdict] ?? 'calm'} icon="info">
      {t_code(family, verdict, { ...values, n: least })}
    </Notice>
  )
}
