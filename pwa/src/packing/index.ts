/**
 * Packing (検品・梱包): one tote, its order, its flyers, its slip, one closed parcel.
 *
 * decisions.ts mirrors server/packing/decisions.py and judges every scan on the device; parcel.ts, expectations.ts,
 * instruction.ts and waiting.ts work out what is shown; station.ts opens the next tote; the screens only draw.
 */
import '../interface/more_icons'
import { bring_words } from '../words'
import { packing_en } from '../words/packing.en'
import { packing_ja } from '../words/packing.ja'
import { teach_job_kind } from '../work'
import { FLOW } from './decisions'
import { pack_words } from './pack_order'

bring_words(packing_ja, packing_en)
teach_job_kind(FLOW, pack_words)

export { Packing } from './packing'
