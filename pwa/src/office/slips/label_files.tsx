import { useState } from 'preact/hooks'
import { Button, day_and_time, Mark, Quiet } from '../../interface'
import { Sheet, TextField } from '../../sheets'
import { t } from '../../words'
import type { Refusal } from '../ask'
import { carrier_name } from '../names'
import { Trouble } from '../trouble'
import { file_address, type LabelFile, void_file } from './asks'

type LabelFilesProps = { files: readonly LabelFile[]; on_change: () => void }

/** The files that were written, the newest first; each can be fetched again, or voided with a reason. */
export function LabelFiles({ files, on_change }: LabelFilesProps) {
  const [voided, ask_to_void] = useState<LabelFile | null>(null)
  return (
    <section class="slip-files" aria-label={t('slips.files')}>
      <h2>{t('slips.files')}</h2>
      {files.length === 0 ? (
        <Quiet icon="file" title={t('slips.files.none')} />
      ) : (
        <div class="rows-frame rows-frame-inside">
          <table class="rows">
            <thead>
              <tr>
                <th>{t('slips.file')}</th>
                <th>{t('slips.carrier')}</th>
                <th class="col-number">{t('slips.shipments')}</th>
                <th>{t('slips.who')}</th>
                <th class="col-time">{t('slips.when')}</th>
                <th />
              </tr>
            </thead>
            <tbody>
              {files.map((file) => (
                <tr key={file.id} class="row">
                  <td>
                    <a class="row-link" href={file_address(file.id)} download>
                      {file.name}
                    </a>{' '}
                    {file.voided_at !== null && (
                      <Mark tone="ng" icon="close">
                        {t('slips.file.void', { reason: file.void_reason })}
                      </Mark>
                    )}
                  </td>
                  <td>{carrier_name(file.carrier)}</td>
                  <td class="col-number">{file.shipments}</td>
                  <td>{file.made_by ?? ''}</td>
                  <td class="col-time faint">{day_and_time(file.made_at)}</td>
                  <td class="col-time">
                    {file.voided_at === null && (
                      <Button kind="quiet" on_press={() => ask_to_void(file)}>
                        {t('slips.void')}
                      </Button>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {voided !== null && (
        <VoidSheet
          file={voided}
          on_done={() => {
            ask_to_void(null)
            on_change()
          }}
          on_close={() => ask_to_void(null)}
        />
      )}
    </section>
  )
}

type VoidSheetProps = { file: LabelFile; on_done: () => void; on_close: () => void }

function VoidSheet({ file, on_done, on_close }: VoidSheetProps) {
  const [reason, write] = useState('')
  const [busy, set_busy] = useState(false)
  const [refusal, refuse] = useState<Refusal | null>(null)
  const give_up = async () => {
    set_busy(true)
    const said = await void_file(file.id, reason.trim())
    set_busy(false)
    refuse(said.refusal)
    if (said.refusal === null) on_done()
  }
  return (
    <Sheet title={t('slips.void.title')} close_label={t('common.close')} on_close={on_close}>
      {refusal !== null && <Trouble refusal={refusal} />}
      <p>{t('slips.void.lead', { file: file.name, n: file.shipments })}</p>
      <TextField label={t('slips.void.reason')} value={reason} on_input={write} autofocus />
      <div class="sheet-actions">
        <Button kind="quiet" on_press={on_close}>
          {t('common.cancel')}
        </Button>
        <Button
          kind="danger"
          icon="close"
          busy={busy}
          disabled={reason.trim() === ''}
          on_press={() => void give_up()}
        >
          {t('slips.void')}
        </Button>
      </div>
    </Sheet>
  )
}
