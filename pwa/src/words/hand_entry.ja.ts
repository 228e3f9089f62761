/**
 * Words of typing a code by hand.
 * @public
 */
export const hand_entry_ja = {
  'scanner.hand': 'コードを手で入力',
  'scanner.hand.label': 'ラベルの文字か数字',
  'scanner.hand.hint': '自社ラベルは最後の1文字（検査文字）を省けます',
  'scanner.hand.hyphen': 'ハイフン',
  'scanner.hand.go': 'このコードで判定',
} as const
