/** 例外: what a supervisor must decide, the same sheet on the board and in the office. */
import { bring_words } from '../words'
import { boards_en } from '../words/boards.en'
import { boards_ja } from '../words/boards.ja'
import { short_pick_en } from '../words/short_pick.en'
import { short_pick_ja } from '../words/short_pick.ja'

bring_words(boards_ja, boards_en)
bring_words(short_pick_ja, short_pick_en)

export { age_words } from './age_words'
export { ExceptionSheet } from './exception_sheet'
export { type FloorException, subject_of } from './floor_exception'
