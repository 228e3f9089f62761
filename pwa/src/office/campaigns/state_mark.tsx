import { type IconName, Mark, type MarkTone } from '../../interface'
import { t_code } from '../../words'

const LOOKS: Record<string, [MarkTone, IconName]> = {
  running: ['ok', 'check'],
  planned: ['calm', 'clock'],
  off: ['calm', 'minus'],
  over: ['calm', 'close'],
  used_up: ['wait', 'check'],
  used_up_today: ['wait', 'clock'],
  out_of_stock: ['ng', 'alert'],
}

/** How a campaign stands. */
export function StateMark({ state }: { state: string }) {
  const [tone, icon] = LOOKS[state] ?? ['calm', 'question']
  return (
    <Mark tone={tone} icon={icon}>
      {t_code('campaign.state', state)}
    </Mark>
  )
}
