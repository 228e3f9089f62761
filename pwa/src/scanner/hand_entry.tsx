import { useState } from 'preact/hooks'
import { Button } from '../interface'
import { Keypad, Sheet, TextField } from '../sheets'
import { bring_words, t } from '../words'
import { hand_entry_en } from '../words/hand_entry.en'
import { hand_entry_ja } from '../words/hand_entry.ja'
import type { Reading } from './buffer'

bring_words(hand_entry_ja, hand_entry_en)

type HandEntryProps = {
  /** Turns what a person typed (`A-01-03`, without the check character) into the text of the label. */
  complete_label: (typed: string) => string
  on_reading: (reading: Reading) => void
  on_close: () => void
}

/** Type a code that cannot be scanned. Digits by big keys, everything else by the device's keyboard. */
export function HandEntry({ complete_label, on_reading, on_close }: HandEntryProps) {
  const [typed, type] = useState('')
  const is_empty = typed.trim() === ''
  function finish(): void {
    if (is_empty) return
    on_close()
    const at_ms = performance.now()
    on_reading({ raw: complete_label(typed), via: 'hand', at_ms, took_ms: 0, longest_gap_ms: 0 })
  }
  return (
    <Sheet title={t('scanner.hand')} close_label={t('common.close')} on_close={on_close}>
      <form
        class="hand-entry"
        onSubmit={(event) => {
          event.preventDefault()
          finish()
        }}
      >
        <TextField
          label={t('scanner.hand.label')}
          hint={t('scanner.hand.hint')}
          value={typed}
          on_input={type}
        />
        <Keypad
          on_digit={(digit) => type(typed + digit)}
          on_erase={() => type([...typed].slice(0, -1).join(''))}
          erase_label={t('common.erase')}
          last={
            <button
              type="button"
              class="key key-quiet"
              aria-label={t('scanner.hand.hyphen')}
              onClick={() => type(`${typed}-`)}
            >
              -
            </button>
          }
        />
        <Button kind="primary" wide type="submit" disabled={is_empty}>
          {t('scanner.hand.go')}
        </Button>
      </form>
    </Sheet>
  )
}
