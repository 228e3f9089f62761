import { ChoiceField, TextField } from '../../sheets'
import { t } from '../../words'
import type { Campaigns } from './asks'
import { type EditorProps, MostField, problem_of } from './fields'
import { FlyerField } from './flyer_field'

const AUDIENCES = ['all', 'first', 'repeat'] as const

type BasicsProps = EditorProps & { campaigns: Campaigns }

/** Which flyer, for whom, when, and why. */
export function BasicsEditor({ draft, problems, on_change, campaigns }: BasicsProps) {
  const wrong = (path: keyof typeof draft) => problem_of(problems, path)
  return (
    <section class="panel campaign-basics" aria-label={t('campaign.basics')}>
      <div class="campaign-name">
        <TextField
          label={t('campaign.name')}
          placeholder={t('campaign.name.example')}
          value={draft.name}
          on_input={(name) => on_change({ name })}
        />
        <TextField
          label={t('campaign.code')}
          value={draft.code}
          problem={wrong('code')}
          on_input={(code) => on_change({ code })}
        />
      </div>
      <div class="campaign-flyers">
        <FlyerField
          label={t('campaign.flyer')}
          none={t('campaign.flyer.choose')}
          value={draft.flyer}
          flyers={campaigns.flyers}
          problem={wrong('flyer')}
          on_choose={(flyer) => on_change({ flyer })}
        />
        <FlyerField
          label={t('campaign.substitute.long')}
          none={t('campaign.substitute.none')}
          value={draft.substitute}
          flyers={campaigns.flyers}
          problem={wrong('substitute')}
          on_choose={(substitute) => on_change({ substitute })}
        />
        <MostField
          label={t('campaign.quantity')}
          value={draft.quantity_pieces}
          placeholder="1"
          problem={wrong('quantity_pieces')}
          on_change={(pieces) => on_change({ quantity_pieces: Math.min(20, pieces ?? 1) })}
        />
      </div>
      <Whom draft={draft} problems={problems} on_change={on_change} campaigns={campaigns} />
      <div class="sheet-pair">
        <TextField
          label={t('campaign.reason_ja')}
          hint={t('campaign.reason.hint')}
          placeholder={t('campaign.reason.example')}
          value={draft.reason_ja}
          on_input={(reason_ja) => on_change({ reason_ja })}
        />
        <TextField
          label={t('campaign.reason_en')}
          value={draft.reason_en}
          on_input={(reason_en) => on_change({ reason_en })}
        />
      </div>
    </section>
  )
}

/** For orders of which shop, which purchase and which days. */
function Whom({ draft, problems, on_change, campaigns }: BasicsProps) {
  return (
    <div class="campaign-four">
      <ChoiceField
        label={t('campaign.shop')}
        value={draft.shop}
        on_choose={(shop) => on_change({ shop })}
        choices={[
          { value: '', label: t('campaign.shop.all') },
          ...campaigns.shops.map(({ code, name }) => ({ value: code, label: name })),
        ]}
      />
      <ChoiceField
        label={t('campaign.audience')}
        value={draft.audience}
        on_choose={(audience) => on_change({ audience })}
        choices={AUDIENCES.map((one) => ({ value: one, label: t(`campaign.audience.${one}`) }))}
      />
      <TextField
        label={t('campaign.from')}
        type="date"
        value={draft.ordered_from}
        on_input={(ordered_from) => on_change({ ordered_from })}
      />
      <TextField
        label={t('campaign.until')}
        type="date"
        value={draft.ordered_until}
        problem={problem_of(problems, 'ordered_until')}
        on_input={(ordered_until) => on_change({ ordered_until })}
      />
    </div>
  )
}
