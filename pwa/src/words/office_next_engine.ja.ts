/** 接続: ネクストエンジン. */
export const office_next_engine_ja = {
  'shop.system.next_engine': 'ネクストエンジン',
  'next_engine.address': 'API の URL',
  'next_engine.address.hint': 'ふつうは変えません。',
  'next_engine.client_secret.hint': 'ネクストエンジンの「アプリを作る」→「API」にあります。',
  'next_engine.states': '取り込む受注状態',
  'next_engine.state.20': '納品書印刷待ち',
  'next_engine.state.30': '納品書印刷中',
  'next_engine.state.40': '納品書印刷済み',
  'next_engine.behind': '店舗コード',
  'next_engine.behind.hint':
    '1 つのアカウントに複数の店舗があるときだけ、ネクストエンジンの店舗コードを入れます。空欄の店舗は取り込みません。',
  'next_engine.made':
    'サンドボックスでつなぎました。下の URL をアプリの Redirect URI に登録し、一度ログインしてください。',
  'next_engine.redirect_uri': 'Redirect URI',
  'next_engine.log_in': 'ネクストエンジンにログイン',
  'next_engine.logged_in': 'ログインを受け取りました。まもなく取り込みが始まります。',
  'next_engine.logged_in.whose':
    'どの接続のログインか分かりません。接続を選び「ネクストエンジンにログイン」を押してください。',
  'shop.trouble.login_needed':
    'ネクストエンジンへのログインが必要です。「ネクストエンジンにログイン」を押してください。うまくいかないときはクライアント ID とシークレットを確かめます。送信待ちはそのまま残っています。',
  'shop.code.not_to_ship_yet':
    '出荷待ちではありません。取込済みの受注なら、出荷を止めるか確かめてください。',
  'shop.code.shop_not_ours': 'この接続の店舗の受注ではありません',
  'shop.code.several_places': '複数配送の受注です。CSV で分けて取り込んでください。',
  'connections.fault.login_needed': 'ログインが必要です',
  'connections.fault.shop_busy': '混み合っています・待って再送',
  'connections.fault.changed_meanwhile': '相手側で更新中・読み直して再送',
  'connections.fault.cancelled_there': '相手側で取り消されています',
  'connections.fault.other_number_there':
    '相手側にはすでに別の送り状番号があります。上書きしません。',
  'connections.fault.not_to_ship_there': '相手側で出荷できる状態ではありません・待って再送',
  'connections.fault.several_slips_there': '同じ受注番号の伝票がいくつもあります',
  'refused.shop_twice': '同じ店舗コードが 2 つあります。',
  'refused.own_shop_not_behind': 'この接続の店舗にも店舗コードを入れてください。',
  'refused.option_not_for_system': 'このシステムにはない設定です。',
  'refused.login_not_for_system': 'このシステムにはログインがありません。',
}
