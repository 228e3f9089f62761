import { signal } from '@preact/signals'
import type { Message } from '../server_api'

/** `order`: what a rule tells the picker of that order, and nobody sent it. */
export type Shown = Message & { order?: string }

/** What was not read on this device yet, the oldest first. */
export const unread = signal<Shown[]>([])
