import { Button } from '../interface'
import { label_of } from '../vocabulary'
import { t } from '../words'
import { scan_by_touch } from '../work'
import { UNDO } from './undo'

/** 取消: takes the last accepted scan back; the same as scanning the command's label. */
export function UndoButton() {
  return (
    <Button icon="backspace" on_press={() => scan_by_touch(label_of(UNDO))}>
      {t('goods.undo')}
    </Button>
  )
}
