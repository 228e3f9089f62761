/** A state one can tell by its form alone: ◎ ahead, ○ on time, ✕ late or refused, ✓ done, ? asked. */
const FORMS = {
  ahead: 'M12 3.2a8.8 8.8 0 1 0 0 17.6 8.8 8.8 0 0 0 0-17.6Z M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8Z',
  on_time: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16Z',
  late: 'M5 5l14 14 M19 5 5 19',
  done: 'M4.5 12.5 10 18 20 6.5',
  accept: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16Z',
  refuse: 'M5 5l14 14 M19 5 5 19',
  ask_server: 'M8 8.5a4 4 0 1 1 5.8 3.5c-1.3.7-1.8 1.3-1.8 3 M12 19v.1',
  unknown: 'M5 12h.1 M12 12h.1 M19 12h.1',
  idle: 'M8 5v14 M16 5v14',
} as const

export type ShapeName = keyof typeof FORMS

export function Shape({ name }: { name: ShapeName }) {
  return (
    <svg class={`shape shape-${name}`} viewBox="0 0 24 24" aria-hidden="true">
      <path d={FORMS[name]} />
    </svg>
  )
}
