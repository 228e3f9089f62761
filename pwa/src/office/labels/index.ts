/** ラベル: what is printed for the floor, on which paper, and how it will look. */

export { ask_label_choices, give_own_codes } from './asks'
export { LabelsPage } from './labels_page'
