import { Button, IconButton } from '../../interface'
import { t, t_code } from '../../words'
import {
  type Asked,
  asked_by,
  type KindOfRule,
  MEANS,
  RULE_KINDS,
  type Rule,
  type RuleKind,
  rules_of,
  type Told,
  typed_words,
  with_rule,
  with_words,
  words_of,
} from './draft'
import { ColumnChoice } from './field_row'

type RuleRowsProps = {
  told: Told
  columns: readonly string[]
  on_change: (told: Told) => void
}

/** What a cell says about whether an order, or a line, is to be shipped at all. */
export function RuleRows({ told, columns, on_change }: RuleRowsProps) {
  const add = () =>
    on_change(
      with_rule(told, null, {
        kind: 'refused',
        rule: { column: columns[0] ?? '-', is: [''], means: 'order_is_cancelled' },
      }),
    )
  return (
    <section class="format-group" aria-label={t('formats.rules')}>
      <h2>{t('formats.rules')}</h2>
      <p class="faint">{t('formats.rules.hint')}</p>
      {rules_of(told).map((at) => (
        <RuleRow
          key={`${at.kind} ${at.nth}`}
          at={at}
          columns={columns}
          on_change={(to) => on_change(with_rule(told, at, to))}
        />
      ))}
      <Button kind="quiet" icon="plus" on_press={add}>
        {t('formats.rules.add')}
      </Button>
    </section>
  )
}

type RuleRowProps = {
  at: KindOfRule
  columns: readonly string[]
  on_change: (to: { kind: RuleKind; rule: Rule } | null) => void
}

function RuleRow({ at: { kind, rule }, columns, on_change }: RuleRowProps) {
  const asked = asked_by(rule)
  const say = (next: Rule) => on_change({ kind, rule: next })
  return (
    <div class="format-rule">
      <ColumnChoice
        label={t('formats.rules.column')}
        part={rule.column}
        columns={columns}
        on_choose={(column) => say({ ...rule, column: column === '' ? rule.column : column })}
      />
      <input
        class="format-words"
        aria-label={t('formats.rules.words')}
        placeholder={t('formats.rules.words.hint')}
        value={words_of(rule).join('、')}
        onChange={(event) => say(with_words(rule, asked, typed_words(event.currentTarget.value)))}
      />
      <select
        class="format-how"
        aria-label={t('formats.rules.asked')}
        value={asked}
        onChange={(event) =>
          say(with_words(rule, event.currentTarget.value as Asked, words_of(rule)))
        }
      >
        {(['is', 'is_not', 'begins_with'] as const).map((one) => (
          <option key={one} value={one}>
            {t(`formats.rules.${one}`)}
          </option>
        ))}
      </select>
      <select
        class="format-how"
        aria-label={t('formats.rules.means')}
        value={`${kind} ${rule.means}`}
        onChange={(event) => {
          const [to_kind, means = ''] = event.currentTarget.value.split(' ')
          on_change({ kind: to_kind as RuleKind, rule: { ...rule, means } })
        }}
      >
        {RULE_KINDS.flatMap((one) =>
          MEANS[one].map((means) => (
            <option key={`${one} ${means}`} value={`${one} ${means}`}>
              {t_code(`formats.means.${one}`, means)}
            </option>
          )),
        )}
      </select>
      <IconButton icon="close" label={t('formats.rules.remove')} on_press={() => on_change(null)} />
      {rule.unless !== undefined && (
        <p class="faint">
          {t('formats.rules.unless', {
            column: rule.unless.column,
            words: rule.unless.contains.join('、'),
          })}
        </p>
      )}
    </div>
  )
}
