import { useState } from 'preact/hooks'
import { Button, Icon, Mark, Spinner } from '../../interface'
import { t, t_code } from '../../words'
import { Age } from '../age'
import type { Person } from '../answers'
import { ask_people } from '../asks'
import { label_sheet } from '../label_sheet'
import { Page } from '../page'
import { Trouble } from '../trouble'
import { use_answer } from '../use_answer'
import { PersonSheet } from './person_sheet'
import { PinSheet } from './pin_sheet'

type Open = { what: 'add' } | { what: 'change' | 'pin'; person: Person }

/** 人: who works here, what they may do, and the badge that names them. */
export function PeoplePage() {
  const answer = use_answer('people', ask_people, ({ topic }) => topic.startsWith('person:'))
  const [open, set_open] = useState<Open | null>(null)
  const close = () => {
    set_open(null)
    answer.again()
  }
  const people = answer.value?.people ?? []
  return (
    <Page
      title={t('people.title')}
      long
      actions={
        <>
          <Age of={answer} />
          <a
            class="button button-plain"
            href={label_sheet('badge')}
            target="_blank"
            rel="noreferrer"
          >
            <Icon name="printer" />
            {t('people.badges')}
          </a>
          <Button kind="primary" icon="plus" on_press={() => set_open({ what: 'add' })}>
            {t('people.add')}
          </Button>
        </>
      }
    >
      {answer.refusal !== null && <Trouble refusal={answer.refusal} again={answer.again} />}
      {answer.value === null && answer.refusal === null && <Spinner label={t('common.wait')} />}
      {people.length > 0 && (
        <div class="rows-frame rows-frame-inside">
          <table class="rows">
            <thead>
              <tr>
                <th>{t('people.name')}</th>
                <th>{t('people.role')}</th>
                <th>{t('people.badge')}</th>
                <th>{t('people.login')}</th>
                <th>{t('people.language')}</th>
                <th class="col-deeds">
                  <span class="unseen">{t('people.deeds')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {people.map((person) => (
                <PersonRow key={person.id} person={person} on_open={set_open} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {open?.what === 'add' && <PersonSheet person={null} on_close={close} />}
      {open?.what === 'change' && <PersonSheet person={open.person} on_close={close} />}
      {open?.what === 'pin' && <PinSheet person={open.person} on_close={close} />}
    </Page>
  )
}

function PersonRow({ person, on_open }: { person: Person; on_open: (open: Open) => void }) {
  return (
    <tr class={person.active ? '' : 'row-gone'}>
      <td>
        <span class="person">
          <span class={`initial initial-${person.role}`} aria-hidden="true">
            {[...person.name][0]}
          </span>
          <strong>{person.name}</strong>
          {!person.active && <Mark tone="calm">{t('people.inactive')}</Mark>}
        </span>
      </td>
      <td>{t(`role.${person.role}`)}</td>
      <td>{person.badge !== null && <span class="code">{person.badge}</span>}</td>
      <td class="faint">{person.login ?? ''}</td>
      <td>{t_code('language', person.language)}</td>
      <td class="col-deeds">
        <span class="deeds">
          {person.badge !== null && (
            <a
              class="deed"
              href={label_sheet('badge', { code: person.badge })}
              target="_blank"
              rel="noreferrer"
              aria-label={t('people.badge_print.of', { name: person.name })}
            >
              <Icon name="printer" size_px={15} />
              {t('people.badge_print')}
            </a>
          )}
          <button
            type="button"
            class="deed"
            aria-label={t('people.pin.of', { name: person.name })}
            onClick={() => on_open({ what: 'pin', person })}
          >
            <Icon name="lock" size_px={15} />
            {t('people.pin')}
          </button>
          <button
            type="button"
            class="deed"
            aria-label={t('people.change.of', { name: person.name })}
            onClick={() => on_open({ what: 'change', person })}
          >
            {t('people.change')}
          </button>
        </span>
      </td>
    </tr>
  )
}
