import { day_and_time, Mark, Quiet } from '../../interface'
import { t, t_code } from '../../words'
import { link_to } from '../address'
import type { Folder, FolderFile } from './asks'

const LOOKS = {
  taken: { tone: 'ok', icon: 'check' },
  known: { tone: 'calm', icon: 'check' },
  refused: { tone: 'ng', icon: 'alert' },
} as const

/** The files that folders brought last, the newest first, and what became of each. */
export function FolderFiles({ folders }: { folders: readonly Folder[] }) {
  const files = folders
    .flatMap(({ path, files }) => files.map((file) => ({ path, file })))
    .sort((one, other) => other.file.id - one.file.id)
  return (
    <section class="past" aria-label={t('folders.files')}>
      <h2>{t('folders.files')}</h2>
      {files.length === 0 ? (
        <Quiet icon="file" title={t('folders.files.none')} />
      ) : (
        <div class="rows-frame rows-frame-inside">
          <table class="rows">
            <thead>
              <tr>
                <th>{t('folders.file')}</th>
                <th>{t('folders.path')}</th>
                <th>{t('folders.result')}</th>
                <th>{t('folders.detail')}</th>
                <th class="col-time">{t('folders.when')}</th>
              </tr>
            </thead>
            <tbody>
              {files.map(({ path, file }) => (
                <tr key={file.id}>
                  <td>{file.name}</td>
                  <td class="faint">{path}</td>
                  <td>
                    <Mark {...look_of(file)}>{t_code('folder_file', file.state)}</Mark>
                  </td>
                  <td>
                    <Detail of={file} />
                  </td>
                  <td class="col-time faint">{day_and_time(file.at)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}

function look_of({ state }: FolderFile) {
  return state === 'taken' || state === 'refused' ? LOOKS[state] : LOOKS.known
}

/** Why it cannot come in, how many rows have problems, or where its import stands. */
function Detail({ of }: { of: FolderFile }) {
  const { code, problems } = of.report
  const faulty = Array.isArray(problems) ? new Set(problems.map(({ row }) => row)).size : 0
  if (of.state === 'refused' && typeof code === 'string') return <>{t_code('refused', code)}</>
  return (
    <span class="folder-detail">
      {faulty > 0 && <span>{t('folder_file.rows', { n: faulty })}</span>}
      {of.import_id !== null && (
        <a class="row-link" href={link_to(`/imports/${of.import_id}`)}>
          {t('folder_file.open')}
        </a>
      )}
    </span>
  )
}
