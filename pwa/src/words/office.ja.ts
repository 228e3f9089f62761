import { office_arrivals_ja } from './office_arrivals.ja'
import { office_calendar_ja } from './office_calendar.ja'
import { office_campaigns_ja } from './office_campaigns.ja'
import { office_connections_ja } from './office_connections.ja'
import { office_door_ja } from './office_door.ja'
import { office_floor_ja } from './office_floor.ja'
import { office_folders_ja } from './office_folders.ja'
import { office_formats_ja } from './office_formats.ja'
import { office_history_ja } from './office_history.ja'
import { office_imports_ja } from './office_imports.ja'
import { office_kits_ja } from './office_kits.ja'
import { office_labels_ja } from './office_labels.ja'
import { office_masters_ja } from './office_masters.ja'
import { office_next_engine_ja } from './office_next_engine.ja'
import { office_orders_ja } from './office_orders.ja'
import { office_rule_facts_ja } from './office_rule_facts.ja'
import { office_rules_ja } from './office_rules.ja'
import { office_shop_apis_ja } from './office_shop_apis.ja'
import { office_slips_ja } from './office_slips.ja'
import { office_stock_ja } from './office_stock.ja'
import { office_stock_terms_ja } from './office_stock_terms.ja'

/**
 * Words of the office: its frame and its first page here, its rooms in files of their own.
 * @public
 */
export const office_ja = {
  ...office_orders_ja,
  ...office_history_ja,
  ...office_arrivals_ja,
  ...office_connections_ja,
  ...office_formats_ja,
  ...office_imports_ja,
  ...office_kits_ja,
  ...office_calendar_ja,
  ...office_masters_ja,
  ...office_campaigns_ja,
  ...office_floor_ja,
  ...office_folders_ja,
  ...office_door_ja,
  ...office_labels_ja,
  ...office_rule_facts_ja,
  ...office_rules_ja,
  ...office_shop_apis_ja,
  ...office_next_engine_ja,
  ...office_slips_ja,
  ...office_stock_ja,
  ...office_stock_terms_ja,

  'nav.brand.plate': '棚',
  'nav.office': '事務所',
  'nav.home': 'いまの状況',
  'nav.orders': '受注',
  'nav.imports': '取込',
  'nav.waves': 'ウェーブ',
  'nav.handovers': '引渡し',
  'nav.people': '担当者',
  'nav.devices': '端末',
  'nav.labels': 'ラベル',
  'nav.kits': 'セット商品',
  'nav.board': '進捗ボード',
  'nav.leave': 'ログアウト',
  'language.ja': '日本語',
  'language.en': 'English',
  'connection.live': 'リアルタイム更新中',
  'connection.cut': '接続し直しています',

  'age.first': '読み込み中',
  'age.now': 'たった今更新',
  'age.seconds': '{n} 秒前に更新',
  'age.cut': '更新できません',
  'age.again': '今すぐ更新する',
  'span.minutes': '{minutes}分',
  'span.hours': '{hours}時間{minutes}分',
  'pager.label': 'ページ',
  'pager.range': '全 {total} 件中 {from}–{until} 件',
  'pager.page': '{page} / {last}',
  'pager.before': '前のページ',
  'pager.after': '次のページ',
  'stepper.less': '1つ減らす',
  'stepper.more': '1つ増やす',

  'refused.other': 'できませんでした（{code}）',
  'refused.offline': 'サーバーにつながりません。回線を確認してください。',
  'refused.file_empty': 'ファイルが空です。書き出し直したファイルを選んでください。',
  'refused.file_too_large': 'ファイルが大きすぎます。期間を分けて書き出してください。',
  'refused.encoding_unknown':
    '文字コードを読み取れません（UTF-8 でも Shift_JIS でもありません）。書き出し元で保存し直してください。',
  'refused.profile_unknown':
    'ファイルの形式が分かりません。形式を選び直すか、見出し行のあるファイルを使ってください。',
  'refused.columns_missing': '必要な列がありません: {columns}',
  'refused.shop_unknown': '店舗が登録されていません。',
  'refused.owner_unknown': 'この荷主は登録されていません。',
  'refused.import_not_in_preview': 'この取込はすでに始まっています。',
  'refused.import_failed':
    '取込が途中で止まりました。取込んだ分はそのままです。もう一度始めると続きから取込みます。',
  'refused.nothing_to_release': '指示できる受注がありません。',
  'refused.nothing_to_hand_over': '引き渡す個口がありません。',
  'refused.json_unreadable': 'JSONを読み取れません。場所を直してください：{where}',
  'refused.file_is_empty': 'ファイルが空です。書き出し直したファイルを選んでください。',
  'refused.file_is_a_spreadsheet':
    'Excel のファイルです。CSV 形式で保存し直したファイルを選んでください。',
  'refused.file_is_binary': 'CSV ファイルではありません。店舗から書き出したCSVを選んでください。',
  'refused.encoding_is_utf16':
    'UTF-16 のファイルです。UTF-8 または Shift_JIS で保存し直してください。',
  'refused.bytes_unreadable':
    '{line} 行目に読み取れない文字があります。もう一度書き出してください。',
  'refused.import_unknown': 'この取込は見つかりません。',
  'refused.format_unknown':
    'ファイルの形式が分かりません。見出し行のある、店舗から書き出したままのファイルを選んでください。',
  'refused.missing_column': '必要な列がありません: {columns}',
  'refused.column_twice': '同じ名前の列が2つあります: {columns}',
  'refused.no_rows': '見出し行だけで、受注の行がありません。',
  'refused.too_many_rows': '行が多すぎます（{most} 行まで）。期間を分けて書き出してください。',
  'refused.already_released': 'ほかの人が同じ受注を指示しました。もう一度確認してください。',
  'refused.already_taken': 'この名札またはログイン名は、すでに使われています。',
  'refused.person_unknown': 'この担当者は見つかりません。',
  'refused.device_unknown': 'この端末は見つかりません。',
  'refused.last_administrator': '最後の管理者は外せません。',

  'home.title': 'いまの状況',
  'home.exceptions': '例外',
  'home.attention': '対応をお願いします',
  'home.carriers': '本日の締切',
  'home.flow': '受注の流れ',
  'home.carrier.left': '残り {orders} 件',
  'home.calm': 'いま対応が必要なことはありません',
  'home.calm.words': '例外や遅れが出ると、ここにすぐ表示されます。',
  'attention.carrier_late': '{carrier}が締切に間に合わない見込みです',
  'attention.carrier_late.words':
    '見込みで {time} の遅れ。応援や作業の入れ替えを検討してください。',
  'attention.waiting_for_stock': '在庫待ちの受注が {n} 件あります',
  'attention.waiting_for_stock.go': '見る',
  'attention.ready_to_release': '引当済みで未指示の受注が {n} 件あります',
  'attention.ready_to_release.go': 'ウェーブを作る',
  'attention.oldest': '最も長いもので {time} 待っています',
  'attention.rows_rejected': '取込めなかった行が {n} 行あります',
  'attention.rows_rejected.go': '理由を見る',
  'attention.parcels_wait': '{carrier}に引き渡す個口が {n} 個あります',
  'attention.parcels_wait.words': 'ドライバーへの引渡しを確定してください',
  'attention.devices_cut': 'つながっていない端末が {n} 台あります',
  'attention.devices_cut.words': '{names}（未送信 {unsent} 件）',
  'attention.batteries_low': '電池が残り少ない端末が {n} 台あります',
  'first.title': '最初の出荷まで、3ステップ',
  'first.lead': '上から順に進めてください。途中で離れても続きから始められます。',
  'first.imports': '受注を取込む',
  'first.imports.words': '店舗から書き出した受注ファイルを置くだけです。',
  'first.devices': '端末を登録する',
  'first.devices.words': 'QRコードをハンディで読み取ります。',
  'first.waves': 'ウェーブを作る',
  'first.waves.words': '引当済みの受注を現場に指示します。',
} as const
