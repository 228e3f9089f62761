import { t, t_code } from '../words'
import { ToteDrawing } from './drawings'
import { Hero } from './hero'
import type { Opening, OpeningRefusal } from './opening'
import { Comparison } from './verdict_band'

/** The empty bench: scan a tote, being opened, or why it cannot be. */
export function Invitation({ opening }: { opening: Opening }) {
  if (opening.state === 'refused') return <Refused refusal={opening.refusal} />
  if (opening.state === 'asking') {
    return (
      <Hero tone="busy" icon="tote" title={t('packing.opening', { tote: opening.tote })}>
        <p>{t('packing.asking')}</p>
      </Hero>
    )
  }
  return (
    <Hero tone="ask" icon="tote" drawing={<ToteDrawing />} title={t('packing.scan_tote')}>
      <p>{t('packing.scan_tote.hint')}</p>
    </Hero>
  )
}

/** Refusals of what was no tote; every other one is about a tote that cannot be packed now. */
const NO_TOTE = new Set(['tote_expected', 'label_misread'])

function Refused({ refusal }: { refusal: OpeningRefusal }) {
  const { because, by, at, read } = refusal
  const told =
    because === 'task_taken' && (by === null || at === null) ? 'task_taken.nobody' : because
  const values = { tote: read, by: by ?? '', at: at ?? '' }
  return (
    <Hero tone="ng" icon="close" title={t_code('packing.refusal', told, values)}>
      <Comparison
        read={{ product: null, text: read }}
        expected={{ is: NO_TOTE.has(because) ? 'tote' : 'waiting_tote' }}
      />
    </Hero>
  )
}
