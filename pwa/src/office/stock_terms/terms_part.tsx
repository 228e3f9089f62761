import type { ComponentChildren } from 'preact'
import { Icon, type IconName, Spinner } from '../../interface'
import { t } from '../../words'
import type { Refusal } from '../ask'
import { Trouble } from '../trouble'
import type { Answer } from '../use_answer'

type TermsPartProps = {
  /** Of the heading. */
  id: string
  title: string
  hint: string
  /** What a person can do with the whole part. */
  deed?: ComponentChildren
  children: ComponentChildren
}

/** One part of the page 在庫の決まり: what it is, what it is for, and what stands in it. */
export function TermsPart({ id, title, hint, deed, children }: TermsPartProps) {
  return (
    <section class="terms-part" aria-labelledby={id}>
      <div class="terms-head">
        <h2 id={id}>{title}</h2>
        {deed}
      </div>
      <p class="faint">{hint}</p>
      {children}
    </section>
  )
}

type AnsweredProps<T> = {
  by: Answer<T>
  /** What was refused of a deed in one of its rows. */
  refused?: Refusal | null
  children: (value: T) => ComponentChildren
}

/** What the server answered; before that what is waited for, and what went wrong. */
export function Answered<T>({ by, refused = null, children }: AnsweredProps<T>) {
  const { value, refusal, again } = by
  return (
    <>
      {refusal !== null && <Trouble refusal={refusal} again={again} />}
      {refused !== null && <Trouble refusal={refused} />}
      {value === null && refusal === null && <Spinner label={t('common.wait')} />}
      {value !== null && children(value)}
    </>
  )
}

type DeedProps = {
  icon: IconName
  /** With the name of what stands in this row: a reader of screens hears no columns. */
  label: string
  on_press: () => void
  children: string
}

/** What can be done with one row. */
export function RowDeed({ icon, label, on_press, children }: DeedProps) {
  return (
    <button type="button" class="deed" aria-label={label} onClick={on_press}>
      <Icon name={icon} size_px={15} />
      {children}
    </button>
  )
}
