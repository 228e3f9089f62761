import { Button, day_and_time, Icon, Notice } from '../../interface'
import { has_words, t, t_code } from '../../words'
import type { ImportPreview } from '../answers'
import { carrier_name, shop_name } from '../names'
import { own_format_name } from '../own_formats'
import { ProblemTable, Reasons } from './problem_table'
import { Tally } from './tally'

type PreviewProps = {
  preview: ImportPreview
  file_name: string
  busy: boolean
  on_confirm: () => void
  on_cancel: () => void
}

/** What would come in: counted, with examples, and every row that cannot, with its reason. Nothing is kept yet. */
export function Preview({ preview, file_name, busy, on_confirm, on_cancel }: PreviewProps) {
  const nothing_new = preview.orders_new === 0
  return (
    <section class="panel preview" aria-label={t('imports.preview')}>
      <header class="preview-head">
        <div>
          <h2>{file_name}</h2>
          <p class="faint">
            {t('imports.read_as', {
              shop: shop_name(preview.shop),
              profile: profile_name(preview.profile),
              encoding: encoding_name(preview.encoding),
              rows: preview.rows,
            })}
          </p>
        </div>
        <div class="preview-actions">
          <Button kind="quiet" disabled={busy} on_press={on_cancel}>
            {t(nothing_new ? 'common.close' : 'common.cancel')}
          </Button>
          {!nothing_new && (
            <Button kind="primary" icon="check" busy={busy} on_press={on_confirm}>
              {t('imports.confirm', { n: preview.orders_new })}
            </Button>
          )}
        </div>
      </header>
      <div class="tallies">
        <Tally
          tone="ok"
          icon="plus"
          n={preview.orders_new}
          words={t('imports.new')}
          hint={t('imports.new.hint')}
        />
        {preview.orders_changed > 0 && (
          <Tally
            tone="wait"
            icon="refresh"
            n={preview.orders_changed}
            words={t('imports.changed')}
            hint={t('imports.changed.hint')}
          />
        )}
        <Tally
          tone="calm"
          icon="check"
          n={preview.orders_duplicate}
          words={t('imports.duplicate')}
          hint={t('imports.duplicate.hint')}
        />
        <Tally
          tone={preview.rows_rejected > 0 ? 'ng' : 'calm'}
          icon="close"
          n={preview.rows_rejected}
          words={t('imports.rejected')}
          {...(nothing_new ? {} : { hint: t('imports.rejected.hint') })}
        />
      </div>
      {nothing_new ? <NothingNew preview={preview} /> : <Warnings preview={preview} />}
      {preview.problems.length > 0 && (
        <>
          <h3>{t('imports.problems')}</h3>
          {preview.rows_rejected > Object.keys(preview.reasons).length && (
            <Reasons reasons={preview.reasons} />
          )}
          <ProblemTable problems={preview.problems} rejected={preview.rows_rejected} />
        </>
      )}
      {!nothing_new && preview.sample.length > 0 && (
        <>
          <h3>{t('imports.sample')}</h3>
          <SampleTable preview={preview} />
        </>
      )}
    </section>
  )
}

function NothingNew({ preview }: { preview: ImportPreview }) {
  const all_known = preview.rows_rejected === 0 && preview.orders_duplicate > 0
  return (
    <Notice tone={all_known ? 'done' : 'wait'} icon={all_known ? 'check' : 'alert'}>
      {all_known
        ? t('imports.all_known', { rows: preview.rows })
        : t('imports.nothing_new', {
            known: preview.rows_duplicate,
            rejected: preview.rows_rejected,
          })}
    </Notice>
  )
}

/** What to know before confirming: this file was here before, or came for another shop. */
function Warnings({ preview }: { preview: ImportPreview }) {
  return (
    <>
      {preview.warnings.map(({ code, detail }) => (
        <Notice key={code} tone="wait" icon="alert">
          {t_code('import_warning', code, {
            name: String(detail['name'] ?? ''),
            at: typeof detail['at'] === 'string' ? day_and_time(detail['at']) : '',
          })}
        </Notice>
      ))}
    </>
  )
}

function SampleTable({ preview }: { preview: ImportPreview }) {
  return (
    <div class="rows-frame rows-frame-inside">
      <table class="rows">
        <thead>
          <tr>
            <th>{t('orders.order')}</th>
            <th>{t('orders.ordered_at')}</th>
            <th>{t('orders.carrier')}</th>
            <th>{t('orders.amount')}</th>
            <th>{t('line.product')}</th>
          </tr>
        </thead>
        <tbody>
          {preview.sample.map((order) => (
            <tr key={order.external}>
              <td>
                <strong>{order.external}</strong>
              </td>
              <td class="faint">
                {order.ordered_at == null ? '' : day_and_time(order.ordered_at)}
              </td>
              <td>{carrier_name(order.carrier)}</td>
              <td>{t('orders.lines_pieces', { lines: order.lines, pieces: order.pieces })}</td>
              <td class="clip">{order.items.join(t('history.and'))}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {preview.orders_new > preview.sample.length && (
        <p class="more">
          <Icon name="more" size_px={14} />
          {t('imports.sample.more', { n: preview.orders_new - preview.sample.length })}
        </p>
      )}
    </div>
  )
}

export function profile_name(profile: string): string {
  return own_format_name(profile) ?? t_code('profile', profile)
}

/** `cp932` is what Japanese office software calls Shift_JIS. */
export function encoding_name(encoding: string): string {
  const key = `encoding.${encoding.replace(/[^a-z0-9]/gi, '_').toLowerCase()}`
  return has_words(key) ? t(key) : encoding
}
