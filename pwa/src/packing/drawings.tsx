// Drawings that say what to aim the scanner at. Decoration beside words, so hidden from a screen reader.

const BARS = [3, 1, 2, 1, 4, 1, 1, 3, 2, 1, 1, 2, 4, 1, 2, 3, 1, 1, 2, 1, 3, 2, 1, 4, 1, 2, 2, 1, 3]

type BarsProps = { x: number; y: number; unit: number; height: number }

function Bars({ x, y, unit, height }: BarsProps) {
  let left = x
  const path = BARS.map((width, at) => {
    const bar = at % 2 === 0 ? `M${left} ${y}h${width * unit}v${height}h${-width * unit}z` : ''
    left += width * unit
    return bar
  })
  return <path class="drawn-bars" d={path.join('')} />
}

/** A tote with its label, and the scanner's line across it. */
export function ToteDrawing() {
  return (
    <svg class="drawing" viewBox="0 0 360 240" aria-hidden="true" focusable="false">
      <path class="drawn-back" d="M34 40h292l-12 34H46z" />
      <path class="drawn-body" d="M36 66h288l-26 156a14 14 0 0 1-14 12H76a14 14 0 0 1-14-12z" />
      <rect class="drawn-rim" x="18" y="50" width="324" height="28" rx="10" />
      <rect class="drawn-grip" x="150" y="92" width="60" height="16" rx="8" />
      <rect class="drawn-label" x="96" y="122" width="168" height="82" rx="8" />
      <Bars x={113} y={136} unit={2.4} height={54} />
      <path class="drawn-beam" d="M78 163h204" />
    </svg>
  )
}

/** A carrier's slip, with a frame around the barcode to aim at. */
export function SlipDrawing() {
  return (
    <svg class="drawing" viewBox="0 0 360 220" aria-hidden="true" focusable="false">
      <rect class="drawn-paper" x="26" y="8" width="308" height="204" rx="12" />
      <path class="drawn-rule" d="M48 38h110M48 60h78M48 82h96M214 38h96M214 60h64" />
      <path class="drawn-fold" d="M26 104h308" />
      <Bars x={98} y={130} unit={2.9} height={56} />
      <path class="drawn-aim" d="M76 138v-18h22M284 120h22v18M306 178v18h-22M98 196H76v-18" />
      <path class="drawn-beam" d="M66 158h228" />
    </svg>
  )
}
