import { Icon } from '../../interface'
import { t } from '../../words'
import type { Asked } from './asks'
import { type FactsByName, question_said, value_said } from './said'

/** The questions that decided, each with what the order really is. */
export function AskedList({ asked, facts }: { asked: readonly Asked[]; facts: FactsByName }) {
  return (
    <ul class="rule-asked">
      {asked.map((one) => (
        <li key={`${one.path} ${one.line}`} class={one.fits ? 'rule-fits' : 'rule-fits-not'}>
          <Icon name={one.fits ? 'circle' : 'close'} size_px={12} weight={3} />
          <span>
            {one.line !== null && <b>{t('why.line', { n: one.line })} </b>}
            {question_said(one, facts)}
            <span class="rule-actual">
              {t('why.actual', { value: value_said(facts.get(one.fact), one.actual) })}
            </span>
          </span>
        </li>
      ))}
    </ul>
  )
}
