/**
 * Goods, places and counts as every handheld screen of a job shows them, and how they are called in words.
 *
 * - `Instruction` says what to do now, `Shelf` where, `Goods` with what, `CountUp` how many of how many.
 * - `read_words(job, scan, raw, beside)` says what was read; `product_words` names a product beside its look-alike.
 * - `UndoButton` is 取消, the same as scanning the command's label.
 */
import './goods.css'

export { product_in, product_words, read_words, tokens_of } from './naming'
export { CountUp, Goods, Instruction, Shelf } from './shown'
export { UNDO } from './undo'
export { UndoButton } from './undo_button'
