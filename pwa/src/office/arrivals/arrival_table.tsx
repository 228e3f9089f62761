import { useState } from 'preact/hooks'
import { Button, Icon, Mark } from '../../interface'
import { Sheet } from '../../sheets'
import { t } from '../../words'
import type { Arrival, Arrivals } from './asks'

type ArrivalTableProps = {
  notices: readonly Arrival[]
  owners: Arrivals['owners']
  on_close: (notice_id: number) => void
  /** Labels for the goods of a notice that have no code of their maker's. */
  on_labels: (notice_id: number) => void
}

/** Notices, each with how much of it has come; a press shows its lines. */
export function ArrivalTable({ notices, owners, on_close, on_labels }: ArrivalTableProps) {
  const [shown, show] = useState<number | null>(null)
  const open = notices.find(({ id }) => id === shown) ?? null
  return (
    <div class="rows-frame">
      <table class="rows">
        <thead>
          <tr>
            <th>{t('arrivals.day')}</th>
            <th>{t('arrivals.number')}</th>
            <th>{t('arrivals.owner')}</th>
            <th>{t('arrivals.supplier')}</th>
            <th class="col-number">{t('arrivals.lines')}</th>
            <th class="arrivals-progress">{t('arrivals.came')}</th>
            <th>{t('arrivals.stage')}</th>
          </tr>
        </thead>
        <tbody>
          {notices.map((notice) => (
            <tr key={notice.id} class="row">
              <td class="nowrap">{notice.expected_on.replaceAll('-', '/')}</td>
              <td>
                <button type="button" class="row-link code" onClick={() => show(notice.id)}>
                  {notice.number}
                </button>
              </td>
              <td>{owners.find(({ code }) => code === notice.owner)?.name ?? notice.owner}</td>
              <td>{notice.supplier}</td>
              <td class="col-number">{notice.lines.length}</td>
              <td class="arrivals-progress">
                <Came of={notice} />
              </td>
              <td>{t(`arrivals.stage.${notice.stage}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {open !== null && (
        <ArrivalSheet
          of={open}
          on_hide={() => show(null)}
          on_close={() => {
            show(null)
            on_close(open.id)
          }}
          on_labels={() => on_labels(open.id)}
        />
      )}
    </div>
  )
}

/** How much of a notice has come: as a bar and in figures. */
function Came({ of }: { of: Arrival }) {
  const expected = of.lines.reduce((sum, line) => sum + line.expected, 0)
  const received = of.lines.reduce((sum, line) => sum + line.received, 0)
  return (
    <span class="arrivals-came">
      <progress value={Math.min(received, expected)} max={Math.max(1, expected)} />
      <span>
        {received} / {expected}
      </span>
    </span>
  )
}

/** Codes of our own begin so; everything else was on the goods when they came. */
const OWN_CODE = 'F-G'

type ArrivalSheetProps = {
  of: Arrival
  on_hide: () => void
  on_close: () => void
  on_labels: () => void
}

function ArrivalSheet({ of, on_hide, on_close, on_labels }: ArrivalSheetProps) {
  const without_code = of.lines.filter(({ code }) => code === null || code.startsWith(OWN_CODE))
  const is_open = of.stage === 'expected' || of.stage === 'arriving'
  return (
    <Sheet title={of.number} close_label={t('common.close')} on_close={on_hide}>
      <div class="rows-frame rows-frame-inside">
        <table class="rows">
          <thead>
            <tr>
              <th>{t('arrivals.product')}</th>
              <th class="col-number">{t('arrivals.expected')}</th>
              <th class="col-number">{t('arrivals.received')}</th>
              <th class="col-number">{t('arrivals.damaged')}</th>
            </tr>
          </thead>
          <tbody>
            {of.lines.map((line) => (
              <tr key={line.sku} class="row">
                <td>
                  {line.name} <span class="code faint">{line.sku}</span>{' '}
                  {line.code === null && <Mark tone="wait">{t('arrivals.no_code')}</Mark>}
                </td>
                <td class="col-number">{line.expected}</td>
                <td class="col-number">
                  <span class="arrivals-received">
                    {line.received >= line.expected && <Icon name="check" size_px={14} />}
                    {line.received}
                  </span>
                </td>
                <td class={`col-number ${line.damaged > 0 ? 'count-bad' : 'count-none'}`}>
                  {line.damaged}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {without_code.length > 0 && (
        <div class="sheet-actions">
          <Button icon="tag" on_press={on_labels}>
            {t('arrivals.labels', {
              n: without_code.reduce((sum, { expected }) => sum + expected, 0),
            })}
          </Button>
        </div>
      )}
      {is_open && (
        <>
          <p class="faint">
            {t(of.stage === 'expected' ? 'arrivals.withdraw.hint' : 'arrivals.close.hint')}
          </p>
          <div class="sheet-actions">
            <Button icon="close" on_press={on_close}>
              {t(of.stage === 'expected' ? 'arrivals.withdraw' : 'arrivals.close')}
            </Button>
          </div>
        </>
      )}
    </Sheet>
  )
}
