import { useState } from 'preact/hooks'
import { day_and_time, Icon, Quiet, Spinner } from '../../interface'
import { t } from '../../words'
import { link_to } from '../address'
import { Age } from '../age'
import type { Refusal } from '../ask'
import { shop_name } from '../names'
import { ask_formats } from '../own_formats'
import { Page } from '../page'
import { Trouble } from '../trouble'
import { use_answer } from '../use_answer'
import { type Format, retire_format } from './asks'

/** フォーマット: every layout that was made here, by shop. */
export function FormatsPage() {
  const answer = use_answer('formats', ask_formats, ({ topic }) =>
    topic.startsWith('order_format:'),
  )
  const [refusal, refuse] = useState<Refusal | null>(null)
  const formats = (answer.value?.formats ?? []).filter(({ is_retired }) => !is_retired)
  const retire = async (format_id: number) => {
    refuse((await retire_format(format_id)).refusal)
    answer.again()
  }
  return (
    <Page
      title={t('formats.title')}
      long
      actions={
        <>
          <Age of={answer} />
          <a class="button button-primary" href={link_to('/formats/new')}>
            <Icon name="plus" />
            {t('formats.make')}
          </a>
        </>
      }
    >
      <a class="back" href={link_to('/imports')}>
        <Icon name="arrow_left" size_px={16} />
        {t('imports.title')}
      </a>
      <p class="faint">{t('formats.what')}</p>
      {refusal !== null && <Trouble refusal={refusal} />}
      {answer.refusal !== null && <Trouble refusal={answer.refusal} again={answer.again} />}
      {answer.value === null && answer.refusal === null && <Spinner label={t('common.wait')} />}
      {answer.value !== null && formats.length === 0 && (
        <Quiet icon="file" title={t('formats.none')} />
      )}
      {formats.length > 0 && <FormatTable formats={formats} on_retire={(id) => void retire(id)} />}
    </Page>
  )
}

type FormatTableProps = { formats: readonly Format[]; on_retire: (format_id: number) => void }

function FormatTable({ formats, on_retire }: FormatTableProps) {
  return (
    <div class="rows-frame rows-frame-inside">
      <table class="rows">
        <thead>
          <tr>
            <th>{t('formats.name')}</th>
            <th>{t('imports.shop')}</th>
            <th class="col-number">{t('formats.version')}</th>
            <th>{t('imports.who')}</th>
            <th class="col-time">{t('formats.saved_at')}</th>
            <th>{t('formats.do')}</th>
          </tr>
        </thead>
        <tbody>
          {formats.map((one) => (
            <tr key={one.id} class="row">
              <td>
                <a class="row-link" href={link_to(`/formats/${one.id}`)}>
                  {one.name}
                </a>
              </td>
              <td>{shop_name(one.shop)}</td>
              <td class="col-number">{one.version}</td>
              <td>{one.made_by ?? ''}</td>
              <td class="col-time faint">{day_and_time(one.made_at)}</td>
              <td class="col-time nowrap">
                <a
                  class="button button-quiet"
                  href={`/api/v1/order-formats/${one.id}/export`}
                  download
                >
                  <Icon name="download" size_px={16} />
                  {t('formats.export')}
                </a>
                <button type="button" class="button button-quiet" onClick={() => on_retire(one.id)}>
                  {t('formats.retire')}
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
