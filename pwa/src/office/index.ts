/** The office: orders, imports, waves, handovers, people, devices and labels at a desk. A lazy chunk. */
import '../interface/more_icons'
import { bring_words } from '../words'
import { office_en } from '../words/office.en'
import { office_ja } from '../words/office.ja'

bring_words(office_ja, office_en)

export { Office } from './office'
