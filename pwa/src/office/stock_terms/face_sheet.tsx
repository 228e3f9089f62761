import { useState } from 'preact/hooks'
import { Button } from '../../interface'
import { ChoiceField, Sheet, TextField } from '../../sheets'
import { t } from '../../words'
import type { Refusal } from '../ask'
import { ask_label_choices } from '../labels'
import { Trouble } from '../trouble'
import { use_answer } from '../use_answer'
import { set_face } from './asks'

const NEVER = () => false
const A_COUNT = /^[0-9]{1,6}$/

/** Which product is picked from which shelf, and between which counts it is kept. */
export function FaceSheet({ on_close }: { on_close: () => void }) {
  const owners = use_answer('label choices', ask_label_choices, NEVER).value?.owners ?? []
  const [said, say] = useState({ place: '', owner: '', product: '', least: '', most: '' })
  const [refusal, refuse] = useState<Refusal | null>(null)
  const owner = said.owner === '' ? (owners[0]?.code ?? '') : said.owner
  const is_whole =
    said.place !== '' && said.product !== '' && A_COUNT.test(said.least) && A_COUNT.test(said.most)
  const keep = async () => {
    const done = await set_face({
      place: said.place.trim(),
      owner,
      product: said.product.trim(),
      least_pieces: Number(said.least),
      most_pieces: Number(said.most),
    })
    refuse(done.refusal)
    if (done.refusal === null) on_close()
  }
  const field = (name: 'place' | 'product' | 'least' | 'most', keyboard: 'text' | 'numeric') => (
    <TextField
      label={t(`terms.${name}`)}
      value={said[name]}
      keyboard={keyboard}
      on_input={(text) => say({ ...said, [name]: text })}
    />
  )
  return (
    <Sheet title={t('terms.faces.add')} close_label={t('common.close')} on_close={on_close}>
      {refusal !== null && <Trouble refusal={refusal} />}
      {field('place', 'text')}
      <ChoiceField
        label={t('terms.owner')}
        value={owner}
        choices={owners.map(({ code, name }) => ({ value: code, label: name }))}
        on_choose={(code) => say({ ...said, owner: code })}
      />
      {field('product', 'text')}
      <div class="terms-pair">
        {field('least', 'numeric')}
        {field('most', 'numeric')}
      </div>
      <div class="sheet-actions">
        <Button kind="primary" icon="check" disabled={!is_whole} on_press={() => void keep()}>
          {t('terms.keep')}
        </Button>
      </div>
    </Sheet>
  )
}
