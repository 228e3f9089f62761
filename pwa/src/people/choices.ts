// What a worker chooses in the menu: for this device, or for themselves on this device.
import type { Theme } from '../interface'
import { is_spoken, mute } from '../work'
import {
  type Hand,
  hand,
  is_quiet,
  type OwnChoices,
  own_key,
  people_memory,
  theme,
  wear,
} from './session'

export async function choose_theme(chosen: Theme): Promise<void> {
  theme.value = chosen
  await people_memory()?.keep_setting('theme', chosen)
}

export async function choose_quiet(quiet: boolean): Promise<void> {
  is_quiet.value = quiet
  mute(quiet)
  await people_memory()?.keep_setting('quiet', quiet)
}

export async function choose_hand(chosen: Hand): Promise<void> {
  wear({ hand: chosen, speech: is_spoken.value })
  await keep_own_choices()
}

export async function choose_speech(spoken: boolean): Promise<void> {
  wear({ hand: hand.value, speech: spoken })
  await keep_own_choices()
}

async function keep_own_choices(): Promise<void> {
  const own: OwnChoices = { hand: hand.value, speech: is_spoken.value }
  await people_memory()?.keep_setting(own_key(), own)
}
