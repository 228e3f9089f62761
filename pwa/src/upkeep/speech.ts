import { effect } from '@preact/signals'
import { language } from '../words'
import { is_spoken, job, kind_of_job, last_verdict } from '../work'

const TAG = { ja: 'ja-JP', en: 'en-US' } as const

/** Say a sentence, instead of what is being said. Without a voice on this device nothing is heard. */
export function say(sentence: string): void {
  if (!('speechSynthesis' in window)) return
  speechSynthesis.cancel()
  const utterance = new SpeechSynthesisUtterance(sentence)
  utterance.lang = TAG[language.peek()]
  speechSynthesis.speak(utterance)
}

/** Speak each step of the job in hand when it is reached, while the worker wants it. */
export function speak_steps(): () => void {
  let said: string | null = null
  return effect(() => {
    const at_hand = job.value
    const is_refused = last_verdict.value?.tone === 'ng'
    const sentence =
      at_hand === null ? null : (kind_of_job(at_hand)?.spoken_words?.(at_hand) ?? null)
    if (!is_spoken.value) {
      said = null
      return
    }
    // A refusal is heard by its tone; the sentence of the step would only delay the hand.
    if (sentence === said || is_refused) return
    said = sentence
    if (sentence !== null) say(sentence)
  })
}
