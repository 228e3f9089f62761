import type { VNode } from 'preact'
import { useEffect } from 'preact/hooks'
import { LocationProvider } from 'preact-iso'
import { Quiet, use_look } from '../interface'
import { t } from '../words'
import { OFFICE, use_address } from './address'
import { ArrivalsPage } from './arrivals'
import { CampaignPage, CampaignsPage } from './campaigns'
import { ConnectionsPage } from './connections'
import { DevicesPage } from './devices'
import { FoldersPage } from './folders'
import { FormatPage, FormatsPage } from './formats'
import { HandoversPage } from './handovers'
import { HomePage } from './home'
import { ImportPage, ImportsPage } from './imports'
import { KitsPage } from './kits'
import { LabelsPage } from './labels'
import { MastersPage } from './masters'
import { learn_names } from './names'
import './office.css'
import './choices.css'
import './filters.css'
import './people_devices.css'
import './stages.css'
import './tables.css'
import { OrderPage, OrdersPage, type OrderView } from './orders'
import { Page } from './page'
import { PeoplePage } from './people'
import { RulePage, RulesPage } from './rules'
import { SlipsPage } from './slips'
import { StockPage } from './stock'
import { StockTermsPage } from './stock_terms'
import { WavesPage } from './waves'

/** The office: everything the desk does, Japanese first. Stands on a person who is logged in (main.tsx). */
export function Office() {
  use_look('light', 'desk')
  useEffect(learn_names, [])
  return (
    <LocationProvider scope={OFFICE}>
      <OfficePage />
    </LocationProvider>
  )
}

/** The page of an address. Ids are numbers; anything else is no page. */
function OfficePage() {
  const [, room = '', id_text, view] = use_address().path.split('/')
  const id = id_text !== undefined && /^[0-9]+$/.test(id_text) ? Number(id_text) : null
  useEffect(() => {
    document.title = `${t('app.name')} | ${t('nav.office')}`
  }, [])
  const one =
    id_text === 'new' ? page_of_new(room) : id === null ? null : page_of_one(room, id, view)
  if (one !== null) return one
  switch (room) {
    case '':
      return <HomePage />
    case 'orders':
      return <OrdersPage />
    case 'imports':
      return imports_page_of(id_text)
    case 'formats':
      return <FormatsPage />
    case 'waves':
      return <WavesPage />
    case 'arrivals':
      return <ArrivalsPage />
    case 'stock':
      return <StockPage />
    case 'kits':
      return <KitsPage />
    case 'stock_terms':
      return <StockTermsPage />
    case 'rules':
      return <RulesPage />
    case 'campaigns':
      return <CampaignsPage view={id_text === 'calendar' ? 'calendar' : 'list'} />
    case 'slips':
      return <SlipsPage />
    case 'handovers':
      return <HandoversPage />
    case 'connections':
      return <ConnectionsPage />
    case 'people':
      return <PeoplePage />
    case 'devices':
      return <DevicesPage />
    case 'labels':
      return <LabelsPage />
    default:
      return (
        <Page title={t('fault.not_found')} long>
          <Quiet icon="search" title={t('fault.not_found')} />
        </Page>
      )
  }
}

/** The page where a format, rule or campaign is made. */
function page_of_new(room: string): VNode | null {
  switch (room) {
    case 'formats':
      return <FormatPage id={null} />
    case 'rules':
      return <RulePage id={null} />
    case 'campaigns':
      return <CampaignPage id={null} />
    default:
      return null
  }
}

/** What is brought in from files: orders, products, customers, or what folders bring. */
function imports_page_of(kind: string | undefined): VNode {
  if (kind === 'folders') return <FoldersPage />
  if (kind === 'products' || kind === 'customers') return <MastersPage key={kind} kind={kind} />
  return <ImportsPage />
}

/** The page of one order, import, rule or campaign. */
function page_of_one(room: string, id: number, view: string | undefined): VNode | null {
  switch (room) {
    case 'orders':
      return <OrderPage key={id} id={id} view={view_of(view)} />
    case 'imports':
      return <ImportPage key={id} id={id} />
    case 'formats':
      return <FormatPage key={id} id={id} />
    case 'rules':
      return <RulePage key={id} id={id} />
    case 'campaigns':
      return <CampaignPage key={id} id={id} />
    default:
      return null
  }
}

function view_of(view: string | undefined): OrderView {
  return view === 'history' || view === 'rules' ? view : 'lines'
}
