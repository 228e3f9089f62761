/** Labels (ラベル): everything the floor scans, on A4 sheets or a label printer's roll. */
export { label_sheet, open_sheet } from './label_sheet'
export { LabelsPage } from './labels_page'
