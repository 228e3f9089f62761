import { day_and_time } from '../../interface'
import { t, t_code } from '../../words'
import { carrier_name } from '../names'
import type { NumberFile, NumbersTaken } from './asks'

/** The files of numbers that came back, and how many of their rows were of use. */
export function NumberFiles({ files }: { files: readonly NumberFile[] }) {
  return (
    <section class="slip-files" aria-label={t('slips.numbers')}>
      <h2>{t('slips.numbers')}</h2>
      <div class="rows-frame rows-frame-inside">
        <table class="rows">
          <thead>
            <tr>
              <th>{t('slips.file')}</th>
              <th>{t('slips.carrier')}</th>
              <th class="col-number">{t('slips.numbers.noted')}</th>
              <th class="col-number">{t('slips.numbers.known')}</th>
              <th class="col-number">{t('slips.numbers.rejected')}</th>
              <th>{t('slips.who')}</th>
              <th class="col-time">{t('slips.when')}</th>
            </tr>
          </thead>
          <tbody>
            {files.map((file) => (
              <tr key={file.id} class="row">
                <td>{file.name}</td>
                <td>{carrier_name(file.carrier)}</td>
                <td class={`col-number count-${file.noted > 0 ? 'full' : 'none'}`}>{file.noted}</td>
                <td class="col-number count-none">{file.known}</td>
                <td class={`col-number ${file.rejected > 0 ? 'count-bad' : 'count-none'}`}>
                  {file.rejected}
                </td>
                <td>{file.taken_by ?? ''}</td>
                <td class="col-time faint">{day_and_time(file.taken_at)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

/** The rows of a file that were of no use, each with why. */
export function RejectedNumbers({ rows }: { rows: NumbersTaken['rows'] }) {
  return (
    <div class="rows-frame rows-frame-inside">
      <table class="rows">
        <thead>
          <tr>
            <th class="col-number">{t('slips.row')}</th>
            <th>{t('slips.shipment')}</th>
            <th>{t('slips.tracking_no')}</th>
            <th>{t('slips.why')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((one) => (
            <tr key={one.row} class="row">
              <td class="col-number">{one.row}</td>
              <td class="code">{one.number}</td>
              <td class="code">{one.tracking_no}</td>
              <td>{t_code('slips.rejected', one.code)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
