import { Icon, type IconName } from '../../interface'

type TallyProps = {
  tone: 'ok' | 'ng' | 'calm' | 'wait'
  icon: IconName
  n: number
  words: string
  hint?: string
}

/** One number that matters, with what it counts. */
export function Tally({ tone, icon, n, words, hint }: TallyProps) {
  return (
    <div class={`tally tally-${n === 0 ? 'calm' : tone}`}>
      <p class="tally-words">
        <Icon name={icon} size_px={15} weight={2.6} />
        {words}
      </p>
      <p class="tally-number">{n}</p>
      {hint !== undefined && n > 0 && <p class="tally-hint">{hint}</p>}
    </div>
  )
}
