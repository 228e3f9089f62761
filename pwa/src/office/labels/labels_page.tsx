import './labels.css'
import { useState } from 'preact/hooks'
import { Button, Icon, type IconName } from '../../interface'
import { TextField } from '../../sheets'
import { t } from '../../words'
import type { Refusal } from '../ask'
import { Page } from '../page'
import { Trouble } from '../trouble'
import { LABEL_KINDS, type LabelKind, open_sheet } from './label_sheet'
import { PaperChoice, type Printing } from './paper_choice'

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

/** As many as the server prints of one label. */
const COPIES_MAX = 500

/** ラベル: printable sheets of everything the floor scans. */
export function LabelsPage() {
  const [printing, change] = useState<Printing>({ paper: 'a4_24', first: 1, copies: '1' })
  const [refusal, refuse] = useState<Refusal | null>(null)
  const print = async (kind: LabelKind, which: Record<string, string>) => {
    const { paper, first, copies } = printing
    refuse(
      await open_sheet(kind, {
        ...which,
        paper,
        first,
        copies: Math.min(Number(copies) || 1, COPIES_MAX),
      }),
    )
  }
  return (
    <Page title={t('labels.title')} long>
      <p class="lead">{t('labels.lead')}</p>
      <PaperChoice of={printing} on_change={change} />
      {refusal !== null && <Trouble refusal={refusal} />}
      <ul class="label-kinds">
        {LABEL_KINDS.map((kind) => (
          <Kind key={kind} kind={kind} on_print={(which) => void print(kind, which)} />
        ))}
      </ul>
      <p class="faint">{t('labels.paper')}</p>
    </Page>
  )
}

type KindProps = { kind: LabelKind; on_print: (which: Record<string, string>) => void }

function Kind({ kind, on_print }: KindProps) {
  const [which, choose] = useState<Record<string, string>>({})
  return (
    <li class="panel label-kind">
      <div class="label-sample" aria-hidden="true">
        <Bars text={EXAMPLE[kind]} />
        <span>{EXAMPLE[kind]}</span>
      </div>
      <h2>
        <Icon name={ICON_OF_KIND[kind]} size_px={18} />
        {t(`label.${kind}`)}
      </h2>
      <p class="faint">{t(`label.${kind}.hint`)}</p>
      <form
        class="label-which"
        onSubmit={(event) => {
          event.preventDefault()
          on_print(which)
        }}
      >
        {kind === 'place' && <PlacesWanted of={which} on_change={choose} />}
        {kind === 'product' && (
          <TextField
            label={t('labels.sku')}
            value={which['code'] ?? ''}
            on_input={(code) => choose({ code: code.trim() })}
          />
        )}
        <Button icon="printer" type="submit">
          {t('labels.open')}
        </Button>
      </form>
    </li>
  )
}

type PlacesWantedProps = {
  of: Record<string, string>
  on_change: (which: Record<string, string>) => void
}

/** All shelves, or those from one to another. */
function PlacesWanted({ of, on_change }: PlacesWantedProps) {
  const shown = (name: string) => (of[name] ?? '').replace(/^L-/, '')
  const write = (name: string, typed: string) => {
    const text = typed.trim().toUpperCase()
    on_change({ ...of, [name]: text === '' ? '' : `L-${text}` })
  }
  return (
    <div class="label-range">
      <TextField
        label={t('labels.from')}
        placeholder="A-01-01"
        value={shown('from_code')}
        on_input={(typed) => write('from_code', typed)}
      />
      <TextField
        label={t('labels.to')}
        placeholder="A-12-05"
        value={shown('to_code')}
        on_input={(typed) => write('to_code', typed)}
      />
    </div>
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
