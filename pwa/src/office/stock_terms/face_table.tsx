import { useState } from 'preact/hooks'
import { Button, Quiet } from '../../interface'
import { t } from '../../words'
import type { Refusal } from '../ask'
import { use_answer } from '../use_answer'
import { ask_faces, end_face, type Face } from './asks'
import { FaceSheet } from './face_sheet'
import { Answered, RowDeed, TermsPart } from './terms_part'

const NEVER = () => false

/** The shelves that people pick from: between which counts each is kept filled, and what lies there. */
export function FaceTable() {
  const answer = use_answer('pick faces', ask_faces, NEVER)
  const [is_adding, add] = useState(false)
  const [refused, refuse] = useState<Refusal | null>(null)
  const end = async (face: Face) => {
    refuse((await end_face(face.place_id, face.product)).refusal)
    answer.again()
  }
  return (
    <TermsPart
      id="terms-faces"
      title={t('terms.faces')}
      hint={t('terms.faces.hint')}
      deed={
        <Button icon="shelf" on_press={() => add(true)}>
          {t('terms.faces.add')}
        </Button>
      }
    >
      <Answered by={answer} refused={refused}>
        {({ faces }) =>
          faces.length === 0 ? (
            <Quiet icon="shelf" title={t('terms.faces.none')} />
          ) : (
            <Faces faces={faces} on_end={(face) => void end(face)} />
          )
        }
      </Answered>
      {is_adding && (
        <FaceSheet
          on_close={() => {
            add(false)
            answer.again()
          }}
        />
      )}
    </TermsPart>
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
                <RowDeed
                  icon="close"
                  label={t('terms.faces.end.of', { place: face.place })}
                  on_press={() => on_end(face)}
                >
                  {t('terms.faces.end')}
                </RowDeed>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
