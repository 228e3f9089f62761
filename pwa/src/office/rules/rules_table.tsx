import { useMemo } from 'preact/hooks'
import { day_and_time } from '../../interface'
import { t } from '../../words'
import { link_to } from '../address'
import type { RuleCard, RuleLanguage } from './asks'
import { actions_said, condition_said } from './said'
import { SwitchBox } from './switch_box'
import type { Condition } from './tree'

type RulesTableProps = {
  owner: string
  rules: readonly RuleCard[]
  language: RuleLanguage
  on_switch: (card: RuleCard, on: boolean) => void
}

/** Rules in the order in which they are asked, each as a sentence. */
export function RulesTable({ owner, rules, language, on_switch }: RulesTableProps) {
  const facts = useMemo(() => new Map(language.facts.map((fact) => [fact.fact, fact])), [language])
  const in_turn = [...rules].sort((a, b) => priority_of(b) - priority_of(a) || a.id - b.id)
  return (
    <div class="rows-frame">
      <table class="rows rules">
        <thead>
          <tr>
            <th>{t('rules.col.on')}</th>
            <th>{t('rules.col.rule')}</th>
            <th>{t('rules.col.does')}</th>
            <th class="col-number">{t('rules.col.priority')}</th>
            <th>{t('rules.col.saved')}</th>
          </tr>
        </thead>
        <tbody>
          {in_turn.map((card) => (
            <tr key={card.id} class={card.on ? '' : 'rule-off'}>
              <td>
                <SwitchBox card={card} bare on_switch={(on) => on_switch(card, on)} />
              </td>
              <td>
                <a class="row-link" href={link_to(`/rules/${card.id}`, { owner })}>
                  {String(card.rule['name'])}
                </a>
                <p class="rule-sentence">{condition_said(card.rule['when'] as Condition, facts)}</p>
              </td>
              <td>
                <ul class="rule-effects">
                  {actions_said(card.rule).map((said) => (
                    <li key={said}>{said}</li>
                  ))}
                </ul>
              </td>
              <td class="col-number">{priority_of(card)}</td>
              <td class="col-time-saved">
                {t('rules.version', { n: card.version })}
                <span class="row-under">
                  {t('rule.by', { name: card.saved_by ?? '', at: day_and_time(card.saved_at) })}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function priority_of(card: RuleCard): number {
  return Number(card.rule['priority'] ?? 0)
}
