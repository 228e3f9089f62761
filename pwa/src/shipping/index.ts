/** Shipping (出荷・引渡し) at the packing station: closed parcels leave with their carrier's driver. */
import '../interface/more_icons'
import { bring_words } from '../words'
import { shipping_en } from '../words/shipping.en'
import { shipping_ja } from '../words/shipping.ja'

bring_words(shipping_ja, shipping_en)

export { HandoverScreen } from './handover_screen'
