// A condition as the editor holds it: every block knows whether it is meant the other way round, and has a key.
// Pure; what is written down again means the same as what was read.

export type BlockKind = 'all' | 'any' | 'line_all' | 'line_any'
export type Question = {
  key: number
  kind: 'question'
  negated: boolean
  fact: string
  op: string
  value: unknown
}
export type Block = { key: number; kind: BlockKind; negated: boolean; inside: Node[] }
export type Node = Question | Block
/** A condition as the server knows it. */
export type Condition = Record<string, unknown>

let last_key = 0
const new_key = () => {
  last_key += 1
  return last_key
}

export function new_block(kind: BlockKind, inside: Node[] = []): Block {
  return { key: new_key(), kind, negated: false, inside }
}

export function new_question(fact: string, op: string, value: unknown): Question {
  return { key: new_key(), kind: 'question', negated: false, fact, op, value }
}

/** Read a condition; the outermost is always a block, so that something can be added to it. */
export function tree_of(condition: Condition): Block {
  const node = node_of(condition)
  return node.kind === 'question' ? new_block('all', [node]) : node
}

function node_of(condition: Condition): Node {
  if ('not' in condition) {
    const inner = node_of(condition['not'] as Condition)
    return { ...inner, negated: !inner.negated }
  }
  if ('some_line' in condition) return line_block(condition['some_line'] as Condition)
  for (const kind of ['all', 'any'] as const) {
    if (kind in condition) return new_block(kind, (condition[kind] as Condition[]).map(node_of))
  }
  const { fact, op, value } = condition
  return new_question(String(fact), String(op), value ?? null)
}

function line_block(condition: Condition): Block {
  const inner = node_of(condition)
  if (inner.kind === 'question' || inner.negated) return new_block('line_all', [inner])
  return { ...inner, kind: inner.kind === 'any' ? 'line_any' : 'line_all' }
}

/** Write it down as the server knows it. */
export function condition_of(node: Node): Condition {
  const plain = plain_condition(node)
  return node.negated ? { not: plain } : plain
}

function plain_condition(node: Node): Condition {
  if (node.kind === 'question') {
    const { fact, op, value } = node
    return op === 'is_empty' ? { fact, op } : { fact, op, value }
  }
  const inside = node.inside.map(condition_of)
  if (node.kind === 'line_all') return { some_line: { all: inside } }
  if (node.kind === 'line_any') return { some_line: { any: inside } }
  return { [node.kind]: inside }
}

/** Where each part stands for the server, as in `when.all.0`: key → path. */
export function paths_of(node: Node, path = 'when'): Map<number, string> {
  const paths = new Map([[node.key, path]])
  if (node.kind === 'question') return paths
  const own = node.negated ? `${path}.not` : path
  const block = { line_all: 'some_line.all', line_any: 'some_line.any', all: 'all', any: 'any' }
  node.inside.forEach((one, nth) => {
    for (const [key, at] of paths_of(one, `${own}.${block[node.kind]}.${nth}`)) paths.set(key, at)
  })
  return paths
}

/** Put another node in the place of one; none takes it out. */
export function replaced(node: Block, key: number, by: Node | null): Block {
  if (node.key === key) return by !== null && by.kind !== 'question' ? by : node
  const inside = node.inside.flatMap((one) => {
    if (one.key === key) return by === null ? [] : [by]
    return [one.kind === 'question' ? one : replaced(one, key, by)]
  })
  return { ...node, inside }
}
