// The three labels of the check: what they say, and their bars, so that any screen or printer can show them.

export const GS = '\u001D'

/** A short label of our own: letters, digits, a hyphen and the check character; no place or tote has it. */
export const OWN = 'X-CHECK-U'
export const JAN = '4901234567894'
/** A GS1-128 with a lot, whose end only a separator tells; `+` and `_` lie elsewhere on a JIS keyboard. */
export const GS1_HEAD = '0104901234567894'
export const GS1_LOT = 'T+1_A'
export const GS1_TAIL = '17271231'
export const GS1 = `${GS1_HEAD}10${GS1_LOT}${GS}${GS1_TAIL}`

export type CheckLabel = {
  name: 'own' | 'jan' | 'gs1'
  text: string
  /** In letters under the bars. */
  said: string
  /** Widths of bars and gaps in modules, beginning with a bar; tests/printing holds them against python-barcode. */
  widths: string
}

export const CHECK_LABELS: readonly [CheckLabel, CheckLabel, CheckLabel] = [
  {
    name: 'own',
    text: OWN,
    said: OWN,
    widths: '2112143311211221321313212311131321131313211123311221322131311112422331112',
  },
  {
    name: 'jan',
    text: JAN,
    said: JAN,
    widths: '11131121123222121221141231111111123111141312121331121132111',
  },
  {
    name: 'gs1',
    text: GS1,
    said: `(01)04901234567894(10)${GS1_LOT}(17)271231`,
    widths:
      '2112324111312221221213222141211122321311233311212411121311412213121141312133112312121232211112241113234111311131411232213122121122322123213321112331112',
  },
]

/** The bars as one path, one unit high, a module wide each, with the quiet zone left and right. */
export function bars_of(widths: string): { path: string; modules: number } {
  let at = 10
  let path = ''
  for (const [nth, width] of [...widths].entries()) {
    if (nth % 2 === 0) path += `M${at} 0h${width}v1h-${width}z`
    at += Number(width)
  }
  return { path, modules: at + 10 }
}
