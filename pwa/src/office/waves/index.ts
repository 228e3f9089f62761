export { WavesPage } from './waves_page'
