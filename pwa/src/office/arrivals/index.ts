/** 入荷予定: what owners say will come, what has come of it, and files that announce more. */
export { ArrivalsPage } from './arrivals_page'
