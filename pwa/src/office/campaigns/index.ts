/** キャンペーン: which flyer goes into whose parcel, how often, and how long it lasts. */
export { CampaignPage } from './campaign_page'
export { CampaignsPage } from './campaigns_page'
