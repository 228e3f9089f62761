// A format while it is being made: what can be asked of it, and changed in it. Pure.

export type Part = string | string[]
export type Field = {
  from?: string[]
  join?: Part[]
  between?: string
  read: string
  required?: string
}
export type Rule = {
  column: string
  is?: string[]
  is_not?: string[]
  begins_with?: string[]
  unless?: { column: string; contains: string[] }
  means: string
}
export type Told = {
  zone?: string
  order_cells: string
  changes_orders?: boolean
  order: Record<string, Field>
  consignees: Record<string, Field>[]
  line: Record<string, Field>
  destination?: Field
  refused?: Rule[]
  lines_refused?: Rule[]
  lines_left_out?: Rule[]
}
/** A group of fields: the order, one of the addresses, the line. */
export type Group = 'order' | 'line' | `consignees.${number}`

/** How each field is read, the usual way first: as server/exchange/order_files/checking.py has it. */
export const READS: Record<'order' | 'consignee' | 'line', Record<string, readonly string[]>> = {
  order: {
    external_no: ['code', 'text'],
    ordered_at: ['moment'],
    carrier: ['text', 'bracketed'],
    delivery_date: ['day'],
    delivery_slot: ['slot', 'bracketed', 'text'],
    is_gift: ['flag'],
    note: ['text'],
    total_yen: ['yen'],
    payment: ['text'],
    subscription_number: ['times'],
    customer_rank: ['text'],
    coupon: ['text'],
    customer_mail: ['text'],
    customer_phone: ['phone', 'text'],
  },
  consignee: {
    name: ['text'],
    kana: ['text'],
    company: ['text'],
    postal_code: ['postal_code', 'text'],
    prefecture: ['text'],
    address: ['text'],
    building: ['text'],
    phone: ['phone', 'text'],
  },
  line: {
    sku: ['code', 'text'],
    name: ['text'],
    quantity_pieces: ['quantity'],
    price_yen: ['yen'],
  },
}
export const NEEDED = ['external_no', 'ordered_at', 'name', 'address', 'sku', 'quantity_pieces']
export const MEANS = {
  refused: [
    'order_is_cancelled',
    'not_to_ship_yet',
    'not_paid_yet',
    'payment_status_unknown',
    'already_shipped',
  ],
  lines_left_out: ['needs_no_shipping', 'already_shipped'],
  lines_refused: ['line_partly_shipped'],
} as const
export type RuleKind = keyof typeof MEANS
export const RULE_KINDS = Object.keys(MEANS) as RuleKind[]

export const NOTHING: Told = {
  zone: 'Asia/Tokyo',
  order_cells: 'every_row',
  changes_orders: false,
  order: {},
  consignees: [{}],
  line: {},
  refused: [],
  lines_refused: [],
  lines_left_out: [],
}

/** What kind of group a group is. */
export function kind_of(group: Group): 'order' | 'consignee' | 'line' {
  return group === 'order' || group === 'line' ? group : 'consignee'
}

/** Whether an order cannot be without a field. A line may do without a name, an address may not. */
export function is_needed(group: Group, name: string): boolean {
  if (name === 'name') return kind_of(group) === 'consignee'
  return NEEDED.includes(name)
}

export function field_of(told: Told, group: Group, name: string): Field | null {
  return fields_of(told, group)[name] ?? null
}

function fields_of(told: Told, group: Group): Record<string, Field> {
  if (group === 'order' || group === 'line') return told[group]
  return told.consignees[Number(group.slice('consignees.'.length))] ?? {}
}

/** The format with another field, or without it (null). */
export function with_field(told: Told, group: Group, name: string, field: Field | null): Told {
  const { [name]: _, ...rest } = fields_of(told, group)
  const fields = field === null ? rest : { ...rest, [name]: field }
  if (group === 'order' || group === 'line') return { ...told, [group]: fields }
  const nth = Number(group.slice('consignees.'.length))
  return { ...told, consignees: told.consignees.map((one, at) => (at === nth ? fields : one)) }
}

/** The columns of a field, one after the other. */
export function parts_of(field: Field | null): Part[] {
  return field === null ? [] : (field.join ?? field.from ?? [])
}

/** The field with other columns; of several it keeps whether they are joined. */
export function with_parts(
  field: Field | null,
  parts: readonly Part[],
  usual_read: string,
): Field | null {
  const filled = parts.filter((part) => part !== '')
  if (filled.length === 0) return null
  const { from, join, between, ...rest } = field ?? { read: usual_read }
  const kept = between === undefined ? {} : { between }
  const is_joined = join !== undefined || from === undefined || from.length < 2
  if (filled.some((part) => typeof part !== 'string') || (is_joined && filled.length > 1)) {
    return { join: [...filled], ...kept, ...rest }
  }
  return { from: filled as string[], ...rest }
}

/** Join the columns of a field, or take the first that holds something. */
export function joined(field: Field, is_joined: boolean): Field {
  const { from, join, between, ...rest } = field
  const parts = join ?? from ?? []
  return is_joined ? { join: parts, ...rest } : { from: parts.flat(), ...rest }
}

/** A column's name as names are compared. */
export function header_key(name: string): string {
  return name.normalize('NFKC').replace(/\s+/g, '').toLowerCase()
}

/** Column → the fields it is read for, each as `order.external_no`. */
export function uses_of(told: Told): Map<string, string[]> {
  const uses = new Map<string, string[]>()
  const note = (path: string, fields: Record<string, Field>) => {
    for (const [name, field] of Object.entries(fields)) {
      for (const column of parts_of(field).flat()) {
        const key = header_key(column)
        uses.set(key, [...(uses.get(key) ?? []), `${path}.${name}`])
      }
    }
  }
  note('order', told.order)
  for (const block of told.consignees) note('consignee', block)
  note('line', told.line)
  return uses
}

export type KindOfRule = { kind: RuleKind; nth: number; rule: Rule }

/** All rules in one list, as a page shows them. */
export function rules_of(told: Told): KindOfRule[] {
  return RULE_KINDS.flatMap((kind) => (told[kind] ?? []).map((rule, nth) => ({ kind, nth, rule })))
}

/** The format with another rule in a place, without it (null), or with one more. */
export function with_rule(
  told: Told,
  at: { kind: RuleKind; nth: number } | null,
  to: { kind: RuleKind; rule: Rule } | null,
): Told {
  const next = { ...told }
  if (at !== null && at.kind === to?.kind) {
    const rule = to.rule
    next[at.kind] = (told[at.kind] ?? []).map((one, nth) => (nth === at.nth ? rule : one))
    return next
  }
  if (at !== null) next[at.kind] = (told[at.kind] ?? []).filter((_, nth) => nth !== at.nth)
  if (to !== null) next[to.kind] = [...(next[to.kind] ?? []), to.rule]
  return next
}

export type Asked = 'is' | 'is_not' | 'begins_with'

/** How a rule asks its cell. */
export function asked_by(rule: Rule): Asked {
  if (rule.is_not !== undefined) return 'is_not'
  return rule.begins_with === undefined ? 'is' : 'begins_with'
}

export function words_of(rule: Rule): string[] {
  return rule[asked_by(rule)] ?? []
}

export function with_words(rule: Rule, asked: Asked, words: string[]): Rule {
  const { is: _is, is_not: _is_not, begins_with: _begins, ...rest } = rule
  return { ...rest, [asked]: words }
}

/** Words as somebody types them: parted by commas; nothing typed is an empty cell. */
export function typed_words(text: string): string[] {
  return text.split(/[,、，]/).map((word) => word.trim())
}
