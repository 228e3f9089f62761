// Flow tables: what each kind of scan means at each step of a job. Mirrors server/flows.
export {
  type Decision,
  decide,
  type Flow,
  kinds_of,
  type Row,
  read_scan,
  type Verdict,
} from './engine'
export { load_flow } from './table'
