import { signal } from '@preact/signals'
import type { Message } from '../server_api'

/** What was not read on this device yet, the oldest first. */
export const unread = signal<Message[]>([])
