import { Icon } from '../../interface'
import { t } from '../../words'
import type { Asked } from './asks'
import { decided, type FactsByName, value_said } from './said'

/** The questions that decided, each with what the order really is. */
export function AskedList({ asked, facts }: { asked: readonly Asked[]; facts: FactsByName }) {
  return (
    <ul class="rule-asked">
      {asked.map((one) => {
        const { fits, said } = decided(one, facts)
        return (
          <li key={`${one.path} ${one.line}`} class={fits ? 'rule-fits' : 'rule-fits-not'}>
            <Icon name={fits ? 'circle' : 'close'} size_px={12} weight={3} />
            <span>
              {one.line !== null && <b>{t('why.line', { n: one.line })} </b>}
              {said}
              <span class="rule-actual">
                {t('why.actual', { value: value_said(facts.get(one.fact), one.actual) })}
              </span>
            </span>
          </li>
        )
      })}
    </ul>
  )
}
