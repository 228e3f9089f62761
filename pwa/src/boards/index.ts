/** The live board: the day against its cut-offs, on a wall or a desk. A lazy chunk. */
import '../interface/more_icons'
import { bring_words } from '../words'
import { boards_en } from '../words/boards.en'
import { boards_ja } from '../words/boards.ja'

bring_words(boards_ja, boards_en)

export { Board } from './board'
