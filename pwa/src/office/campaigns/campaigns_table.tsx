import { useMemo } from 'preact/hooks'
import { Meter } from '../../interface'
import { t } from '../../words'
import { link_to } from '../address'
import { number_said, type RuleLanguage } from '../rules'
import type { CampaignCard, Campaigns, FlyerCard } from './asks'
import { audience_said, caps_said, reach_said, window_said } from './said'
import { StateMark } from './state_mark'
import { SwitchBox } from './switch_box'

type CampaignsTableProps = {
  of: Campaigns
  language: RuleLanguage
  on_switch: (card: CampaignCard, on: boolean) => Promise<boolean>
}

/** Campaigns in the order in which they are asked: for whom, what went out, what is left. */
export function CampaignsTable({ of, language, on_switch }: CampaignsTableProps) {
  const facts = useMemo(() => new Map(language.facts.map((fact) => [fact.fact, fact])), [language])
  const flyers = new Map(of.flyers.map((flyer) => [flyer.sku, flyer]))
  return (
    <div class="rows-frame">
      <table class="rows rules campaigns">
        <thead>
          <tr>
            <th>{t('rules.col.on')}</th>
            <th>{t('campaigns.col.campaign')}</th>
            <th>{t('campaigns.col.state')}</th>
            <th>{t('campaigns.col.sent')}</th>
            <th>{t('campaigns.col.flyer')}</th>
            <th class="col-number">{t('rules.col.priority')}</th>
          </tr>
        </thead>
        <tbody>
          {of.campaigns.map((card) => (
            <tr key={card.id} class={card.on ? '' : 'rule-off'}>
              <td>
                <SwitchBox card={card} bare on_switch={(on) => on_switch(card, on)} />
              </td>
              <td>
                <a class="row-link" href={link_to(`/campaigns/${card.id}`, { owner: of.owner })}>
                  {card.campaign.name}
                </a>
                <p class="rule-sentence">{audience_said(card.campaign, facts)}</p>
                {caps_said(card.campaign).length > 0 && (
                  <p class="rule-sentence">{caps_said(card.campaign).join(t('campaign.and'))}</p>
                )}
              </td>
              <td>
                <StateMark state={card.state} />
                <span class="row-under">{window_said(card.campaign)}</span>
              </td>
              <td>
                <Sent card={card} />
              </td>
              <td>
                <Reach sku={card.campaign.flyer} flyers={flyers} />
                {card.campaign.substitute !== null && (
                  <div class="campaign-substitute">
                    <span class="faint">{t('campaign.substitute')}</span>
                    <Reach sku={card.campaign.substitute} flyers={flyers} />
                  </div>
                )}
              </td>
              <td class="col-number">{card.campaign.priority}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** What went out, against what may. */
function Sent({ card }: { card: CampaignCard }) {
  const { parcels_max, parcels_per_day_max } = card.campaign
  return (
    <div class="campaign-sent">
      <span>
        <strong>{number_said(card.parcels)}</strong>
        {parcels_max !== null && ` / ${number_said(parcels_max)}`} {t('campaigns.parcels')}
      </span>
      {parcels_max !== null && (
        <Meter label={t('campaigns.col.sent')} done={card.parcels} whole={parcels_max} />
      )}
      <span class="row-under">
        {t('campaigns.today', { n: number_said(card.parcels_today) })}
        {parcels_per_day_max !== null && ` / ${number_said(parcels_per_day_max)}`}
      </span>
      <span class="row-under">{t('campaigns.packed', { n: number_said(card.inserted) })}</span>
      {card.held_out > 0 && (
        <span class="row-under">{t('campaigns.held_out', { n: number_said(card.held_out) })}</span>
      )}
    </div>
  )
}

/** A flyer, what of it is free, and until when that lasts. */
function Reach({ sku, flyers }: { sku: string; flyers: ReadonlyMap<string, FlyerCard> }) {
  const flyer = flyers.get(sku)
  if (flyer === undefined) return <span>{sku}</span>
  return (
    <div class="campaign-flyer">
      {flyer.picture !== null && (
        <img src={`/api/v1/products/${flyer.product}/picture?v=${flyer.picture}`} alt="" />
      )}
      <div>
        <span class="campaign-flyer-name">{flyer.name}</span>
        <span class={`row-under${flyer.free_pieces === 0 ? ' campaign-gone' : ''}`}>
          {t('campaign.free', { n: number_said(flyer.free_pieces) })} · {reach_said(flyer)}
        </span>
      </div>
    </div>
  )
}
