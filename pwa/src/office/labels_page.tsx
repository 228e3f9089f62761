import './labels.css'
import { Icon, type IconName } from '../interface'
import { t } from '../words'
import { LABEL_KINDS, type LabelKind, label_sheet } from './label_sheet'
import { Page } from './page'

const ICON_OF_KIND: Record<LabelKind, IconName> = {
  place: 'shelf',
  tote: 'tote',
  cart: 'cart',
  station: 'box',
  badge: 'badge',
  command: 'scan',
  product: 'tag',
  slip: 'truck',
}

/** What the label of each kind says, as it looks on the sheet. */
const EXAMPLE: Record<LabelKind, string> = {
  place: 'A-01-03',
  tote: 'T-0012',
  cart: 'C-01',
  station: 'W-01',
  badge: 'B-7K3M9Q',
  command: 'X-SHORT-NONE',
  product: '4901234567894',
  slip: '990000000005',
}

/** ラベル: printable sheets of everything the floor scans. */
export function LabelsPage() {
  return (
    <Page title={t('labels.title')} long>
      <p class="lead">{t('labels.lead')}</p>
      <ul class="label-kinds">
        {LABEL_KINDS.map((kind) => (
          <li key={kind} class="panel label-kind">
            <div class="label-sample" aria-hidden="true">
              <Bars text={EXAMPLE[kind]} />
              <span>{EXAMPLE[kind]}</span>
            </div>
            <h2>
              <Icon name={ICON_OF_KIND[kind]} size_px={18} />
              {t(`label.${kind}`)}
            </h2>
            <p class="faint">{t(`label.${kind}.hint`)}</p>
            <a
              class="button button-plain"
              href={label_sheet(kind)}
              target="_blank"
              rel="noreferrer"
            >
              <Icon name="printer" />
              {t('labels.open')}
            </a>
          </li>
        ))}
      </ul>
      <p class="faint">{t('labels.paper')}</p>
    </Page>
  )
}

/** A drawing of a barcode, not one to scan: bar widths follow the letters so that each looks its own. */
function Bars({ text }: { text: string }) {
  const widths = [...`<${text}>`].flatMap((letter) => {
    const n = letter.charCodeAt(0)
    return [1 + (n % 3), 1 + ((n >> 2) % 2), 1 + ((n >> 3) % 3), 1 + ((n >> 4) % 2)]
  })
  let x = 0
  const bars = widths.map((width, number) => {
    const from = x
    x += width
    return number % 2 === 0 ? `M${from} 0h${width}v24h-${width}z` : ''
  })
  return (
    <svg class="bars" aria-hidden="true" viewBox={`0 0 ${x} 24`} preserveAspectRatio="none">
      <path d={bars.join('')} fill="currentColor" />
    </svg>
  )
}
