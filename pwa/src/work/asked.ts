import { signal } from '@preact/signals'

/** The text somebody wants to know about (これは？); null while nobody asks. The look-up answers it. */
export const asked = signal<string | null>(null)

/** Ask what this text is: a scan where nothing was expected, or one that was refused. */
export function ask_about(raw: string): void {
  asked.value = raw
}

export function stop_asking(): void {
  asked.value = null
}
