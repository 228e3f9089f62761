import { useState } from 'preact/hooks'
import { Button, Notice } from '../../interface'
import { ChoiceField, Sheet, TextField } from '../../sheets'
import { t } from '../../words'
import { type Person, ROLES, type Role } from '../answers'
import type { Refusal } from '../ask'
import { add_person, change_person, type NewPerson } from '../asks'
import { Trouble } from '../trouble'
import { is_pin, PIN_DIGITS_LEAST, propose_pin } from './pins'

const PASSWORD_LENGTH_LEAST = 12
const DESK_ROLES: readonly Role[] = ['supervisor', 'administrator']

type Draft = {
  name: string
  role: Role
  language: 'ja' | 'en'
  active: boolean
  pin: string
  login: string
  password: string
}

function draft_of(person: Person | null): Draft {
  return {
    name: person?.name ?? '',
    role: person?.role ?? 'picker',
    language: person?.language === 'en' ? 'en' : 'ja',
    active: person?.active ?? true,
    pin: person === null ? propose_pin() : '',
    login: person?.login ?? '',
    password: '',
  }
}

/** What the server is told: only what was given. */
function told_of(draft: Draft): NewPerson {
  const { name, role, language, pin, login, password } = draft
  const at_desk = DESK_ROLES.includes(role) && login !== ''
  return {
    name: name.trim(),
    role,
    language,
    ...(pin === '' ? {} : { pin }),
    ...(at_desk ? { login } : {}),
    ...(at_desk && password !== '' ? { password } : {}),
  }
}

function is_complete(draft: Draft, is_new: boolean): boolean {
  const pin_is_fine = is_new ? is_pin(draft.pin) : draft.pin === '' || is_pin(draft.pin)
  const password_is_fine = draft.password === '' || draft.password.length >= PASSWORD_LENGTH_LEAST
  return draft.name.trim() !== '' && pin_is_fine && password_is_fine
}

/** Add somebody, or change what is known of them. The badge's code is the server's. */
export function PersonSheet({ person, on_close }: { person: Person | null; on_close: () => void }) {
  const is_new = person === null
  const [draft, write] = useState(() => draft_of(person))
  const [busy, set_busy] = useState(false)
  const [refusal, refuse] = useState<Refusal | null>(null)
  const [added, tell] = useState<Person | null>(null)
  const keep = async () => {
    set_busy(true)
    const told = told_of(draft)
    const reply = is_new
      ? await add_person(told)
      : await change_person(person.id, { ...told, active: draft.active })
    set_busy(false)
    refuse(reply.refusal)
    if (reply.value !== null && is_new) tell(reply.value)
    else if (reply.refusal === null) on_close()
  }
  const title = is_new ? t('people.add') : t('people.change.of', { name: person.name })
  return (
    <Sheet title={title} close_label={t('common.close')} on_close={on_close}>
      {refusal !== null && <Trouble refusal={refusal} />}
      {added !== null ? (
        <Welcome person={added} pin={draft.pin} on_close={on_close} />
      ) : (
        <>
          <Fields
            draft={draft}
            is_new={is_new}
            on_change={(part) => write({ ...draft, ...part })}
          />
          <div class="sheet-actions">
            <Button kind="quiet" on_press={on_close}>
              {t('common.cancel')}
            </Button>
            <Button
              kind="primary"
              busy={busy}
              disabled={!is_complete(draft, is_new)}
              on_press={() => void keep()}
            >
              {is_new ? t('people.add.go') : t('people.keep')}
            </Button>
          </div>
        </>
      )}
    </Sheet>
  )
}

type FieldsProps = { draft: Draft; is_new: boolean; on_change: (part: Partial<Draft>) => void }

function Fields({ draft, is_new, on_change }: FieldsProps) {
  return (
    <>
      <TextField
        label={t('people.name')}
        value={draft.name}
        placeholder={t('people.name.example')}
        autofocus={is_new}
        required
        on_input={(name) => on_change({ name })}
      />
      <div class="sheet-pair">
        <ChoiceField
          label={t('people.role')}
          value={draft.role}
          choices={ROLES.map((role) => ({ value: role, label: t(`role.${role}`) }))}
          on_choose={(role) => on_change({ role: role as Role })}
        />
        <ChoiceField
          label={t('people.language')}
          value={draft.language}
          choices={[
            { value: 'ja', label: t('language.ja') },
            { value: 'en', label: t('language.en') },
          ]}
          on_choose={(language) => on_change({ language: language === 'en' ? 'en' : 'ja' })}
        />
      </div>
      <p class="faint">{t(`role.${draft.role}.may`)}</p>
      {is_new && (
        <TextField
          label={t('people.pin.new')}
          value={draft.pin}
          keyboard="numeric"
          hint={t('pin.hint')}
          problem={is_pin(draft.pin) ? null : t('pin.short', { n: PIN_DIGITS_LEAST })}
          on_input={(pin) => on_change({ pin })}
        />
      )}
      {DESK_ROLES.includes(draft.role) && <DeskLogin draft={draft} on_change={on_change} />}
      {!is_new && (
        <label class="tick">
          <input
            type="checkbox"
            checked={draft.active}
            onChange={(event) => on_change({ active: event.currentTarget.checked })}
          />
          {t('people.active')}
        </label>
      )}
    </>
  )
}

function DeskLogin({ draft, on_change }: Omit<FieldsProps, 'is_new'>) {
  const short = draft.password !== '' && draft.password.length < PASSWORD_LENGTH_LEAST
  return (
    <div class="sheet-pair">
      <TextField
        label={t('people.login')}
        value={draft.login}
        on_input={(login) => on_change({ login })}
      />
      <TextField
        label={t('people.password')}
        type="password"
        autocomplete="new-password"
        value={draft.password}
        problem={short ? t('people.password.short', { n: PASSWORD_LENGTH_LEAST }) : null}
        on_input={(password) => on_change({ password })}
      />
    </div>
  )
}

function Welcome({ person, pin, on_close }: { person: Person; pin: string; on_close: () => void }) {
  return (
    <>
      <Notice tone="ok" icon="check">
        {t('people.added', { name: person.name })}
      </Notice>
      <dl class="handed-out">
        <div>
          <dt>{t('people.badge')}</dt>
          <dd>{person.badge}</dd>
        </div>
        <div>
          <dt>{t('people.pin')}</dt>
          <dd>{pin}</dd>
        </div>
      </dl>
      <p class="faint">{t('people.added.hint')}</p>
      <div class="sheet-actions">
        <Button kind="primary" on_press={on_close}>
          {t('common.close')}
        </Button>
      </div>
    </>
  )
}
