import { Button, HandheldScreen, Icon } from '../interface'
import { bring_words, t } from '../words'
import { upkeep_en } from '../words/upkeep.en'
import { upkeep_ja } from '../words/upkeep.ja'
import { storage_fault } from '../work'

bring_words(upkeep_ja, upkeep_en)

/** The self-test failed: says what was lost here and what was not, and goes on. */
export function StorageFault() {
  const what = storage_fault.value ?? 'wiped'
  return (
    <HandheldScreen
      foot={
        <Button
          kind="primary"
          wide
          icon="arrow_right"
          on_press={() => {
            storage_fault.value = null
          }}
        >
          {t('storage_fault.next')}
        </Button>
      }
    >
      <div class="entrance" role="alert">
        <header class="entrance-head entrance-stop">
          <Icon name="alert" size_px={84} weight={2.6} />
          <h1>{t(`storage_fault.${what}`)}</h1>
          <p>{t('storage_fault.lead')}</p>
          <p>{t('storage_fault.do')}</p>
        </header>
      </div>
    </HandheldScreen>
  )
}
