import { Button } from '../../interface'
import { t } from '../../words'
import type { Fault, Trial } from './asks'
import { field_of, type Group, kind_of, READS, type Told, with_field } from './draft'
import { FieldRow } from './field_row'
import { RuleRows } from './rule_rows'

type MappingProps = {
  told: Told
  trial: Trial | null
  on_change: (told: Told) => void
}

/** Which column is which of our fields: the order's, the address's, the line's; what is left out. */
export function Mapping({ told, trial, on_change }: MappingProps) {
  const columns = [...new Set((trial?.header ?? []).filter((name) => name !== ''))]
  const group = (which: Group, title: string) => (
    <GroupRows
      key={which}
      group={which}
      title={title}
      told={told}
      trial={trial}
      columns={columns}
      on_change={on_change}
    />
  )
  return (
    <div class="format-mapping">
      {group('order', t('formats.group.order'))}
      {told.consignees.map((_, nth) =>
        group(
          `consignees.${nth}`,
          t(nth === 0 ? 'formats.group.consignee' : 'formats.group.consignee.else'),
        ),
      )}
      <Button
        kind="quiet"
        icon={told.consignees.length > 1 ? 'close' : 'plus'}
        on_press={() =>
          on_change({
            ...told,
            consignees:
              told.consignees.length > 1
                ? told.consignees.slice(0, 1)
                : [...told.consignees, structuredClone(told.consignees[0] ?? {})],
          })
        }
      >
        {t(told.consignees.length > 1 ? 'formats.else.remove' : 'formats.else.add')}
      </Button>
      {group('line', t('formats.group.line'))}
      <WholeFile told={told} on_change={on_change} />
      <RuleRows told={told} columns={columns} on_change={on_change} />
    </div>
  )
}

type GroupRowsProps = MappingProps & {
  group: Group
  title: string
  columns: readonly string[]
}

function GroupRows({ group, title, told, trial, columns, on_change }: GroupRowsProps) {
  return (
    <section class="format-group" aria-label={title}>
      <h2>{title}</h2>
      {Object.keys(READS[kind_of(group)]).map((name) => (
        <FieldRow
          key={name}
          group={group}
          name={name}
          field={field_of(told, group, name)}
          columns={columns}
          sample={sample_of(trial, group, name)}
          fault={fault_at(trial, `${group}.${name}`)}
          on_change={(field) => on_change(with_field(told, group, name, field))}
        />
      ))}
    </section>
  )
}

/** What was read of the first order; of the second address nothing is shown, the first may be filled. */
function sample_of(trial: Trial | null, group: Group, name: string): string | null {
  const first = trial?.orders[0]
  if (first === undefined || group === 'consignees.1') return null
  if (group !== 'line') return first.fields_read[`${kind_of(group)}.${name}`] ?? null
  const line = first.lines[0]
  const said = line?.[name as 'sku']
  return said === undefined ? null : String(said)
}

function fault_at(trial: Trial | null, where: string): Fault | null {
  return trial?.faults.find((one) => one.where === where) ?? null
}

function WholeFile({ told, on_change }: { told: Told; on_change: (told: Told) => void }) {
  return (
    <section class="format-group" aria-label={t('formats.group.file')}>
      <h2>{t('formats.group.file')}</h2>
      <label class="format-line">
        <span>{t('formats.order_cells')}</span>
        <select
          class="format-column"
          value={told.order_cells}
          onChange={(event) => on_change({ ...told, order_cells: event.currentTarget.value })}
        >
          <option value="every_row">{t('formats.order_cells.every_row')}</option>
          <option value="first_row">{t('formats.order_cells.first_row')}</option>
        </select>
      </label>
      <label class="format-line">
        <span>{t('formats.changes_orders')}</span>
        <select
          class="format-column"
          value={told.changes_orders === true ? 'yes' : 'no'}
          onChange={(event) =>
            on_change({ ...told, changes_orders: event.currentTarget.value === 'yes' })
          }
        >
          <option value="no">{t('formats.changes_orders.no')}</option>
          <option value="yes">{t('formats.changes_orders.yes')}</option>
        </select>
      </label>
    </section>
  )
}
