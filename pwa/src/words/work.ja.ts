/** Words around the job in hand: verdicts, refusals, the header, the menu. */
export const work_ja = {
  'scanner.camera': 'カメラ',
  'scanner.catcher': 'スキャンの受け口',
  'scanner.hand.open': '手入力',

  'verdict.ok': 'OK',
  'verdict.done': '完了',
  'verdict.asking': 'ここにない商品です。サーバーに確認中',
  'verdict.read': '読取',
  'verdict.right': '正',
  'verdict.by_server': 'サーバーの判定です',
  'verdict.what_is_this': 'これは？',
  'verdict.nothing_read': '読めない文字',

  'refusal.label_misread': '読み違いです。もう一度スキャン',
  'refusal.cart_expected': 'カートをスキャンしてください',
  'refusal.cart_in_use': 'このカートは使用中です',
  'refusal.cart_unknown': '登録のないカートです',
  'refusal.tote_expected': 'トートをスキャンしてください',
  'refusal.tote_already_loaded': 'もう載っているトートです',
  'refusal.tote_in_use': 'このトートは使用中です',
  'refusal.tote_unknown': '登録のないトートです',
  'refusal.place_expected': '棚をスキャンしてください',
  'refusal.other_place': '棚が違います',
  'refusal.place_first': '先に棚をスキャン',
  'refusal.item_expected': '商品をスキャンしてください',
  'refusal.other_item': '商品が違います',
  'refusal.other_lot': 'ロットが違います',
  'refusal.lot_expired': '期限切れのロットです',
  'refusal.too_many': '数が多すぎます',
  'refusal.other_tote': 'トートが違います',
  'refusal.job_is_done': 'この作業は終わっています',

  'header.menu': 'メニュー',
  'header.online': 'オンライン',
  'header.offline': 'オフライン',
  'header.unsent': '未送信 {n}',
  'header.trouble': '要対応 {n}',
  'header.silent': '音が出ません',
  'header.battery': '電池 {n}%',
  'header.battery.charging': '充電中 {n}%',
  'header.cut_off': '締切',

  'standstill.storage': '保存できません',
  'standstill.storage.lead':
    'この端末に記録を保存できないため、スキャンを止めました。ここまでに保存した記録は残っています。',
  'standstill.storage.do':
    '端末の空き容量を確認して、開き直してください。直らないときは責任者に知らせてください。',
  'standstill.other_tab': '別のタブで作業中',
  'standstill.other_tab.lead':
    'この端末では、たなばんが別のタブで開いています。そのタブを使うか、閉じてください。閉じるとここで続けられます。',
  'standstill.reload': '開き直す',
} as const
