import './blocks.css'
import { Button, IconButton } from '../../interface'
import { t, type Word } from '../../words'
import { new_line_block, question_about } from './draft'
import type { Editing } from './editing'
import { PartCount, Problems } from './part_notes'
import { QuestionRow } from './question_row'
import { type Block, type BlockKind, new_block } from './tree'

const KINDS: readonly BlockKind[] = ['all', 'any']
const LINE_KINDS: readonly BlockKind[] = ['line_all', 'line_any']
const DEPTH_MAX = 6

type BlockBoxProps = {
  block: Block
  editing: Editing
  depth?: number
  of_line?: boolean
}

/** A block of questions and blocks, and how they belong together. */
export function BlockBox({ block, editing, depth = 0, of_line = false }: BlockBoxProps) {
  const is_line = block.kind === 'line_all' || block.kind === 'line_any'
  const inside_line = of_line || is_line
  return (
    <div class={`rule-block rule-block-${block.kind}${block.negated ? ' rule-block-not' : ''}`}>
      <div class="rule-block-head">
        <KindChoice block={block} editing={editing} />
        {(!of_line || is_line) && <PartCount part={block.key} editing={editing} />}
        {depth > 0 && (
          <IconButton
            icon="close"
            label={t('rule.remove')}
            on_press={() => editing.replace(block.key, null)}
          />
        )}
      </div>
      <Problems part={block.key} editing={editing} />
      {block.inside.length === 0 && <p class="rule-hint">{t('rule.block.empty')}</p>}
      <ul class="rule-inside">
        {block.inside.map((one) =>
          one.kind === 'question' ? (
            <QuestionRow key={one.key} question={one} of_line={inside_line} editing={editing} />
          ) : (
            <li key={one.key}>
              <BlockBox block={one} editing={editing} depth={depth + 1} of_line={inside_line} />
            </li>
          ),
        )}
      </ul>
      <Adders block={block} editing={editing} depth={depth} of_line={inside_line} />
    </div>
  )
}

function KindChoice({ block, editing }: { block: Block; editing: Editing }) {
  const kinds = KINDS.includes(block.kind) ? KINDS : LINE_KINDS
  return (
    <select
      class="rule-select rule-kind"
      aria-label={t('rule.block.kind')}
      value={`${block.negated ? 'not_' : ''}${block.kind}`}
      onChange={(event) => {
        const chosen = event.currentTarget.value
        const negated = chosen.startsWith('not_')
        const kind = chosen.replace('not_', '') as BlockKind
        editing.replace(block.key, { ...block, negated, kind })
      }}
    >
      {[...kinds, ...kinds.map((kind) => `not_${kind}`)].map((value) => (
        <option key={value} value={value}>
          {t(`rule.block.${value}` as Word)}
        </option>
      ))}
    </select>
  )
}

type AddersProps = { block: Block; editing: Editing; depth: number; of_line: boolean }

function Adders({ block, editing, depth, of_line }: AddersProps) {
  const { facts } = editing.language
  const fact = facts.find((one) => one.of_line === of_line)
  const add = (node: Block['inside'][number]) =>
    editing.replace(block.key, { ...block, inside: [...block.inside, node] })
  if (fact === undefined) return null
  return (
    <div class="rule-adders">
      <Button kind="quiet" icon="plus" on_press={() => add(question_about(fact))}>
        {t('rule.add.question')}
      </Button>
      {depth < DEPTH_MAX && (
        <Button
          kind="quiet"
          icon="plus"
          on_press={() =>
            add(new_block(block.kind === 'all' ? 'any' : 'all', [question_about(fact)]))
          }
        >
          {t('rule.add.block')}
        </Button>
      )}
      {depth < DEPTH_MAX && !of_line && (
        <Button kind="quiet" icon="plus" on_press={() => add(new_line_block(facts))}>
          {t('rule.add.line')}
        </Button>
      )}
    </div>
  )
}
