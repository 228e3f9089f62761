/** フォーマット: layouts of a shop's own order files, made beside the file itself. */

export { FormatPage } from './format_page'
export { FormatsPage } from './formats_page'

import './formats.css'
