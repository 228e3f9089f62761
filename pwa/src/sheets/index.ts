/**
 * A page over the page (`Sheet`), and what is typed there: `TextField`, `ChoiceField`, `Keypad`. No part of the
 * first load: a handheld scans before it types.
 */
import './fields.css'
import './sheet.css'

export { ChoiceField, Keypad, TextField } from './fields'
export { Sheet } from './sheet'
