import { Button, type IconName } from '../interface'
import { Sheet } from '../sheets'
import { label_of } from '../vocabulary'
import { t } from '../words'
import { scan_by_touch } from '../work'

/** One reason: the command that says it (`X-…`, without its check character), and its words. */
type Reason = { command: string; words: string; icon?: IconName }

type ReasonSheetProps = {
  title: string
  lead?: string
  reasons: readonly Reason[]
  on_close: () => void
}

/** Why, in the second tap; each reason is the same as scanning its command's label. */
export function ReasonSheet({ title, lead, reasons, on_close }: ReasonSheetProps) {
  return (
    <Sheet title={title} close_label={t('common.close')} on_close={on_close}>
      {lead !== undefined && <p class="reason-lead">{lead}</p>}
      {reasons.map(({ command, words, icon }) => (
        <Button
          key={command}
          wide
          icon={icon}
          on_press={() => {
            on_close()
            scan_by_touch(label_of(command))
          }}
        >
          {words}
        </Button>
      ))}
    </Sheet>
  )
}
