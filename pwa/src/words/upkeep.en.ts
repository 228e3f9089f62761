import type { upkeep_ja } from './upkeep.ja'

/** @public */
export const upkeep_en: Record<keyof typeof upkeep_ja, string> = {
  'storage_fault.wiped': 'The records of this device were gone',
  'storage_fault.older': 'The records of this device had gone back in time',
  'storage_fault.lead':
    'The browser’s data seem to have been cleared or restored. Scans that reached the server are safe. A new record has begun.',
  'storage_fault.do':
    'If you have a cart in hand, compare it with the screen, and tell a supervisor where they differ.',
  'storage_fault.next': 'I have seen it',
}
