/** Words of the office: kits. */
export const office_kits_ja = {
  'kits.title': 'セット商品',
  'kits.lead':
    'セットの受注には、組んであるセットを先に引き当て、残りは中身の商品でピッキング・梱包します。販売可能数は、組んである数と中身から組める数の合計です。',
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
  'kits.finished': '組済',
  'kits.possible': '組める数',
  'kits.assemble': 'セット組みを指示',
  'kits.assemble.kits': '組む数',
  'kits.assemble.possible': '中身から {n}セット組めます',
  'kits.assemble.lead': '指示すると中身を引き当て、ハンディの「セット組み」に作業が出ます。',
  'kits.assemble.fewer': '中身が足りないため、{asked}セットのうち {kits}セットを指示しました。',
  'kits.apart': '解体を指示',
  'kits.apart.kits': '解体する数',
  'kits.apart.possible': '組んであるセットは {n}セットです',
  'kits.apart.lead':
    '指示するとセットを引き当て、ハンディの「セット組み」に解体の作業が出ます。中身はスキャンして棚に戻します。',
  'kits.apart.fewer':
    '組んである数が足りないため、{asked}セットのうち {kits}セットを指示しました。',
  'kits.assemblies.apart': '解体 {wanted}セット',
  'refused.no_finished_kits': '解体できるセットがありません。',
  'refused.part_has_lots':
    '中身にロット管理の商品があります。どのロットが入っているか分からないため、解体できません。',
  'refused.part_has_no_label':
    '中身にバーコードのない商品があります。先に商品ラベルで番号を付けてください。',
  'kits.assemblies': 'セット組み中',
  'kits.assemblies.made': '{made} / {wanted}セット',
  'kits.assemblies.asked': '依頼は {n}セット',
  'kits.assemblies.waits': '作業待ち',
  'kits.assemblies.at_work': '{name}さんが作業中',
  'kits.assemblies.withdraw': '取りやめる',
  'refused.no_parts': '中身が足りず、1セットも組めません。',
  'refused.kit_has_no_label':
    'このセットにはバーコードがありません。先に商品ラベルで番号を付けてください。',
  'refused.assembly_is_begun':
    '作業が始まっているため、取りやめできません。ハンディの「ここまで」で終えられます。',
} as const
