import { Icon } from '../../interface'
import { t, t_code } from '../../words'
import type { Fault } from './asks'
import {
  type Field,
  type Group,
  is_needed,
  joined,
  kind_of,
  type Part,
  parts_of,
  READS,
  with_parts,
} from './draft'

type FieldRowProps = {
  group: Group
  name: string
  field: Field | null
  columns: readonly string[]
  /** What was read of the first order. */
  sample: string | null
  fault: Fault | null
  on_change: (field: Field | null) => void
}

/** One of our fields: from which columns of the file it comes, and what was read there. */
export function FieldRow(props: FieldRowProps) {
  const { group, name, field, columns, on_change } = props
  const reads = READS[kind_of(group)][name] ?? ['text']
  const parts = parts_of(field)
  const label = t_code('formats.field', `${kind_of(group)}.${name}`)
  const needed = is_needed(group, name)
  const put = (nth: number, part: string) =>
    on_change(
      with_parts(
        field,
        parts.length === 0 ? [part] : parts.map((one, at) => (at === nth ? part : one)),
        reads[0] ?? 'text',
      ),
    )
  return (
    <div class={`format-field${needed && field === null ? ' format-field-wanted' : ''}`}>
      <div class="format-field-name">
        <span>{label}</span>
        {needed && <span class="format-needed">{t('formats.needed')}</span>}
      </div>
      <div class="format-field-columns">
        {(parts.length === 0 ? [''] : parts).map((part, nth) => (
          <ColumnChoice
            key={nth}
            label={label}
            part={part}
            columns={columns}
            on_choose={(chosen) => put(nth, chosen)}
          />
        ))}
        {parts.length > 0 && parts.length < 4 && (
          <ColumnChoice
            label={t('formats.add_column', { field: label })}
            part=""
            columns={columns}
            is_more
            on_choose={(chosen) =>
              on_change(with_parts(field, [...parts, chosen], reads[0] ?? 'text'))
            }
          />
        )}
        {field !== null && (
          <Readings field={field} reads={reads} label={label} on_change={on_change} />
        )}
      </div>
      <Sample sample={props.sample} fault={props.fault} is_set={field !== null} />
    </div>
  )
}

type ColumnChoiceProps = {
  label: string
  part: Part
  columns: readonly string[]
  is_more?: boolean
  on_choose: (column: string) => void
}

/** One column of the file, or none. A choice of columns that came with a format stays as it is. */
export function ColumnChoice({ label, part, columns, is_more, on_choose }: ColumnChoiceProps) {
  const value = typeof part === 'string' ? part : part.join(t('formats.or'))
  const is_strange = value !== '' && !columns.includes(value)
  return (
    <select
      class={`format-column${is_more === true ? ' format-column-more' : ''}`}
      aria-label={label}
      value={value}
      onChange={(event) => on_choose(event.currentTarget.value)}
    >
      <option value="">{t(is_more === true ? 'formats.more' : 'formats.no_column')}</option>
      {is_strange && <option value={value}>{value}</option>}
      {columns.map((column) => (
        <option key={column} value={column}>
          {column}
        </option>
      ))}
    </select>
  )
}

type ReadingsProps = {
  field: Field
  reads: readonly string[]
  label: string
  on_change: (field: Field) => void
}

/** How several columns become one text, and how it is read where there are several ways. */
function Readings({ field, reads, label, on_change }: ReadingsProps) {
  return (
    <>
      {parts_of(field).length > 1 && (
        <select
          class="format-how"
          aria-label={t('formats.how', { field: label })}
          value={field.join === undefined ? 'first' : 'join'}
          onChange={(event) => on_change(joined(field, event.currentTarget.value === 'join'))}
        >
          <option value="join">{t('formats.join')}</option>
          <option value="first">{t('formats.first')}</option>
        </select>
      )}
      {reads.length > 1 && (
        <select
          class="format-how"
          aria-label={t('formats.read', { field: label })}
          value={field.read}
          onChange={(event) => on_change({ ...field, read: event.currentTarget.value })}
        >
          {reads.map((read) => (
            <option key={read} value={read}>
              {t_code('formats.reading', read)}
            </option>
          ))}
        </select>
      )}
    </>
  )
}

function Sample({
  sample,
  fault,
  is_set,
}: {
  sample: string | null
  fault: Fault | null
  is_set: boolean
}) {
  if (fault !== null && fault.code !== 'format_field_missing') {
    return (
      <p class="format-sample format-sample-wrong">
        <Icon name="alert" size_px={14} /> {t_code('formats.fault', fault.code)}
      </p>
    )
  }
  if (!is_set) return null
  return <p class="format-sample">{sample === null ? t('problem.empty') : sample}</p>
}
