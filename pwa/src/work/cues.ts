// What a scan sounds and feels like. Rhythms differ, not only pitches: small speakers swallow low tones.
import { computed, signal } from '@preact/signals'

export type Cue = 'ok' | 'line_done' | 'job_done' | 'ng' | 'wait' | 'attention'

/** One tone: when it begins and how long it is (milliseconds), how high (hertz). */
type Tone = { at_ms: number; for_ms: number; hertz: number; wave: OscillatorType }

const short = (at_ms: number, hertz: number, for_ms = 90): Tone => ({
  at_ms,
  for_ms,
  hertz,
  wave: 'sine',
})

const rough = (at_ms: number, hertz: number, for_ms: number): Tone => ({
  at_ms,
  for_ms,
  hertz,
  wave: 'square',
})

const TONES: Record<Cue, Tone[]> = {
  ok: [short(0, 1760)],
  line_done: [short(0, 1320), short(110, 1760, 120)],
  job_done: [short(0, 1047, 110), short(130, 1319, 110), short(260, 1760, 240)],
  ng: [rough(0, 440, 150), rough(210, 330, 150), rough(420, 330, 260)],
  wait: [short(0, 988, 60), short(140, 988, 60)],
  attention: [
    { at_ms: 0, for_ms: 160, hertz: 880, wave: 'triangle' },
    { at_ms: 200, for_ms: 160, hertz: 1175, wave: 'triangle' },
    { at_ms: 400, for_ms: 160, hertz: 880, wave: 'triangle' },
  ],
}

/** On, off, on … in milliseconds. */
const SHAKES: Record<Cue, number[]> = {
  ok: [40],
  line_done: [40, 60, 40],
  job_done: [60, 60, 60, 60, 160],
  ng: [180, 80, 320],
  wait: [30, 90, 30],
  attention: [120, 80, 120],
}

const LOUDNESS = 0.5

let context: AudioContext | null = null
const is_muted = signal(false)

/**
 * Whether the browser lets us sound. Not before the first key, touch or scan: browsers keep pages silent until
 * a person did something, and the key of a scanner counts.
 */
const may_sound = signal(false)

/** Nothing can be heard, for whichever reason; the header says so. */
export const is_silent = computed(() => is_muted.value || !may_sound.value)

/** No sound at all; vibration and the screen still answer. */
export function mute(muted: boolean): void {
  is_muted.value = muted
}

/** Wake the speaker; called on every scan and touch, costs nothing once it is awake. */
export function wake_sound(): void {
  if (navigator.userActivation?.hasBeenActive === false) return
  if (context === null && typeof AudioContext !== 'undefined') {
    const opened = new AudioContext({ latencyHint: 'interactive' })
    const listen = () => {
      may_sound.value = opened.state === 'running'
    }
    opened.addEventListener('statechange', listen)
    context = opened
    listen()
  }
  if (context?.state === 'suspended') context.resume().catch(() => undefined)
}

/** Sound and shake a cue now. */
export function give_cue(cue: Cue): void {
  wake_sound()
  // Before the first touch or key the browser refuses to vibrate, and says so in its log.
  if (navigator.userActivation?.hasBeenActive !== false) navigator.vibrate?.(SHAKES[cue])
  if (is_muted.value || context === null || context.state === 'closed') return
  const begin = context.currentTime
  for (const tone of TONES[cue]) sound(context, begin, tone)
}

function sound(audio: AudioContext, begin: number, tone: Tone): void {
  const from = begin + tone.at_ms / 1000
  const until = from + tone.for_ms / 1000
  const oscillator = audio.createOscillator()
  const loudness = audio.createGain()
  oscillator.type = tone.wave
  oscillator.frequency.value = tone.hertz
  loudness.gain.setValueAtTime(0, from)
  loudness.gain.linearRampToValueAtTime(LOUDNESS, from + 0.008)
  loudness.gain.setValueAtTime(LOUDNESS, until - 0.015)
  loudness.gain.linearRampToValueAtTime(0, until)
  oscillator.connect(loudness).connect(audio.destination)
  oscillator.start(from)
  oscillator.stop(until)
}
