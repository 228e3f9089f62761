import { useState } from 'preact/hooks'
import { Button, Icon, Quiet, Spinner } from '../../interface'
import { t } from '../../words'
import type { Refusal } from '../ask'
import { Trouble } from '../trouble'
import { use_answer } from '../use_answer'
import { ask_faces, end_face, type Face } from './asks'
import { FaceSheet } from './face_sheet'

const NEVER = () => false

/** The shelves that people pick from: between which counts each is kept filled, and what lies there. */
export function FaceTable() {
  const { value, refusal, again } = use_answer('pick faces', ask_faces, NEVER)
  const [is_adding, add] = useState(false)
  const [refused, refuse] = useState<Refusal | null>(null)
  const end = async (face: Face) => {
    refuse((await end_face(face.place_id, face.product)).refusal)
    again()
  }
  return (
    <section class="terms-part" aria-labelledby="terms-faces">
      <div class="terms-head">
        <h2 id="terms-faces">{t('terms.faces')}</h2>
        <Button icon="shelf" on_press={() => add(true)}>
          {t('terms.faces.add')}
        </Button>
      </div>
      <p class="faint">{t('terms.faces.hint')}</p>
      {refusal !== null && <Trouble refusal={refusal} again={again} />}
      {refused !== null && <Trouble refusal={refused} />}
      {value === null && refusal === null && <Spinner label={t('common.wait')} />}
      {value?.faces.length === 0 && <Quiet icon="shelf" title={t('terms.faces.none')} />}
      {value !== null && value.faces.length > 0 && (
        <Faces faces={value.faces} on_end={(face) => void end(face)} />
      )}
      {is_adding && (
        <FaceSheet
          on_close={() => {
            add(false)
            again()
          }}
        />
      )}
    </section>
  )
}

function Faces({ faces, on_end }: { faces: readonly Face[]; on_end: (face: Face) => void }) {
  return (
    <div class="rows-frame">
      <table class="rows">
        <thead>
          <tr>
            <th>{t('terms.place')}</th>
            <th>{t('terms.product')}</th>
            <th class="col-number">{t('terms.least')}</th>
            <th class="col-number">{t('terms.most')}</th>
            <th class="col-number">{t('terms.on_hand')}</th>
            <th class="col-deeds">
              <span class="unseen">{t('terms.faces.end')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {faces.map((face) => (
            <tr key={`${face.place_id}/${face.product}`}>
              <td>
                <span class="code">{face.place}</span>
              </td>
              <td>
                {face.name} {face.variant} <span class="code faint">{face.sku}</span>
              </td>
              <td class="col-number">{face.least_pieces}</td>
              <td class="col-number">{face.most_pieces}</td>
              <td
                class={`col-number ${face.on_hand_pieces < face.least_pieces ? 'count-bad' : ''}`}
              >
                {face.on_hand_pieces}
              </td>
              <td class="col-deeds">
                <button
                  type="button"
                  class="deed"
                  aria-label={t('terms.faces.end.of', { place: face.place })}
                  onClick={() => on_end(face)}
                >
                  <Icon name="close" size_px={15} />
                  {t('terms.faces.end')}
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
