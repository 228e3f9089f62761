import { useState } from 'preact/hooks'
import { Button } from '../../interface'
import { t } from '../../words'
import { may } from '../may'
import { use_answer } from '../use_answer'
import { ask_customer_terms, type Customers, type CustomerTerms } from './asks'
import { CustomerTermsSheet } from './customer_terms_sheet'
import { Answered, RowDeed, TermsPart } from './terms_part'

const NEVER = () => false

/** What single customers ask of goods beyond their shops. Supervisors read it, administrators change it. */
export function CustomerTermsTable() {
  const answer = use_answer('customer terms', ask_customer_terms, NEVER)
  const { value, again } = answer
  const [open, set_open] = useState<CustomerTerms | 'new' | null>(null)
  const may_change = may(['administrator'])
  return (
    <TermsPart
      id="terms-customers"
      title={t('terms.customers')}
      hint={t('terms.customers.hint')}
      deed={
        may_change &&
        value !== null && (
          <Button icon="plus" on_press={() => set_open('new')}>
            {t('terms.customers.add')}
          </Button>
        )
      }
    >
      <Answered by={answer}>
        {(terms) =>
          terms.customers.length === 0 ? (
            <p class="faint">{t('terms.customers.none')}</p>
          ) : (
            <Rows of={terms} on_change={may_change ? set_open : null} />
          )
        }
      </Answered>
      {open !== null && value !== null && (
        <CustomerTermsSheet
          of={open === 'new' ? null : open}
          owners={value.owners}
          on_close={() => set_open(null)}
          on_done={() => {
            set_open(null)
            again()
          }}
        />
      )}
    </TermsPart>
  )
}

type RowsProps = { of: Customers; on_change: ((one: CustomerTerms) => void) | null }

function Rows({ of: { customers, owners }, on_change }: RowsProps) {
  return (
    <div class="rows-frame">
      <table class="rows">
        <thead>
          <tr>
            <th>{t('terms.customer')}</th>
            <th>{t('terms.owner')}</th>
            <th class="col-number">{t('terms.least_days_left')}</th>
            <th>{t('terms.never_older')}</th>
            <th>{t('terms.keeps_one_lot')}</th>
            <th class="col-deeds">
              <span class="unseen">{t('terms.change')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {customers.map((one) => (
            <tr key={one.id}>
              <td>{one.name}</td>
              <td>{owners.find(({ code }) => code === one.owner)?.name ?? one.owner}</td>
              <td class="col-number">{t('terms.days', { n: one.least_days_left })}</td>
              <td>{t(one.never_older ? 'terms.yes' : 'terms.no')}</td>
              <td>{t(one.keeps_one_lot ? 'terms.yes' : 'terms.no')}</td>
              <td class="col-deeds">
                {on_change !== null && (
                  <RowDeed
                    icon="settings"
                    label={t('terms.change.of', { name: one.name })}
                    on_press={() => on_change(one)}
                  >
                    {t('terms.change')}
                  </RowDeed>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
