/** Words of the office: kits. */
export const office_kits_ja = {
  'kits.title': 'セット商品',
  'kits.lead':
    'セットの受注は、取り込むと中身の商品に分けて引当・ピッキング・梱包します。販売可能数は、中身から組める数です。',
  'kits.none': 'セット商品はまだありません',
  'kits.new': 'セットを登録',
  'kits.change': '中身を変える',
  'kits.dissolve': 'セットをやめる',
  'kits.save': '保存する',
  'kits.owner': '荷主',
  'kits.kit': 'セット',
  'kits.sku': 'セットの品番',
  'kits.parts': '中身',
  'kits.part': '中身の品番・JAN',
  'kits.pieces': '点数',
  'kits.more': '中身を追加',
  'kits.remove': '{part} を外す',
  'kits.later': '変更は、これから取り込む受注に使います。',
  'refused.kit_in_kit': 'セットの中にセットは入れられません: {products}',
  'refused.kit_has_stock': 'この商品は在庫があるため、セットにできません。',
  'refused.unknown_product': '登録のない商品です: {products}',
} as const
