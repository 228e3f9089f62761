import '../imports/imports.css'
import './folders.css'
import { useEffect, useState } from 'preact/hooks'
import { Notice, Quiet, Spinner } from '../../interface'
import { t, t_code } from '../../words'
import { Age } from '../age'
import type { Refusal } from '../ask'
import { ImportKinds } from '../imports'
import { Page } from '../page'
import { Trouble } from '../trouble'
import { use_answer } from '../use_answer'
import {
  ask_folders,
  type Folder,
  type Folders,
  type OutFolder,
  switch_folder,
  switch_out_folder,
  test_folder,
  test_out_folder,
} from './asks'
import { FolderFiles } from './folder_files'
import { FolderTable } from './folder_table'
import { NewFolder } from './new_folder'
import { OutFiles } from './out_files'
import { ServersPanel } from './servers_panel'

/** The worker's looks make no notices, so the page looks by itself while it is open. */
const LOOK_MS = 5_000

type Tried = { is_good: boolean; words: string }

/** 取込 › フォルダ: folders by which files come in and go out by themselves, and how they are. */
export function FoldersPage() {
  const answer = use_answer('folders', ask_folders, () => false)
  const { value, again } = answer
  useEffect(() => {
    const timer = setInterval(again, LOOK_MS)
    return () => clearInterval(timer)
  }, [again])
  return (
    <Page title={t('folders.title')} actions={<Age of={answer} />} long>
      <ImportKinds chosen="folders" />
      {answer.refusal !== null && <Trouble refusal={answer.refusal} again={again} />}
      {value === null && answer.refusal === null && <Spinner label={t('common.wait')} />}
      {value?.is_set === false && (
        <Notice tone="wait" icon="alert">
          {t('folders.not_set')}
        </Notice>
      )}
      {value?.is_sandbox === true && (
        <Notice tone="wait" icon="alert">
          {t('folders.sandbox')}
        </Notice>
      )}
      {value !== null && <Answered said={value} again={again} />}
    </Page>
  )
}

function Answered({ said, again }: { said: Folders; again: () => void }) {
  const [refusal, refuse] = useState<Refusal | null>(null)
  const [tried, tell] = useState<Tried | null>(null)
  const test = async ({ id, path }: Folder) => {
    const found = await test_folder(id)
    refuse(found.refusal)
    if (found.value === null) return
    const { fault, waiting, passed_over } = found.value
    const good = t('folders.test.ok', {
      path,
      waiting: waiting.length,
      passed: passed_over.length,
    })
    tell(tried_as(path, fault, good))
  }
  const test_out = async ({ id, path }: OutFolder) => {
    const found = await test_out_folder(id)
    refuse(found.refusal)
    if (found.value !== null) {
      tell(tried_as(path, found.value.fault, t('folders.test.out_ok', { path })))
    }
  }
  const switch_to = async (of: Folder) => {
    refuse((await switch_folder(of.id, !of.is_on)).refusal)
    again()
  }
  const switch_out = async (of: OutFolder) => {
    refuse((await switch_out_folder(of.id, !of.is_on)).refusal)
    again()
  }
  return (
    <>
      {refusal !== null && <Trouble refusal={refusal} />}
      {tried !== null && (
        <Notice tone={tried.is_good ? 'ok' : 'ng'} icon={tried.is_good ? 'check' : 'alert'}>
          {tried.words}
        </Notice>
      )}
      {said.folders.length === 0 && <Quiet icon="file" title={t('folders.none')} />}
      {said.folders.length > 0 && (
        <FolderTable
          folders={said.folders}
          every={said.looks_every_seconds}
          on_test={(of) => void test(of)}
          on_switch={(of) => void switch_to(of)}
        />
      )}
      <NewFolder direction="in" servers={said.servers} on_made={again} />
      {said.folders.length > 0 && <FolderFiles folders={said.folders} />}
      <section class="past" aria-label={t('folders.out')}>
        <h2>{t('folders.out')}</h2>
        {said.out_folders.length === 0 && <Quiet icon="file" title={t('folders.out.none')} />}
        {said.out_folders.length > 0 && (
          <FolderTable
            folders={said.out_folders}
            every={said.looks_every_seconds}
            on_test={(of) => void test_out(of)}
            on_switch={(of) => void switch_out(of)}
          />
        )}
      </section>
      <NewFolder direction="out" servers={said.servers} on_made={again} />
      {said.out_folders.length > 0 && <OutFiles folders={said.out_folders} />}
      <ServersPanel servers={said.servers} on_changed={again} />
    </>
  )
}

function tried_as(path: string, fault: string | null, good: string): Tried {
  return fault === null
    ? { is_good: true, words: good }
    : { is_good: false, words: t('folders.test.bad', { path, why: t_code('folder_fault', fault) }) }
}
