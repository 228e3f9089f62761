import { Icon, type IconName } from '../../interface'
import { t } from '../../words'
import { LABEL_KINDS, type LabelKind } from '../label_sheet'

const ICON_OF_KIND: Record<LabelKind, IconName> = {
  place: 'shelf',
  tote: 'tote',
  cart: 'cart',
  station: 'box',
  badge: 'badge',
  command: 'scan',
  product: 'tag',
  own: 'tag',
  slip: 'truck',
}

/** What is printed, all kinds in sight, each with where its label goes. */
export function KindChoice(props: { chosen: LabelKind; on_choose: (kind: LabelKind) => void }) {
  return (
    <fieldset class="panel label-kinds">
      <legend class="unseen">{t('labels.kind')}</legend>
      {LABEL_KINDS.map((kind) => (
        <label key={kind} class="label-kind">
          <input
            type="radio"
            name="label-kind"
            checked={kind === props.chosen}
            onChange={() => props.on_choose(kind)}
          />
          <Icon name={ICON_OF_KIND[kind]} size_px={18} />
          <span>{t(`label.${kind}`)}</span>
        </label>
      ))}
      <p class="faint label-hint">{t(`label.${props.chosen}.hint`)}</p>
    </fieldset>
  )
}
