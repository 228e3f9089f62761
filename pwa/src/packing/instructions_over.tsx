import './instructions.css'
import { Button, Icon, type IconName } from '../interface'
import { t } from '../words'
import { scan_by_touch } from '../work'
import { CONFIRMATION, type Instruction, instructions_of } from './instructions'
import type { ParcelJob } from './parcel'

export const INSTRUCTION_ICONS: Record<Instruction['kind'], IconName> = {
  care: 'alert',
  gift: 'gift',
  noshi: 'tag',
  wrapping: 'gift',
}

/** 梱包の指示: over the bench before the first scan, until somebody has read them. */
export function InstructionsOver({ parcel }: { parcel: ParcelJob }) {
  return (
    <section class="told" role="alertdialog" aria-label={t('packing.told')}>
      <div class="told-page">
        <h2>{t('packing.told')}</h2>
        <ul class="told-list">
          {instructions_of(parcel.order).map(({ kind, text }) => (
            <li key={`${kind} ${text}`} class="told-one">
              <Icon name={INSTRUCTION_ICONS[kind]} size_px={44} />
              <span>
                <b class="note-word">{t(`packing.told.${kind}`)}</b>
                <span class="told-text">{text}</span>
              </span>
            </li>
          ))}
        </ul>
        <Button kind="primary" wide icon="check" on_press={() => scan_by_touch(CONFIRMATION)}>
          {t('packing.told.confirm')}
        </Button>
        <p class="told-hint">{t('packing.told.hint')}</p>
      </div>
    </section>
  )
}
