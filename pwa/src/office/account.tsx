import { leave_office } from '../desk'
import { Icon } from '../interface'
import type { Person } from '../server_api'
import { type Language, language, speak, t } from '../words'

const LANGUAGES: readonly Language[] = ['ja', 'en']

/** Who is logged in, in which language, and the way out. */
export function Account({ person }: { person: Person }) {
  return (
    <div class="account">
      <span class="account-name">{person.name}</span>
      <span class="account-role">{t(`role.${person.role}`)}</span>
      <div class="account-row">
        {LANGUAGES.map((one) => (
          <button
            key={one}
            type="button"
            class="account-language"
            lang={one}
            aria-pressed={language.value === one}
            onClick={() => speak(one)}
          >
            {t(`language.${one}`)}
          </button>
        ))}
        <button type="button" class="account-leave" onClick={() => void leave_office()}>
          <Icon name="logout" size_px={16} />
          {t('nav.leave')}
        </button>
      </div>
    </div>
  )
}
