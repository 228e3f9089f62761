/**
 * Hands the journal in. Nothing that was scanned waits for it, and nothing it meets can lose a scan.
 */
export {
  BATCH_EVENTS,
  type Courier,
  type CourierOptions,
  type CourierState,
  pause_ms,
  start_courier,
} from './courier'
