/**
 * Words of the scanner check.
 * @public
 */
export const scanner_check_ja = {
  'scanner_check.title': 'スキャナーの確認',
  'scanner_check.lead': '3つのラベルを上から順に読みます。読むとひとりでに次へ進みます。',
  'scanner_check.labels': 'ラベルを表示・印刷',
  'scanner_check.sheet': 'スキャナー確認ラベル',
  'scanner_check.print': '印刷',
  'scanner_check.to_scans': '確認へ戻る',
  'scanner_check.back': '作業の画面へ',
  'scanner_check.again': 'もう一度確認',
  'scanner_check.label.own': '自社ラベル',
  'scanner_check.label.jan': 'JANコード',
  'scanner_check.label.gs1': 'GS1-128',
  'scanner_check.odd': '別のラベルのようです。届いた文字: {text}',
  'scanner_check.all_right': 'このスキャナーは使えます',
  'scanner_check.wrong': '直すところが{n}つあります',
  'scanner_check.kept': '結果をこの端末に保存しました',
  'scanner_check.not_kept': 'この端末に保存できません。確認の結果だけ表示します。',

  'scanner_check.path': '届き方',
  'scanner_check.path.keys': 'キー入力で届きます',
  'scanner_check.path.text': '文字の挿入で届きます',

  'scanner_check.label': '自社ラベル',
  'scanner_check.label.read': '正しく読めます',
  'scanner_check.label.more': '余分な文字が付いています: {value}',
  'scanner_check.label.more.fix':
    'スキャナーの設定で、前後に付ける文字（プリフィックス・サフィックス）を消してください。残すのは Enter だけです。',
  'scanner_check.label.other': '違う文字になっています: {value}',
  'scanner_check.label.other.fix':
    '端末の日本語入力を切り、キーボードの種類をスキャナーと同じ（英語か日本語106/109）にして、もう一度確認してください。',

  'scanner_check.jan': 'JANコード',
  'scanner_check.jan.read': '正しく読めます',
  'scanner_check.jan.no_check': '最後の1けたが届きません: {value}',
  'scanner_check.jan.no_check.fix':
    'スキャナーの設定で「JAN/EAN-13 チェックデジットを送信」を有効にしてください。',
  'scanner_check.jan.more': '余分な文字が付いています: {value}',
  'scanner_check.jan.more.fix':
    'スキャナーの設定で、前後に付ける文字（プリフィックス・サフィックス）を消してください。残すのは Enter だけです。',
  'scanner_check.jan.other': '違う文字になっています: {value}',
  'scanner_check.jan.other.fix':
    '別の商品コードを読んでいないか確かめて、もう一度確認してください。',

  'scanner_check.end': '読み取りの終わり',
  'scanner_check.end.enter': 'Enter が付きます',
  'scanner_check.end.tab': 'Tab が付きます',
  'scanner_check.end.none': '何も付きません。このままでも読めます。',
  'scanner_check.end.none.fix':
    'より確実にするには、サフィックスに Enter（CR）を付けてください。DataWedge では Keystroke output の Action key character です。',

  'scanner_check.pace': '文字の間隔',
  'scanner_check.pace.slowest': '最大 {value} ミリ秒',
  'scanner_check.pace.torn': '最大 {value} ミリ秒。長すぎて、2つに分かれることがあります。',
  'scanner_check.pace.torn.fix':
    'サフィックスに Enter を付けるか、文字間隔（Inter-character delay）を 100 ミリ秒以下にしてください。',

  'scanner_check.ime': '日本語入力',
  'scanner_check.ime.off': '切れています',
  'scanner_check.ime.on': '入ったままですが、正しく読めます',
  'scanner_check.ime.kana': '文字がかなに変わっています',
  'scanner_check.ime.kana.fix':
    '端末のキーボードを英数（半角）に切り替えるか、スキャナーの出力をキー入力に変えてください。',

  'scanner_check.caps': 'Caps Lock',
  'scanner_check.caps.off': '切れています',
  'scanner_check.caps.on': '大文字と小文字が逆に届きますが、同じものとして読みます',

  'scanner_check.layout': 'キーボードの配列',
  'scanner_check.layout.same': '端末とスキャナーが合っています',
  'scanner_check.layout.us': 'スキャナーは英語配列です。これからは直して読みます。',
  'scanner_check.layout.jis': 'スキャナーは日本語配列です。これからは直して読みます。',
  'scanner_check.layout.unknown': '記号が別の文字になっています',
  'scanner_check.layout.unknown.fix':
    'スキャナーの「国・キーボード配列」を端末と同じ（日本語106/109か英語）にしてください。自社ラベルとJANはこのままでも読めます。',
  'scanner_check.layout.unread': 'GS1-128 が読めず、確かめられません',
  'scanner_check.layout.unread.fix': 'GS1-128 を有効にして、もう一度確認してください。',

  'scanner_check.gs': 'GS1 の区切り',
  'scanner_check.gs.sent': '届きます',
  'scanner_check.gs.other': '{value} として届きます。これからは区切りとして読みます。',
  'scanner_check.gs.dropped': '届きません。ロットの終わりが分からないコードは断られます。',
  'scanner_check.gs.dropped.fix':
    'スキャナーの設定で、制御文字を Ctrl キーで送る（Ctrl+]）か、GS（FNC1）を F8 キーや「|」などに置き換えてください。文字挿入の端末は、GS をそのまま送る設定にします。',
  'scanner_check.gs.unread': 'GS1-128 が読めません',
  'scanner_check.gs.unread.fix':
    'スキャナーの設定で GS1-128（EAN-128）を有効にし、括弧や区切りの加工を切ってください。',
} as const
