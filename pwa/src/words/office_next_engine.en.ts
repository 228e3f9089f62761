/** Connections: ネクストエンジン (Next Engine). */
export const office_next_engine_en = {
  'shop.system.next_engine': 'Next Engine',
  'next_engine.address': 'Address of the API',
  'next_engine.address.hint': 'Usually left as it is.',
  'next_engine.client_secret.hint': 'On the API tab of your app in Next Engine.',
  'next_engine.states': 'Orders that come in',
  'next_engine.state.20': 'Slip to be printed',
  'next_engine.state.30': 'Being printed',
  'next_engine.state.40': 'Printed',
  'next_engine.behind': 'Shop code',
  'next_engine.behind.hint':
    'Only if one account has several shops: the code that Next Engine gives each. A shop without one stays out.',
  'next_engine.made':
    'Connected as a sandbox. Enter the URL below as the Redirect URI of the app, then log in once.',
  'next_engine.redirect_uri': 'Redirect URI',
  'next_engine.log_in': 'Log in to Next Engine',
  'next_engine.logged_in': 'The login has arrived. Orders will come in shortly.',
  'next_engine.logged_in.whose':
    'It is not clear which connection this login is for. Choose the connection and press Log in to Next Engine.',
  'shop.trouble.login_needed':
    'Somebody has to log in to Next Engine: press Log in to Next Engine. If that does not help, check client ID and secret. What waits is kept.',
  'shop.code.not_to_ship_yet':
    'Not to be shipped yet. If the order is here already, see whether it has to be stopped.',
  'shop.code.shop_not_ours': 'Of no shop of this connection',
  'shop.code.several_places': 'Goes to several addresses. Take it in apart, by a CSV.',
  'connections.fault.login_needed': 'Somebody has to log in',
  'connections.fault.shop_busy': 'Busy there, sent again later',
  'connections.fault.changed_meanwhile': 'Being changed there, read again later',
  'connections.fault.cancelled_there': 'Cancelled there',
  'connections.fault.other_number_there':
    'Another tracking number is there already. It is not written over.',
  'connections.fault.not_to_ship_there': 'Cannot be shipped there yet, sent again later',
  'connections.fault.several_slips_there': 'Several slips have this order number',
  'refused.shop_twice': 'Two shops have the same code.',
  'refused.own_shop_not_behind': 'Give the shop of this connection its code, too.',
  'refused.option_not_for_system': 'This system has no such setting.',
  'refused.login_not_for_system': 'Nobody logs in to this system.',
}
