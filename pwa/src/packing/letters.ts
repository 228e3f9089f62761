// The codes that single flyers and letters bear. Mirrors server/vocabulary/letters.py.
//
// A code says `<prefix>-<letters><check>`, as in `SPRING-7K3M9QXW2HD`: it is no label of ours, because
// customers type it, and it names one parcel's flyer and no product.
import { check_character } from '../vocabulary'

/** Whether a text is the code of a flyer, whosesoever. */
export const is_letter_code = (code: string): boolean =>
  /^[0-9A-Z]{2,8}-[0-9A-Z]{11}$/.test(code) && check_character(code.slice(0, -1)) === code.at(-1)
