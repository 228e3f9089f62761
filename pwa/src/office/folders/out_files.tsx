import { day_and_time, Mark, Quiet } from '../../interface'
import { t, t_code } from '../../words'
import type { OutFile, OutFolder } from './asks'

const LOOKS = {
  written: { tone: 'ok', icon: 'check' },
  void: { tone: 'calm', icon: 'check' },
  waiting: { tone: 'wait', icon: 'clock' },
} as const

/** The files that folders got last or are to get, the newest first. */
export function OutFiles({ folders }: { folders: readonly OutFolder[] }) {
  const files = folders
    .flatMap(({ path, files }) => files.map((file) => ({ path, file })))
    .sort((one, other) => other.file.id - one.file.id)
  return (
    <section class="past" aria-label={t('folders.out_files')}>
      <h2>{t('folders.out_files')}</h2>
      {files.length === 0 ? (
        <Quiet icon="file" title={t('folders.out_files.none')} />
      ) : (
        <div class="rows-frame rows-frame-inside">
          <table class="rows">
            <thead>
              <tr>
                <th>{t('folders.file')}</th>
                <th>{t('folders.path')}</th>
                <th>{t('folders.result')}</th>
                <th class="col-number">{t('folders.bytes')}</th>
                <th class="col-time">{t('folders.when')}</th>
              </tr>
            </thead>
            <tbody>
              {files.map(({ path, file }) => (
                <tr key={file.id}>
                  <td>{file.name}</td>
                  <td class="faint">{path}</td>
                  <td>
                    <Mark {...look_of(file)}>{t_code('out_file', file.state)}</Mark>
                  </td>
                  <td class="col-number">{file.size_bytes?.toLocaleString() ?? ''}</td>
                  <td class="col-time faint">{day_and_time(file.written_at ?? file.made_at)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}

function look_of({ state }: OutFile) {
  return state === 'written' || state === 'void' ? LOOKS[state] : LOOKS.waiting
}
