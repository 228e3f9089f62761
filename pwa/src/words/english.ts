// The handheld's English, a chunk of its own: most handhelds never speak it.
import { goods_en } from './goods.en'
import { interface_en } from './interface.en'
import { people_en } from './people.en'
import { picking_en } from './picking.en'
import { work_en } from './work.en'

export const english: Record<string, string> = {
  ...goods_en,
  ...interface_en,
  ...people_en,
  ...picking_en,
  ...work_en,
}
